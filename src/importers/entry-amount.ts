// How a table says amount and direction of an entry: two columns, one unsigned column with a
// direction mark, or one signed column, each also the other way round. The reading that makes the
// balance column add up over a sample is taken; without balances, the usual one.
import type { CurrencyCode } from "../core/currency.ts";
import { directionOf, isDirectionColumn, isDirectionHead } from "./direction-words.ts";
import { walkBalances } from "./running-balance.ts";
import type { RowFaults, TableCells } from "./table-cells.ts";
import type { HeadRow } from "./table-layout.ts";

/** Money in positive; null when there is no amount or a fault was added. */
export type AmountReader = (
  cells: readonly string[],
  row: number,
  currency: CurrencyCode,
  faults: RowFaults,
) => bigint | null;

/** Null when there is no balance or a fault was added. */
export type BalanceReader = AmountReader;

export type ChosenReading = {
  readonly balance: BalanceReader;
  readonly read: AmountReader;
  /** The balances show that the file counts the other way round than its column names say. */
  readonly isTurned: boolean;
};

type Reading = Omit<ChosenReading, "balance">;

/** Another reading than the usual must leave at most this share of the balance steps unexplained. */
const BREAKS_PER_HUNDRED = 5;

export function chooseAmountReading(
  reader: TableCells,
  sample: readonly HeadRow[],
  preference: { readonly currency: CurrencyCode; readonly isInverse: boolean },
): ChosenReading {
  const readings = readingsOf(reader, sample, preference.isInverse);
  const balance = balanceReader(reader, sample);
  const usual = { ...readings[0]!, balance };
  if (!reader.has("balance")) return usual;
  const judged = readings.map((reading) => ({
    reading,
    ...balanceBreaks(reader, sample, { ...reading, balance }, preference.currency),
  }));
  // a reading that reads nothing breaks nothing
  const best = judged.reduce((a, b) =>
    b.steps > 0 && (a.steps === 0 || b.breaks < a.breaks) ? b : a,
  );
  const isConvincing = best.steps > 0 && best.breaks * 100 <= best.steps * BREAKS_PER_HUNDRED;
  return isConvincing ? { ...best.reading, balance } : usual;
}

/**
 * Beside two columns of amounts 借/贷 may speak of the balance: then 借 is an overdraft on a statement
 * of a bank, which the balance column alone does not show.
 */
function balanceReader(reader: TableCells, sample: readonly HeadRow[]): BalanceReader {
  const plain: BalanceReader = (cells, row, currency, faults) =>
    reader.amount(cells, row, "balance", currency, faults);
  if (!reader.has("payer_account") || !tellsSideOfBalance(reader, sample)) return plain;
  return (cells, row, currency, faults) => {
    const balance = plain(cells, row, currency, faults);
    const isOwed = directionOf(reader.text(cells, "direction")) === -1;
    return balance !== null && balance > 0n && isOwed ? -balance : balance;
  };
}

/** The mark differs from the side that is filled. */
function tellsSideOfBalance(reader: TableCells, sample: readonly HeadRow[]): boolean {
  if (!reader.has("direction") || !reader.has("money_in") || !reader.has("money_out")) return false;
  return sample.some(({ cells }) => {
    const side = directionOf(reader.text(cells, "direction"));
    const isIn = /[1-9]/.test(reader.text(cells, "money_in"));
    const isOut = /[1-9]/.test(reader.text(cells, "money_out"));
    return side !== null && isIn !== isOut && isIn !== side > 0;
  });
}

/** Every way to read the amounts of this table, the usual one first. */
function readingsOf(
  reader: TableCells,
  sample: readonly HeadRow[],
  isInverse: boolean,
): readonly Reading[] {
  const upright = uprightReadings(reader, sample);
  const turned = upright.map((read) => turn(read));
  const asNamed = isInverse ? [...turned, ...upright] : [...upright, ...turned];
  return asNamed.map((read, at) => ({ read, isTurned: at >= upright.length }));
}

function uprightReadings(reader: TableCells, sample: readonly HeadRow[]): AmountReader[] {
  if (reader.has("money_in") || reader.has("money_out")) {
    const outTexts = reader.columnTexts(sample, "money_out").filter((text) => /[1-9]/.test(text));
    // Some exports write each payment out as a negative number in a column of its own.
    const isSignedOut = outTexts.length > 0 && outTexts.every(isNegative);
    const [usual, other] = [twoColumns(reader, isSignedOut), twoColumns(reader, !isSignedOut)];
    return [usual, other];
  }
  const signed: AmountReader = (cells, row, currency, faults) =>
    reader.amount(cells, row, "amount", currency, faults);
  const directions = reader.columnTexts(sample, "direction").filter((text) => text !== "");
  if (!isDirectionColumn(directions)) {
    return isDirectionHead(reader.headOf("direction"))
      ? codedReadings(reader, signed, sample, directions)
      : [signed];
  }
  // A negative amount under a mark is a reversal of that side (红字冲正), or it repeats the mark.
  const marked = withDirection(reader, signed, (amount) => amount);
  const bare = withDirection(reader, signed, (amount) => (amount < 0n ? -amount : amount));
  return amountsCarrySigns(reader, sample) ? [signed, marked, bare] : [marked, bare, signed];
}

/**
 * Two codes that are no words (1 and 2) beside amounts without signs: the balances say which is which;
 * without them each row is refused, for half of the money would have the wrong sign.
 */
function codedReadings(
  reader: TableCells,
  signed: AmountReader,
  sample: readonly HeadRow[],
  directions: readonly string[],
): AmountReader[] {
  const codes = [...new Set(directions)];
  const isSigned = reader.columnTexts(sample, "amount").some(isNegative);
  if (codes.length === 0 || codes.length > 2 || isSigned) return [signed];
  const unknown = withDirection(reader, signed, (amount) => amount);
  const byCode = codes.map(
    (code): AmountReader =>
      (cells, row, currency, faults) => {
        const amount = signed(cells, row, currency, faults);
        const isIn = reader.text(cells, "direction") === code;
        return amount === null || isIn ? amount : -amount;
      },
  );
  return codes.length === 2 ? [unknown, ...byCode] : [unknown];
}

function twoColumns(reader: TableCells, isSignedOut: boolean): AmountReader {
  return (cells, row, currency, faults) => {
    const before = faults.length;
    const moneyIn = reader.amount(cells, row, "money_in", currency, faults);
    const moneyOut = reader.amount(cells, row, "money_out", currency, faults);
    if (faults.length > before) return null;
    if (moneyIn === null && moneyOut === null) {
      return reader.amount(cells, row, "amount", currency, faults);
    }
    if (moneyIn !== null && moneyIn !== 0n && moneyOut !== null && moneyOut !== 0n) {
      reader.fault(faults, "both_sides_filled", { cells, row });
      return null;
    }
    const out = moneyOut ?? 0n;
    return (moneyIn ?? 0n) + (isSignedOut ? out : -out);
  };
}

function withDirection(
  reader: TableCells,
  read: AmountReader,
  size: (amount: bigint) => bigint,
): AmountReader {
  return (cells, row, currency, faults) => {
    const amount = read(cells, row, currency, faults);
    if (amount === null || amount === 0n) return amount;
    const direction = directionOf(reader.text(cells, "direction"));
    if (direction === null) {
      reader.fault(faults, "direction_unknown", { cells, row, field: "direction" });
      return null;
    }
    return direction > 0 ? size(amount) : -size(amount);
  };
}

function turn(read: AmountReader): AmountReader {
  return (cells, row, currency, faults) => {
    const amount = read(cells, row, currency, faults);
    return amount === null ? null : -amount;
  };
}

/** Every payment out negative and every receipt positive: the mark only repeats the sign. */
function amountsCarrySigns(reader: TableCells, sample: readonly HeadRow[]): boolean {
  let outs = 0;
  for (const { cells } of sample) {
    const amount = reader.text(cells, "amount");
    const direction = directionOf(reader.text(cells, "direction"));
    if (direction === null || !/[1-9]/.test(amount)) continue;
    if (isNegative(amount) !== direction < 0) return false;
    if (direction < 0) outs++;
  }
  return outs > 0;
}

function isNegative(text: string): boolean {
  return /^\s*[-−–(（]|[-−]\s*$/.test(text);
}

type SampleBalance = {
  readonly amountMinor: bigint;
  readonly balanceMinor: bigint | null;
  readonly place: object;
};

/** Steps of the sample's balances that a reading does not explain, per account and currency. */
function balanceBreaks(
  reader: TableCells,
  sample: readonly HeadRow[],
  { read, balance }: ChosenReading,
  fallback: CurrencyCode,
): { breaks: number; steps: number } {
  const groups = new Map<string, SampleBalance[]>();
  for (const { cells, row } of sample) {
    const faults: RowFaults = [];
    const currency = reader.has("currency")
      ? reader.currency(cells, row, faults, fallback)
      : reader.currencyInside(cells, ["amount", "money_in", "money_out", "balance"], fallback);
    const amountMinor = read(cells, row, currency, faults);
    const balanceMinor = balance(cells, row, currency, faults);
    if (amountMinor === null || amountMinor === 0n || faults.length > 0) continue;
    const key = `${reader.text(cells, "account")} ${currency}`;
    const group = groups.get(key) ?? [];
    group.push({ amountMinor, balanceMinor, place: {} });
    groups.set(key, group);
  }
  let [breaks, steps] = [0, 0];
  for (const group of groups.values()) {
    const walk = walkBalances(group);
    breaks += walk.breaks;
    steps += walk.steps;
  }
  return { breaks, steps };
}
