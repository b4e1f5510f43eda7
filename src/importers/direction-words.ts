// The marks by which a direction column says money in or money out, as the bank sees it: on a bank
// statement 贷 (credit) is money in, 借 (debit) is money out.

const inWords = new Set([
  "贷", "贷方", "贷cr", "c", "cr", "crdt", "credit", "收", "收入", "收款", "来账", "转入", "+", "入", "入账", "存入", "进", "进账", "haben", "bij", "in", "incoming", "贷c", "money in", "h", "deposit", "存", "received",
]); // biome-ignore format: one list
const outWords = new Set([
  "借", "借方", "借dr", "d", "dr", "dbit", "debit", "付", "支", "支出", "付款", "往账", "转出", "-", "出", "出账", "支取", "soll", "af", "out", "outgoing", "借d", "money out", "s", "withdrawal", "取", "sent",
]); // biome-ignore format: one list

/** +1 money in, −1 money out, null when the text is no direction. */
export function directionOf(text: string): 1 | -1 | null {
  const word = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s[\]()]/g, "");
  if (inWords.has(word)) return 1;
  return outWords.has(word) ? -1 : null;
}

/** Do nearly all filled cells of a column tell a direction? Else it is a text column (消费, 转账). */
export function isDirectionColumn(texts: readonly string[]): boolean {
  const telling = texts.filter((text) => directionOf(text) !== null).length;
  return texts.length > 0 && telling * 10 >= texts.length * 6;
}

/** Heads that can only mean a direction, whatever code stands under them. */
export function isDirectionHead(head: string): boolean {
  return /借.{0,2}贷|收.{0,2}[支付]|收支|出入账|^(d|dr|debit)\W*(or)?\W*(c|cr|credit)$|^(c|cr|credit)\W*(or)?\W*(d|dr|debit)$/i.test(
    head.normalize("NFKC").trim(),
  );
}
