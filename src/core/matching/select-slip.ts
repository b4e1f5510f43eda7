// What comes close to an item in a way that has a name: T01, T02, P05. The money settles what was owed
// as far as it goes; the difference keeps its code and waits for a person.
import { because } from "../because.ts";
import { formatMinor } from "../money.ts";
import type { Context } from "./context.ts";
import type { MatchResidual } from "./output.ts";
import { saysPart } from "./part-words.ts";
import { propose } from "./propose.ts";
import type { Readings } from "./reading.ts";
import { saysFee, saysRetention } from "./residual.ts";
import { isInWindow } from "./select-amount.ts";
import { type Slip, slipBetween } from "./slip-tests.ts";
import { foldWords } from "./text.ts";

/** Most items of one customer tested. */
const mostTested = 400;
/** Amounts that lie one slip of the kind away from another: shifts, swaps of two digits, pairs of rates. */
const ways: Readonly<Record<Slip, number>> = { T01: 6, T02: 28, P05: 60 };

export function selectSlips(context: Context, readings: Readings): void {
  const { book, pool, line } = context;
  if (line.amountMinor <= 0 || pool.debts.length > mostTested) return;
  const { namings, facts } = context;
  // Where the payer says why less came, it was no slip.
  const hasReason = facts.deduction !== null || saysFee(line) || saysRetention(line);
  const isNamed = (item: number) =>
    namings.some((naming) => naming.docs.some((doc) => doc.item === item));
  const named = namings.length === 0 ? [] : pool.debts.filter(isNamed);
  const tested = named.length > 0 ? named : pool.debts;
  for (const item of tested) {
    const owed = book.left[item]!;
    if (owed === line.amountMinor || !isInWindow(context, item)) continue;
    if (hasReason && owed > line.amountMinor) continue;
    const slip = slipBetween(owed, line.amountMinor);
    if (slip === "T01" && owed > line.amountMinor && saysShare(line.memo)) continue;
    if (slip) offer(context, readings, { item, slip, share: 1 / (tested.length * ways[slip]) });
  }
}

const share = /\d\s?[%％]|PERCENT|PROZENT|\bQUOTE\b|DIVIDEND|INSOLVEN|破产|清偿/;

/** 货款10%, the dividend of an insolvent estate: a tenth is what he means to pay. */
function saysShare(memo: string): boolean {
  return saysPart(memo) || share.test(foldWords(memo));
}

function offer(
  context: Context,
  readings: Readings,
  given: { readonly item: number; readonly slip: Slip; readonly share: number },
): void {
  const { book, line } = context;
  const owed = book.left[given.item]!;
  const short = owed - line.amountMinor;
  const isNamed = isMeantAlone(context, given.item);
  const reason = because(`slip.${given.slip}`, {
    item: book.itemAt(given.item).itemNo,
    owed: formatMinor(owed, line.currency),
    paid: formatMinor(line.amountMinor, line.currency),
  });
  const residual: MatchResidual = {
    item: short > 0 ? given.item : null,
    side: short > 0 ? "item" : "line",
    amountMinor: Math.abs(short),
    currency: line.currency,
    code: short > 0 ? "unexplained" : "advance",
    difference: given.slip,
    posted: false,
    because: [reason],
  };
  propose(readings, context, {
    items: [given.item],
    amounts: [Math.min(owed, line.amountMinor)],
    residuals: [residual],
    prior: Math.log(book.weights.habit.slip * given.share),
    rule: "R31",
    because: [reason],
    isAmountAlone: !isNamed,
    isUnagreed: context.relation !== "self",
    // Too little leaves the rest open under its code. Too much settles a named paper, and the rest stays
    // with the receipt; where nothing is named, the mistake is cleared up first.
    blocks: short > 0 || isNamed ? [] : [reason],
  });
}

/** Its own number, or that of an order or a delivery with nothing else open, stands in the memo. */
function isMeantAlone(context: Context, item: number): boolean {
  const { book, namings, pool } = context;
  return namings.some(({ isStrong, docs }) => {
    if (!isStrong || docs.some(({ kind }) => kind === "contract")) return false;
    const open = docs.filter((doc) => book.left[doc.item] !== 0 && isOfPool(doc.item));
    return open.length === 1 && open[0]!.item === item;
  });

  function isOfPool(other: number): boolean {
    return pool.customers.includes(book.itemCustomer[other]!);
  }
}
