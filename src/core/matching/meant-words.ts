// Which of several papers under one contract or order the memo means, by words of their remarks:
// 预付款 or 进度款, 第二期, milestone 2. Words that stand on all of them tell nothing.
import type { Context } from "./context.ts";
import { openDocs } from "./context.ts";
import { foldText, matchesOf, numberKey } from "./text.ts";

/** More papers under one number than this are not told apart by words. */
const mostPapers = 60;

/** Of the papers with a number that the line names: true, the words of the memo mean it; false, another one. */
export type Meant = ReadonlyMap<number, boolean>;

const nothingMeant: Meant = new Map();

/** 扣质保金, 留5%质保金: what is not paid means no paper. */
const keptBack =
  /(?:扣除?|扣留|预留|暂留|留)\s*(?:[\d.]+\s*[%％])?\s*(?:质量?保证?金|保修金|保留金|质保)/g;

/** Empty where the memo has no words for some of them only, or names single documents besides. */
export function meantOf(context: Context): Meant {
  context.found.meant ??= readMeant(context);
  return context.found.meant;
}

function readMeant(context: Context): Meant {
  const { namings, book, line } = context;
  let meant: Map<number, boolean> | null = null;
  for (const naming of namings) {
    if (openDocs(context, naming, true).length > 0) return nothingMeant;
    const papers = openDocs(context, naming, false);
    if (papers.length < 2 || papers.length > mostPapers) continue;
    const remarks = papers.map((item) => book.itemAt(item).memo);
    if (areAlike(remarks)) continue;
    const memo = line.memo.replace(keptBack, " ");
    const own = namings.length > 1 ? partsWith(naming.key, memo) : "";
    const near = own === "" ? [] : chooseByWords(own, remarks);
    const chosen = near.length > 0 ? near : chooseByWords(memo, remarks);
    if (chosen.length === 0 || chosen.length === papers.length) continue;
    meant ??= new Map();
    for (const [at, item] of papers.entries()) meant.set(item, chosen.includes(at));
  }
  return meant ?? nothingMeant;
}

/** Those parts of a list that bear the number: in "A 验收款、B 预付款" the first stage is A's. */
function partsWith(key: string, memo: string): string {
  return memo
    .split(/[、;；,，]/)
    .filter((part) => numberKey(part).includes(key))
    .join(" | ");
}

/** Positions of the remarks that the text means; none where its words fit none, or all, of them. */
export function chooseByWords(text: string, remarks: readonly string[]): number[] {
  if (areAlike(remarks)) return [];
  const said = pairsOf(text);
  if (said.size === 0) return [];
  const shared = remarks.map((remark) => [...pairsOf(remark)].filter((pair) => said.has(pair)));
  const told = shared.map((pairs) =>
    pairs.filter((pair) => !shared.every((other) => other.includes(pair))),
  );
  const chosen: number[] = [];
  for (const [at, pairs] of told.entries()) {
    // 第二期进度款 is said: the first instalment shares 进度款 alone, and is not meant.
    const isOutdone = told.some(
      (other) => other.length > pairs.length && pairs.every((pair) => other.includes(pair)),
    );
    if (pairs.length > 0 && !isOutdone) chosen.push(at);
  }
  return chosen;
}

function areAlike(remarks: readonly string[]): boolean {
  return remarks.every((remark) => remark === remarks[0]);
}

/** What every payment says, whatever it is for; 预付款, 首付款, 到货款 are stages of their own. */
const generic =
  /(?<![到发提])货款|工程款|合同款|(?<![预首])付款|支付|款项|汇款|转账|结算款|PAYMENTS?|INVOICES?/g;
/** What instalments are counted in. */
const counter = "(?:期|批|次|笔|阶段|季度)";
const hanNumber = new RegExp(
  `[一二三四五六七八九十](?=[、,~至到和及一二三四五六七八九十-]*${counter})`,
  "g",
);
const hanDigits = "一二三四五六七八九十";
const counted = new RegExp(
  `(第?)(?<!\\d)(\\d{1,2})(?:[-~至到](\\d{1,2})|((?:[、,和及&]\\d{1,2})+))(${counter})`,
  "g",
);
const unit = /\d+|[A-Z]+|[\u3400-\u9fff]|[%％]|[^ ]/g;
const word = /^[0-9A-Z\u3400-\u9fff%％]/;

/** 前三期, 前4期: the first so many. */
const firstOnes = new RegExp(`前(\\d{1,2}|[一二三四五六七八九十两])(?:个)?(${counter})`, "g");

/** Neighbouring words, numbers and characters of a text, two by two. */
function pairsOf(text: string): Set<string> {
  const pairs = new Set<string>();
  let last = "";
  for (const [piece] of matchesOf(spellOut(text), unit)) {
    const isWord = word.test(piece);
    if (isWord && last !== "") pairs.add(`${last} ${piece}`);
    last = isWord ? piece : "";
  }
  return pairs;
}

/** 第一、二期 → 第1期 2期; 1-3期 → 1期 2期 3期. */
function spellOut(text: string): string {
  return foldText(text)
    .replace(firstOnes, (_, count: string, of: string) => `第1-${countOf(count)}${of}`)
    .replace(hanNumber, (numeral) => String(hanDigits.indexOf(numeral) + 1))
    .replace(
      counted,
      (_, ordinal: string, first: string, last: string | undefined, list: string, of: string) => {
        const numbers =
          last === undefined ? [first, ...(list.match(/\d+/g) ?? [])] : rangeOf(first, last);
        return numbers.map((number) => `${ordinal}${number}${of}`).join("|");
      },
    )
    .replace(generic, "|");
}

function countOf(numeral: string): number {
  if (/\d/.test(numeral)) return +numeral;
  return numeral === "两" ? 2 : hanDigits.indexOf(numeral) + 1;
}

/** As many instalments as a contract may have. */
const mostInstalments = 36;

function rangeOf(first: string, last: string): string[] {
  const numbers: string[] = [];
  for (let at = +first; at <= +last && numbers.length < mostInstalments; at++)
    numbers.push(String(at));
  return numbers;
}
