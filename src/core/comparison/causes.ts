// The code of a difference between two ledgers (DOMAIN §6), its class of 未达账项, and whose books are
// to be put right unless a person says otherwise.
import { type Because, because } from "../because.ts";
import { type DifferenceCode, isDifferenceCode } from "../differences.ts";
import { deductionIn } from "../matching/deduction-words.ts";
import { slipBetween } from "../matching/slip-tests.ts";
import { isFee } from "./by-slip.ts";
import { type Desk, type DeskEntry, daysApart, type Found, mayBePartners, sumOf } from "./desk.ts";
import { type LedgerSide, type OutstandingClass, otherOf } from "./ledger-entry.ts";

/** What was booked so few days before the end of the period is on its way (T07). */
const onItsWayDays = 15;
/** Equal money without a number is the same money twice only within these days. */
const twiceDays = 3;
const largestRoundingUnits = 1;

export type Circumstances = {
  /** Day number of the last day of the period. */
  readonly toDay: number;
  readonly minorPerUnit: number;
};

export type Cause = {
  readonly code: DifferenceCode | null;
  readonly corrects: LedgerSide;
  readonly because: readonly Because[];
};

export function outstandingClass(side: LedgerSide, entry: DeskEntry): OutstandingClass {
  const isMoney = entry.kind === "money" || (entry.kind === null && entry.minor < 0);
  if (side === "ours") return isMoney ? "we_received" : "we_billed";
  return isMoney ? "they_paid" : "they_booked";
}

/** Of an entry nobody on the other side has. */
export function causeOfLonely(
  desk: Desk,
  side: LedgerSide,
  entry: DeskEntry,
  about: Circumstances,
): Cause {
  const other = otherOf(side);
  const isMoney = outstandingClass(side, entry).match(/received|paid/) !== null;
  const twin = twinOf(desk, side, entry);
  if (twin) {
    const reason = because("comparison.booked_twice", { date: twin.date, no: twin.no });
    return { code: isMoney ? "T04" : "T08", corrects: side, because: [reason] };
  }
  if (Math.abs(entry.minor) <= largestRoundingUnits * about.minorPerUnit) {
    return { code: "T03", corrects: other, because: [because("comparison.cause_rounding")] };
  }
  const deduction = side === "theirs" && entry.minor < 0 ? deductionIn(entry.memo) : null;
  if (deduction && isDifferenceCode(deduction.difference)) {
    const reason = because("comparison.deducted", { word: deduction.word });
    return { code: deduction.difference, corrects: other, because: [reason] };
  }
  const isCredit = !isMoney && entry.minor < 0;
  if (isCredit && side === "theirs") {
    return { code: "P03", corrects: other, because: [because("comparison.credit_not_issued")] };
  }
  const days = about.toDay - entry.day;
  if (days <= onItsWayDays) {
    const reason =
      days === 0
        ? because("comparison.on_the_last_day")
        : because("comparison.on_its_way", { days });
    return { code: "T07", corrects: other, because: [reason] };
  }
  if (isCredit)
    return { code: "P03", corrects: other, because: [because("comparison.credit_not_booked")] };
  return { code: null, corrects: other, because: [because("comparison.not_found", { days })] };
}

/**
 * Equal entries of this side that stand in pairs by amount and date alone, any of which may be the one
 * without a partner in its place.
 */
export function equalsOf(desk: Desk, side: LedgerSide, entry: DeskEntry): DeskEntry[] {
  const other = otherOf(side);
  return desk.found.flatMap((found) => {
    const [one, partner] = [found[side][0], found[other][0]];
    if (found.by !== "date_amount" || one?.minor !== entry.minor || !partner) return [];
    const [a, b] = side === "ours" ? [entry, partner] : [partner, entry];
    return mayBePartners(desk, a, b) ? [one] : [];
  });
}

/** Booked already, by the same side: the same number and amount, or the same money days apart. */
function twinOf(desk: Desk, side: LedgerSide, entry: DeskEntry): DeskEntry | null {
  const known = entry.keys.own.flatMap((key) => desk.own[side].get(key) ?? []);
  const sameNumber = known.find((one) => isTwin(one, entry) && !desk.isLeft(side, one));
  if (sameNumber) return sameNumber;
  if (entry.keys.own.length > 0 || entry.memo === "") return null;
  const near = desk[side].find(
    (one) => isTwin(one, entry) && one.memo === entry.memo && daysApart(one, entry) <= twiceDays,
  );
  return near ?? null;
}

function isTwin(one: DeskEntry, entry: DeskEntry): boolean {
  return one !== entry && one.minor === entry.minor;
}

/** Of one document with two amounts. */
export function causeOfOtherAmount({ ours, theirs }: Found, about: Circumstances): Cause {
  const [left, right] = [sumOf(ours), sumOf(theirs)];
  const gap = Math.abs(left - right);
  const corrects: LedgerSide = "theirs";
  if (Math.sign(left) !== Math.sign(right)) return { code: null, corrects, because: [] };
  const reason = (code: DifferenceCode, key: string): Cause => ({
    code,
    corrects,
    because: [because(key)],
  });
  if (gap <= largestRoundingUnits * about.minorPerUnit) {
    return reason("T03", "comparison.cause_rounding");
  }
  const slip = slipBetween(Math.abs(left), Math.abs(right));
  if (slip === "T01") return reason("T01", "comparison.cause_point");
  if (slip === "T02") return reason("T02", "comparison.cause_swapped");
  if (isFee({ minor: left }, { minor: right }, about.minorPerUnit)) {
    return reason("P04", "comparison.cause_fee");
  }
  const word = [...theirs, ...ours]
    .map(({ memo }) => deductionIn(memo))
    .find((one) => one !== null);
  if (word && isDifferenceCode(word.difference)) {
    return {
      code: word.difference,
      corrects,
      because: [because("comparison.deducted", { word: word.word })],
    };
  }
  if (slip === "P05" && left > 0) return reason("P05", "comparison.cause_tax_rate");
  return { code: null, corrects, because: [] };
}
