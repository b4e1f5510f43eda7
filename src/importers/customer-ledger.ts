// An account out of a ledger (客户往来明细账, 应收账款明细账) is no bank statement: its debit side is what
// customers owe, and no money came in by it. Told by what it says and by what it lacks.
import { directionOf } from "./direction-words.ts";
import type { FileHead, HeadSheet, ImportProblem } from "./importer.ts";
import { excerptOfCells, fatalProblem } from "./problem.ts";
import { readTitle } from "./statement-title.ts";
import { findHeader, type Header, mapColumns } from "./table-layout.ts";

const ofCustomers =
  /应收账款|应收帐款|预收账款|应付账款|往来(单位|款)?(明细|余额|分户)?账|客户往来|辅助(核算)?明细账|客户明细账|(?<!\d)(1122|2203|2202)(?!\d{4})|accounts? (receivable|payable)|(customer|vendor|debtors?) (ledger|account)/i;
const ofTheBank = /银行存款|日记账|(?<!\d)1002(?!\d{4})|cash ?book|bank (journal|account)/i;

export function customerLedgerIn(head: FileHead): ImportProblem | null {
  for (const sheet of head.sheets) {
    const header = findHeader(sheet.rows, "ledger");
    if (!header || !isLedger(head, sheet, header)) continue;
    const place = sheet.name === "" ? {} : { sheet: sheet.name };
    return fatalProblem("ledger_of_customers", {
      place: { ...place, row: header.row },
      excerpt: excerptOfCells(header.cells),
    });
  }
  return null;
}

function isLedger(head: FileHead, sheet: HeadSheet, header: Header): boolean {
  const has = (field: string) => header.fields.includes(field);
  if (!has("money_in") || !has("money_out") || !has("balance")) return false;
  if (!header.cells.some((cell) => /借|debit|soll/i.test(cell))) return false;
  const asStatement = new Set(mapColumns(header.cells, "statement"));
  if (asStatement.has("payer_account") || asStatement.has("account")) return false;
  if (/\d{8,}/.test(readTitle(header).account)) return false;
  const below = sheet.rows.filter(({ row }) => row > header.row);
  const words = [
    head.name,
    sheet.name,
    ...header.preamble.map(({ cells }) => cells.join(" ")),
    ...below.map(({ cells }) => namedAccount(header, cells)),
  ].join("\n");
  if (ofTheBank.test(words)) return false;
  return ofCustomers.test(words) || tellsSideOfBalance(header, below);
}

/** What stands under 科目 and the like: the ledger's own account. */
function namedAccount(header: Header, cells: readonly string[]): string {
  return header.cells
    .flatMap((head, at) => (/科目|gl account/i.test(head) ? [cells[at]] : []))
    .join(" ");
}

/** 方向 beside both columns, the same for entries of either side: it speaks of the balance. */
function tellsSideOfBalance(header: Header, rows: HeadSheet["rows"]): boolean {
  const at = header.fields.indexOf("direction");
  if (at < 0 || header.fields.includes("party")) return false;
  const [debit, credit] = ["money_out", "money_in"].map((field) => header.fields.indexOf(field));
  const isFilled = (cell: string | undefined) => /[1-9]/.test(cell ?? "");
  return rows.some(({ cells }) => {
    const side = directionOf(cells[at] ?? "");
    const [isDebit, isCredit] = [isFilled(cells[debit ?? -1]), isFilled(cells[credit ?? -1])];
    return isDebit !== isCredit && side !== null && side > 0 !== isCredit;
  });
}
