// Reads the list of orders of a platform as it is pasted or chosen as a file: number and gross amount a
// line, whatever stands between them; a head names its columns.
import { amountOf, minorOrNull } from "./amounts.ts";

type OrderRow = { readonly no: string; readonly amount: string | null };

type ReadOrders = {
  readonly rows: readonly OrderRow[];
  /** Lines that are no order, as they stand there. */
  readonly unread: readonly string[];
};

const numberHead = /单号|订单|编号|order|number/i;
const amountHead = /金额|货款|amount|gross/i;
/** Columns of amounts that are not what the order was sold for. */
const otherAmount = /费|净|实收|结算|到账|fee|net|commission|refund|退/i;

export function readOrders(text: string, currency: string): ReadOrders {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const [first = ""] = lines;
  const head = cellsOf(first);
  const hasHead = head.length > 0 && !head.some((cell) => /\d/.test(cell));
  const at = hasHead ? columnsOf(head) : { number: 0, amount: 1 };
  const rows: OrderRow[] = [];
  const unread: string[] = [];
  for (const line of hasHead ? lines.slice(1) : lines) {
    const cells = cellsOf(line);
    const no = cells[at.number] ?? "";
    const amount = cells[at.amount] ?? "";
    const minor = amount === "" ? null : minorOrNull(amount.replaceAll(/[¥￥,]/g, ""), currency);
    if (!/\d/.test(no) || no.length > 100 || (amount !== "" && minor === null)) unread.push(line);
    else rows.push({ no, amount: minor === null ? null : amountOf(minor, currency) });
  }
  return { rows, unread };
}

/** Without a column of amounts all that is open is taken. */
function columnsOf(head: readonly string[]): { readonly number: number; readonly amount: number } {
  const number = head.findIndex((cell) => numberHead.test(cell) && !amountHead.test(cell));
  const isAmount = (cell: string) => amountHead.test(cell);
  const gross = head.findIndex((cell) => isAmount(cell) && !otherAmount.test(cell));
  return { number: Math.max(0, number), amount: gross };
}

/** Tabs as Excel copies them, else a CSV with quotes, else blanks; a backquote keeps digits text. */
function cellsOf(line: string): string[] {
  const cells = line.includes("\t") ? line.split("\t") : csvCells(line);
  const parted = cells.length === 1 ? line.split(/[\s;；，]+/) : cells;
  return parted.map((cell) => cell.trim().replace(/^[`'="\s]+|["\s]+$/g, ""));
}

function csvCells(line: string): string[] {
  const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)];
  // 1,000.00 behind a blank is one amount
  if (!line.includes('"') && /[\s;；]/.test(line)) return [line];
  return cells.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "");
}
