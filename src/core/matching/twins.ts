// Open items of one customer with the very same amount. Where a reading takes one of them and could
// as well take the other, structure alone is no proof: the other reading stands beside it.
import type { Book } from "./book.ts";
import { markOf, type Reading, type Readings } from "./reading.ts";

/** ln of how much a group by due date, month or contract says about which twin was meant. */
const structureSays = 2.5;
/** Readings this far (ln) behind the best are not worth a twin. */
const nearEnough = 6;
const mostTwins = 4;

export type TwinSource = (item: number) => readonly number[];

/** Adds the readings in which one item is exchanged for its twin. */
export function addTwins(readings: Readings, twinsOf: TwinSource, book: Book): void {
  if (!readings.list.some(({ items }) => items.length > 1)) return;
  let best = Number.NEGATIVE_INFINITY;
  for (const reading of readings.list) best = Math.max(best, reading.weight);
  const originals = readings.list.filter(
    ({ weight, isDistinct, items }) =>
      weight > best - nearEnough && !isDistinct && items.length > 1,
  );
  for (const reading of originals) {
    let added = 0;
    for (let at = 0; at < reading.items.length; at++) {
      const item = reading.items[at]!;
      // A part of an item is not exchanged.
      if (reading.amounts[at] !== book.left[item]) continue;
      for (const twin of twinsOf(item)) {
        if (twin === item || reading.items.includes(twin)) continue;
        if (added++ >= mostTwins) break;
        putBeside(readings, reading, { item, twin });
      }
    }
  }
}

function putBeside(
  readings: Readings,
  reading: Reading,
  swap: { readonly item: number; readonly twin: number },
): void {
  const items = reading.items.map((item) => (item === swap.item ? swap.twin : item));
  const residuals = reading.residuals.map((residual) =>
    residual.item === swap.item ? { ...residual, item: swap.twin } : residual,
  );
  const content = { items, amounts: reading.amounts, residuals };
  const mark = markOf(content);
  const weight = reading.weight - structureSays;
  const before = readings.get({ ...content, mark });
  if (before) {
    if (before.weight < weight) before.weight = weight;
    return;
  }
  const ways = reading.ways.map((way) => ({ ...way, weight: way.weight - structureSays }));
  readings.put({ ...reading, items, residuals, mark, weight, ways });
}
