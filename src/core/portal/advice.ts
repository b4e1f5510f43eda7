// A remittance advice as rows of cells: which document, which amount. No layout is asked for: a row
// counts when a cell is a document's number, and the amount stands under a column that says so.

export type AdviceRow = { readonly no: string; readonly amount: string };

const payColumn = /(本次|实付|付款|支付|核销|paid|payment|remit).*(金额|额|amount)?/i;
const amountColumn = /(金额|amount|价税合计|合计)/i;
/** An amount as people write it, without currency words. */
const amountText = /^-?[\d,，]{1,20}(\.\d{1,3})?$/;
/** A document's number: at least four characters, with a digit. */
const numberText = /^(?=.*\d)[\p{L}\d][\p{L}\d\-_/.]{3,40}$/u;

/** `isKnown`: the number names an open document of this customer. */
export function adviceRows(
  rows: readonly (readonly string[])[],
  isKnown: (no: string) => boolean,
): AdviceRow[] {
  const amountAt = amountColumnOf(rows);
  const numberAt = numberColumnOf(rows, isKnown);
  const read: AdviceRow[] = [];
  for (const cells of rows) {
    const no = (cells[numberAt] ?? "").trim();
    if (!numberText.test(no)) continue;
    const amount = amountAt === -1 ? firstAmount(cells, numberAt) : plainAmount(cells[amountAt]);
    if (amount !== null) read.push({ no, amount });
  }
  return read;
}

function amountColumnOf(rows: readonly (readonly string[])[]): number {
  for (const pattern of [payColumn, amountColumn]) {
    for (const cells of rows.slice(0, 35)) {
      if (cells.filter((cell) => cell.trim() !== "").length < 2) continue; // a title, no heads
      const at = cells.findIndex((cell) => pattern.test(cell) && plainAmount(cell) === null);
      if (at >= 0 && rows.some((row) => plainAmount(row[at]) !== null)) return at;
    }
  }
  return -1;
}

/** The column with the most numbers of open documents; without any, the first that looks like one. */
function numberColumnOf(
  rows: readonly (readonly string[])[],
  isKnown: (no: string) => boolean,
): number {
  const hits = new Map<number, number>();
  for (const cells of rows) {
    cells.forEach((cell, at) => {
      if (isKnown(cell.trim())) hits.set(at, (hits.get(at) ?? 0) + 1);
    });
  }
  const [best] = [...hits].sort(([, a], [, b]) => b - a);
  if (best) return best[0];
  const first = rows.find((cells) => cells.some((cell) => looksLikeNumber(cell)));
  return first ? first.findIndex((cell) => looksLikeNumber(cell)) : 0;
}

function looksLikeNumber(cell: string): boolean {
  const text = cell.trim();
  return numberText.test(text) && !amountText.test(text) && !/^\d{4}[-/.]\d{1,2}/.test(text);
}

function firstAmount(cells: readonly string[], numberAt: number): string | null {
  for (const [at, cell] of cells.entries()) {
    if (at <= numberAt) continue;
    const amount = plainAmount(cell);
    if (amount !== null) return amount;
  }
  return null;
}

function plainAmount(cell: string | undefined): string | null {
  const text = (cell ?? "").replace(/[¥￥\s]/g, "");
  return amountText.test(text) ? text.replace(/[,，]/g, "") : null;
}
