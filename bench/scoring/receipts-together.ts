// Receipts that only together make up one open item: which sets of two to four of one payer's receipts,
// within the days of template R24, come to exactly what some item is open with. Such a set says what it
// pays when nothing else of these receipts, and nothing else of this item, fits as well.

/** What is asked of a receipt here: its day, its amount. */
export type Receipt = {
  readonly lineId: string;
  readonly day: number;
  readonly amountMinor: number;
};

export type Together = { readonly receipts: readonly Receipt[]; readonly item: number };

/** R24: at most four receipts within fifteen days. */
const mostReceipts = 4;
const mostDays = 15;
/** More unexplained receipts of one payer than this fit in some way or other. */
const mostToCombine = 40;

/** All sets whose sum is the open amount of an item; `itemsOf` answers the items of an amount. */
export function setsThatFit(
  receipts: readonly Receipt[],
  itemsOf: (amountMinor: number) => readonly number[],
): Together[] {
  if (receipts.length > mostToCombine) return [];
  const order = [...receipts].sort((a, b) => a.day - b.day);
  const found: Together[] = [];
  const members: Receipt[] = [];
  const extend = (from: number, sum: number): void => {
    for (const [at, receipt] of order.entries()) {
      if (at < from || receipt.day - (members[0] ?? receipt).day > mostDays) continue;
      members.push(receipt);
      const total = sum + receipt.amountMinor;
      if (members.length > 1) {
        for (const item of itemsOf(total)) found.push({ receipts: [...members], item });
      }
      if (members.length < mostReceipts) extend(at + 1, total);
      members.pop();
    }
  };
  extend(0, 0);
  return found;
}

/** Sets that share neither a receipt nor the item with another one. */
export function withoutRivals(sets: readonly Together[]): Together[] {
  const uses = new Map<string, number>();
  const keysOf = ({ receipts, item }: Together) => [
    `item ${item}`,
    ...receipts.map((receipt) => receipt.lineId),
  ];
  for (const set of sets) {
    for (const key of keysOf(set)) uses.set(key, (uses.get(key) ?? 0) + 1);
  }
  return sets.filter((set) => keysOf(set).every((key) => uses.get(key) === 1));
}
