// The list of orders of a platform's settlement (J27), set against open items: by number, in the order in
// which they fall due, never more than is open.

export type OrderRow = {
  readonly no: string;
  /** Below zero: a refund. Null: all that is open. */
  readonly amountMinor: bigint | null;
};

export type OrderItem = {
  readonly id: number;
  /** Its own number and the number of the order it was sold by. */
  readonly no: string;
  readonly orderNo: string;
  /** With the sign of its kind. */
  readonly openMinor: bigint;
};

export type PairedOrders = {
  readonly found: readonly { readonly id: number; readonly amountMinor: bigint }[];
  readonly missing: readonly string[];
  readonly tooMuch: readonly {
    readonly no: string;
    readonly askedMinor: bigint;
    readonly openMinor: bigint;
  }[];
};

/** The items come in the order in which they are to be settled. */
export function pairOrders(rows: readonly OrderRow[], items: readonly OrderItem[]): PairedOrders {
  const itemsOf = itemsByNumber(items);
  const taken = new Map<number, bigint>();
  const missing: string[] = [];
  const tooMuch: { no: string; askedMinor: bigint; openMinor: bigint }[] = [];
  for (const { no, amountMinor } of rows) {
    const isRefund = amountMinor !== null && amountMinor < 0n;
    const fitting = (itemsOf.get(numberOf(no)) ?? []).filter(
      ({ openMinor }) => amountMinor === null || openMinor < 0n === isRefund,
    );
    if (fitting.length === 0) {
      missing.push(no);
      continue;
    }
    const leftOf = ({ id, openMinor }: OrderItem) => openMinor - (taken.get(id) ?? 0n);
    const openMinor = fitting.reduce((sum, item) => sum + leftOf(item), 0n);
    let rest = amountMinor;
    for (const item of fitting) {
      const left = leftOf(item);
      const part = rest === null ? left : nearerZero(rest, left);
      if (rest !== null) rest -= part;
      if (part !== 0n) taken.set(item.id, (taken.get(item.id) ?? 0n) + part);
    }
    if (amountMinor !== null && rest !== 0n)
      tooMuch.push({ no, askedMinor: amountMinor, openMinor });
  }
  const found = [...taken].map(([id, amountMinor]) => ({ id, amountMinor }));
  return { found, missing, tooMuch };
}

/** Both have one sign. */
function nearerZero(a: bigint, b: bigint): bigint {
  const sizeOf = (minor: bigint) => (minor < 0n ? -minor : minor);
  return sizeOf(a) < sizeOf(b) ? a : b;
}

function itemsByNumber(items: readonly OrderItem[]): Map<string, OrderItem[]> {
  const byNumber = new Map<string, OrderItem[]>();
  for (const item of items) {
    for (const number of new Set([numberOf(item.no), numberOf(item.orderNo)])) {
      if (number === "") continue;
      const known = byNumber.get(number);
      if (known) known.push(item);
      else byNumber.set(number, [item]);
    }
  }
  return byNumber;
}

/** As people type it, whatever its case. */
export function numberOf(text: string): string {
  return text.trim().toUpperCase();
}
