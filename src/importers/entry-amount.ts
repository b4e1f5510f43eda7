// How a table says amount and direction of an entry: two columns, one unsigned column with a
// direction mark, or one signed column. Decided once from a sample; the running balance has the last
// word afterwards (running-balance.ts).
import type { CurrencyCode } from "../core/currency.ts";
import { isEmptyCell } from "./amount.ts";
import { directionOf, isDirectionColumn } from "./direction-words.ts";
import type { RowFaults, TableCells } from "./table-cells.ts";
import type { HeadRow } from "./table-layout.ts";

/** Money in positive; null when there is no amount or a fault was added. */
export type AmountReader = (
  cells: readonly string[],
  row: number,
  currency: CurrencyCode,
  faults: RowFaults,
) => bigint | null;

export function amountReaderFor(reader: TableCells, sample: readonly HeadRow[]): AmountReader {
  if (reader.has("money_in") || reader.has("money_out")) return twoColumns(reader, sample);
  const directions = reader.columnTexts(sample, "direction").filter((text) => !isEmptyCell(text));
  if (reader.has("direction") && isDirectionColumn(directions))
    return withDirection(reader, sample);
  return (cells, row, currency, faults) => reader.amount(cells, row, "amount", currency, faults);
}

function twoColumns(reader: TableCells, sample: readonly HeadRow[]): AmountReader {
  const outTexts = reader.columnTexts(sample, "money_out").filter((text) => /[1-9]/.test(text));
  // Some exports write each payment out as a negative number in a column of its own.
  const outIsSigned = outTexts.length > 0 && outTexts.every(isNegative);
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
    return (moneyIn ?? 0n) + (outIsSigned ? out : -out);
  };
}

function withDirection(reader: TableCells, sample: readonly HeadRow[]): AmountReader {
  const isSigned = amountsCarrySigns(reader, sample);
  return (cells, row, currency, faults) => {
    const amount = reader.amount(cells, row, "amount", currency, faults);
    if (amount === null || isSigned) return amount;
    const mark = reader.text(cells, "direction");
    const direction = directionOf(mark);
    if (direction === null) {
      if (amount !== 0n)
        reader.fault(faults, "direction_unknown", { cells, row, field: "direction" });
      return amount === 0n ? 0n : null;
    }
    // A negative amount under a mark is a reversal of that side (红字冲正).
    return direction > 0 ? amount : -amount;
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
