// The reconciliation as PDF to be signed, or as a workbook with every entry.

import { dayIn } from "../../clock.ts";
import { isDifferenceCode } from "../../core/differences.ts";
import { formatMinor } from "../../core/money.ts";
import { ownNameIn } from "../../core/own-names.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { booksById } from "../../db/books.ts";
import {
  type ComparisonEntryRow,
  type ComparisonGroupRow,
  type ComparisonRow,
  insertComparisonEvent,
  type Signature,
  selectComparisonGroups,
  selectGroupEntries,
  selectOpenGroups,
} from "../../db/comparisons.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { ComparisonPaper, PaperGroup, PaperSide } from "../../exporters/comparison-paper.ts";
import { comparisonPdf } from "../../exporters/comparison-pdf.ts";
import { writeComparisonXlsx } from "../../exporters/comparison-xlsx.ts";
import type { Deps } from "../deps.ts";
import type { PaperFile } from "../statements/download-paper.ts";
import { printOne } from "../statements/printer.ts";
import type { Comparer } from "./make-comparison.ts";
import { findComparison } from "./read-comparison.ts";
import {
  comparisonNo,
  reconcileStored,
  reconciliationHash,
  sectionSums,
} from "./reconcile-stored.ts";

const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const mostGroups = 1_000_000;

export async function downloadComparison(
  deps: Deps,
  who: Comparer,
  of: {
    readonly id: number;
    readonly format: "pdf" | "xlsx";
    readonly language: "zh" | "en";
  },
): Promise<Result<PaperFile, { readonly code: "not_found" }>> {
  const { id, format } = of;
  const found = await inOrganisation(deps.pool, who.orgId, async (db) => {
    const row = await findComparison(db, who, id);
    if (row === null || row.from === null) return null;
    const paper = await loadPaper(deps, db, { row, who, language: of.language });
    const agreed = format === "pdf" ? [] : await loadAgreed(db, who, row);
    const event = { comparisonId: id, act: "downloaded", side: who.side, actor: who.name };
    await insertComparisonEvent(db, who, { ...event, memberId: who.memberId, detail: { format } });
    return { paper, agreed };
  });
  if (found === null) return refuse({ code: "not_found" });
  const { paper, agreed } = found;
  const name = `${paper.no} ${paper.theirs.name.replace(/[\\/:*?"<>|]/g, "")} ${paper.to}`;
  if (format === "pdf") {
    const bytes = await printOne(comparisonPdf(paper));
    return ok({ name: `${name}.pdf`, mimeType: "application/pdf", pieces: [bytes] });
  }
  const pieces: Uint8Array[] = [];
  writeComparisonXlsx(paper, agreed, (piece) => pieces.push(piece));
  return ok({ name: `${name}.xlsx`, mimeType: xlsxType, pieces });
}

async function loadPaper(
  deps: Pick<Deps, "clock">,
  db: Db,
  of: { readonly row: ComparisonRow; readonly who: Comparer; readonly language: "zh" | "en" },
): Promise<ComparisonPaper> {
  const { row, who, language } = of;
  const { orgId } = who;
  const books = await booksById(db, orgId, row.booksId);
  const open = await selectOpenGroups(db, orgId, row.id);
  const entries = await selectGroupEntries(db, orgId, {
    id: row.id,
    groups: open.map(({ n }) => n),
  });
  const table = reconcileStored(row, open);
  const text = (minor: number) => formatMinor(minor, row.currency);
  const sections = sectionSums(table);
  const timeZone = books?.timeZone ?? "Asia/Shanghai";
  const ownName = books ? ownNameIn(books, language) : "";
  const side = (which: "ours" | "theirs"): PaperSide => {
    const isOurs = which === "ours";
    const own = sections.filter((one) => one.side === which);
    const signature = isOurs ? row.ourSignature : row.theirSignature;
    return {
      name: isOurs ? ownName : row.customerName,
      opening: text(table[which].openingMinor),
      closing: text(table[which].closingMinor),
      adjusted: text(isOurs ? table.oursAdjustedMinor : table.theirsAdjustedMinor),
      rows: own.map(({ section, count, minor }) => ({ section, count, amount: text(minor) })),
      signature: signatureOn(signature, timeZone),
    };
  };
  return {
    language,
    no: comparisonNo(row),
    currency: row.currency,
    from: row.from ?? "",
    to: row.to ?? "",
    isOpenItems: row.reading["mode"] === "open_items",
    madeOn: dayIn(timeZone, deps.clock.now()),
    fileName: row.fileName,
    ours: side("ours"),
    theirs: side("theirs"),
    openingGap: text(table.openingGapMinor),
    left: text(table.unexplainedMinor),
    agreed: {
      count: row.summary.agreed?.count ?? 0,
      amount: text(row.summary.agreed?.oursMinor ?? 0),
    },
    differences: paperGroups(row, { groups: open, entries, isUs: who.side === "us" }),
    sha256: reconciliationHash(row, open),
  };
}

function signatureOn(signature: Signature | null, timeZone: string): PaperSide["signature"] {
  if (signature === null) return null;
  const { name, position, at } = signature;
  return { name, position, at: dayIn(timeZone, new Date(at)) };
}

async function loadAgreed(db: Db, who: Comparer, row: ComparisonRow): Promise<PaperGroup[]> {
  const { orgId } = who;
  const groups = await selectComparisonGroups(db, orgId, {
    id: row.id,
    verdicts: ["agreed"],
    afterN: 0,
    limit: mostGroups,
  });
  const entries = await selectGroupEntries(db, orgId, {
    id: row.id,
    groups: groups.map(({ n }) => n),
  });
  return paperGroups(row, { groups, entries, isUs: who.side === "us" });
}

function paperGroups(
  { currency }: ComparisonRow,
  of: {
    readonly groups: readonly ComparisonGroupRow[];
    readonly entries: readonly ComparisonEntryRow[];
    readonly isUs: boolean;
  },
): PaperGroup[] {
  const text = (minor: number) => formatMinor(minor, currency);
  const byGroup = Map.groupBy(of.entries, ({ groupN }) => groupN);
  return of.groups.map((group) => ({
    n: group.n,
    verdict: group.verdict,
    code: group.code !== null && isDifferenceCode(group.code) ? group.code : null,
    corrects: group.corrects,
    ours: text(group.oursMinor),
    theirs: text(group.theirsMinor),
    gap: text(group.oursMinor - group.theirsMinor),
    because: group.because,
    answer: [group.answer === "" ? "" : group.answeredBy, group.answerNote]
      .filter((part) => part !== "")
      .join("："),
    entries: (byGroup.get(group.n) ?? []).map(({ side, date, no, memo, minor }) => ({
      side,
      date,
      no,
      // what our bank wrote of a payer is ours alone
      memo: of.isUs || side === "theirs" ? memo : "",
      amount: text(minor),
    })),
  }));
}
