// A statement's paper for one of us: printed from what was frozen.
import { ok, type Result, refuse } from "../../core/result.ts";
import { selectStatement } from "../../db/statements.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { loadPaper, paperName, paperWorkbook, printPaper } from "./paper.ts";

export type PaperFile = {
  readonly name: string;
  readonly mimeType: string;
  readonly pieces: readonly Uint8Array[];
};

const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export async function downloadPaper(
  deps: Deps,
  of: {
    readonly orgId: number;
    readonly booksId: number;
    readonly id: number;
    readonly format: "pdf" | "xlsx";
  },
): Promise<Result<PaperFile, { readonly code: "not_found" }>> {
  const paper = await inOrganisation(deps.pool, of.orgId, async (db) => {
    const statement = await selectStatement(db, of.orgId, of.id);
    if (statement?.booksId !== of.booksId) return null;
    return loadPaper(db, of.orgId, statement);
  });
  if (paper === null) return refuse({ code: "not_found" });
  const name = paperName(paper.snapshot);
  if (of.format === "xlsx") {
    return ok({ name: `${name}.xlsx`, mimeType: xlsxType, pieces: paperWorkbook(paper) });
  }
  const bytes = await printPaper(paper);
  return ok({ name: `${name}.pdf`, mimeType: "application/pdf", pieces: [bytes] });
}
