// Orders to print as the page lists them, and their archives.
import { createReadStream } from "node:fs";
import { join } from "node:path";
import type { PrintOrders } from "../../contract/print-orders.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { selectPrintOrders } from "../../db/print-orders.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

const shown = 20;

export async function listPrintOrders(deps: Deps, books: InBooks): Promise<PrintOrders> {
  const rows = await inOrganisation(deps.pool, books.orgId, (db) =>
    selectPrintOrders(db, books, { id: null, limit: shown }),
  );
  return {
    rows: rows.map(({ id, statementIds, papers, sizeBytes, by, ...at }) => ({
      id,
      asked: statementIds.length,
      papers,
      sizeBytes,
      by,
      orderedAt: at.orderedAt.toISOString(),
      finishedAt: at.finishedAt?.toISOString() ?? null,
      removedAt: at.removedAt?.toISOString() ?? null,
    })),
  };
}

export type PrintedArchive = {
  readonly name: string;
  readonly sizeBytes: number;
  readonly stream: ReturnType<typeof createReadStream>;
};

export async function openPrinted(
  deps: Deps,
  books: InBooks,
  id: number,
): Promise<Result<PrintedArchive, { readonly code: "not_found" }>> {
  const [row] = await inOrganisation(deps.pool, books.orgId, (db) =>
    selectPrintOrders(db, books, { id, limit: 1 }),
  );
  if (!row || row.storedAs === "") return refuse({ code: "not_found" });
  const { storedAs, sizeBytes } = row;
  const stream = createReadStream(join(deps.dataFolder, storedAs));
  return ok({ name: `statements-${id}.zip`, sizeBytes, stream });
}
