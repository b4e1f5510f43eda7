// A service is billed after its month: the invoice of 5 July bears the remark 6月服务费. Who names a month
// may mean the one or the other. Two things tell that it is the remark: the payer repeats its words, or
// no open paper was issued in the month he names while the remark of one names it.
import type { Context } from "./context.ts";
import { areNamed, periodOf } from "./item-period.ts";
import type { NamedMonth } from "./memo.ts";
import { foldText } from "./text.ts";

/** More papers of one customer than this are not read. */
const mostRead = 200;

/** The months a paper is for, as the payer of this line counts them. */
export function monthsFor(context: Context, item: number): readonly NamedMonth[] {
  const { months, doubtful } = periodOf(item, context.book);
  return doubtful !== null && goesByRemark(context) ? doubtful : months;
}

export function goesByRemark(context: Context): boolean {
  context.found.byRemark ??= readByRemark(context);
  return context.found.byRemark;
}

function readByRemark({ facts, pool, book, line }: Context): boolean {
  const named = facts.memo.months;
  if (named.length === 0 || pool.debts.length > mostRead) return false;
  const said = phraseOf(line.memo);
  let isIssued = false;
  let isRemarked = false;
  for (const item of pool.debts) {
    const { months, doubtful } = periodOf(item, book);
    isIssued ||= areNamed(months, named);
    if (doubtful === null || !areNamed(doubtful, named)) continue;
    if (repeats(said, phraseOf(book.itemAt(item).memo))) return true;
    isRemarked = true;
  }
  return isRemarked && !isIssued;
}

const years = /(?<!\d)(?:20)?\d\d年/g;
/** 2026.06服务费 */
const yearAndMonth = /(?<!\d)20\d\d[./-]?(1[0-2]|0[1-9])(?=[\u3400-\u9fff])/g;

function phraseOf(text: string): string {
  return foldText(text)
    .replace(years, "")
    .replace(yearAndMonth, "$1月")
    .replace(/(?<!\d)0(?=\d月)|(?<=月)份/g, "")
    .replace(/[^0-9A-Z\u3400-\u9fff]/g, "");
}

/** 6月服务费 and no less: the month and what was served. */
const ofMonth = /^\d{1,2}月[\u3400-\u9fff]{2,}/;

function repeats(said: string, remark: string): boolean {
  if (!ofMonth.test(remark)) return false;
  const at = said.indexOf(remark);
  return at >= 0 && !/\d/.test(said.charAt(at - 1));
}
