// A last look by the amount alone, over the whole book: whose item is exactly this much? For money of
// unknown payers a suggestion, for customers with nothing that fits a hint that it was paid for another.
import { because } from "../because.ts";
import { formatMinor } from "../money.ts";
import type { Book } from "./book.ts";
import { memoBearsSign } from "./hygiene.ts";
import type { LineVerdict, MatchResidual } from "./output.ts";
import { isCreditKind } from "./pool.ts";

/** Odds that a stranger's crooked amount, equal to one open item of the book, pays that item. */
const oddsWhenUnique = 1.5;
/** How fast those odds fall with the number of accidental equals to be expected. */
const fallOff = 10;

/** A verdict has at most five candidates. */
const mostOthers = 4;

/** Answers better where it can; keeps the verdict where it cannot. */
export function lookByAmount(
  verdicts: readonly LineVerdict[],
  /** Likeliest payer of each line, −1 unknown. */
  payers: Int32Array,
  book: Book,
): LineVerdict[] {
  const wanted = verdicts.filter((verdict) => isWanted(verdict, book));
  if (wanted.length === 0) return [...verdicts];
  const owners = ownersOf(wanted, book);
  return verdicts.map((verdict) => {
    if (!isWanted(verdict, book)) return verdict;
    const { currency, amountMinor } = book.lineAt(verdict.line);
    const item = owners.get(keyOf(currency, amountMinor));
    if (item === undefined || item < 0) return verdict;
    const payer = payers[verdict.line]!;
    if (payer < 0) return suggest(verdict, item, book);
    return payer === book.itemCustomer[item] ? verdict : hint(verdict, item, book);
  });
}

/** Nothing fits, or oldest first for want of anything better; not a round amount, which many have. */
export function isWanted(verdict: LineVerdict, book: Book): boolean {
  const isOnAccount = verdict.lane === "suggested" && verdict.candidates[0]?.rule === "R26";
  const isMissed = verdict.lane === "unmatched" && verdict.reason.key.startsWith("miss.");
  if (!isOnAccount && !isMissed && verdict.category !== "subsidy") return false;
  const { amountMinor, memo } = book.lineAt(verdict.line);
  // A treasury pays what public buyers owe as well as grants; what it is, only the memo would say.
  if (verdict.category === "subsidy" && memoBearsSign(memo)) return false;
  return amountMinor > 0 && amountMinor % 10_000 !== 0;
}

function keyOf(currency: string, amountMinor: number): string {
  return `${currency}${amountMinor}`;
}

/** The one open item of each wanted amount; −2 where there are several. */
function ownersOf(wanted: readonly LineVerdict[], book: Book): Map<string, number> {
  const owners = new Map<string, number>();
  // Most items are open with an amount nobody asks for.
  const amounts = new Set<number>();
  for (const { line } of wanted) {
    const { currency, amountMinor } = book.lineAt(line);
    owners.set(keyOf(currency, amountMinor), -1);
    amounts.add(amountMinor);
  }
  for (let item = 0; item < book.left.length; item++) {
    const open = book.left[item]!;
    if (open <= 0 || !amounts.has(open) || isCreditKind(book.kind[item]!)) continue;
    const key = keyOf(book.itemAt(item).currency, open);
    const before = owners.get(key);
    if (before === undefined) continue;
    owners.set(key, before === -1 ? item : -2);
  }
  return owners;
}

/** T05: his money, kept for him until he says whom it was for. */
function hint(verdict: LineVerdict, item: number, book: Book): LineVerdict {
  const { currency, amountMinor } = book.lineAt(verdict.line);
  const { customerNo, itemNo } = book.itemAt(item);
  const reason = because("miss.other_customer", {
    customer: verdict.payerNo ?? "",
    other: customerNo,
    item: itemNo,
  });
  const confidence = confidenceOf(amountMinor, book);
  const [best] = verdict.candidates;
  if (best && best.confidence >= confidence) return verdict;
  const { payerNo } = verdict;
  if (payerNo === null) {
    return { ...verdict, reason, misses: [reason, ...(verdict.misses ?? [])] };
  }
  const { misses: _, ...rest } = verdict;
  const kept: MatchResidual = {
    item: null,
    side: "line",
    amountMinor,
    currency,
    code: "advance",
    difference: "T05",
    posted: false,
    because: [reason],
  };
  return {
    ...rest,
    lane: "suggested",
    reason,
    candidates: [
      {
        customerNo: payerNo,
        allocations: [],
        residuals: [kept],
        confidence,
        rule: "R34",
        rules: ["R34"],
        because: [reason],
        against: [],
      },
      ...verdict.candidates.slice(0, mostOthers),
    ],
  };
}

/** The more items there are, the sooner one has this amount by accident. */
function confidenceOf(amountMinor: number, book: Book): number {
  const odds = oddsWhenUnique / (1 + (fallOff * book.left.length) / amountMinor);
  return odds / (1 + odds);
}

function suggest(verdict: LineVerdict, item: number, book: Book): LineVerdict {
  const { currency, amountMinor } = book.lineAt(verdict.line);
  const { customerNo, itemNo } = book.itemAt(item);
  const reason = because("miss.only_amount", { customer: customerNo, item: itemNo });
  const { misses: _, ...rest } = verdict;
  return {
    ...rest,
    lane: "suggested",
    category: null,
    reason,
    candidates: [
      {
        customerNo,
        allocations: [{ item, amountMinor, lineAmountMinor: amountMinor }],
        residuals: [],
        confidence: confidenceOf(amountMinor, book),
        rule: "R13",
        rules: ["R13"],
        because: [
          because("amount.unique", { amount: formatMinor(amountMinor, currency), count: 1 }),
        ],
        against: [because("block.stranger")],
      },
    ],
  };
}
