// A small bank: payments of some days, exported in windows of whole days that overlap, with the ids that
// banks give or do not give.
export type BankPayment = {
  /** Day of September 2026. */
  readonly day: number;
  readonly minor: number;
  readonly name: string;
  readonly memo: string;
  /** The bank's number of it, stable and unique. */
  readonly number: number;
};

export type ExportWindow = { readonly from: number; readonly to: number };

/** Payments with real equals among them: same day, amount, payer and words. */
export function randomPayments(seed: number, count: number): BankPayment[] {
  const next = randomNumbers(seed);
  const names = ["上海启明贸易有限公司", "苏州远景", "Hafenkontor GmbH"];
  const payments = Array.from({ length: count }, (_, at): BankPayment => {
    const isOut = next(5) === 0;
    return {
      day: 1 + next(6),
      minor: (isOut ? -1 : 1) * 10_000 * (1 + next(3)),
      name: names[next(names.length)] ?? "",
      memo: next(2) === 0 ? "INV 4711" : "",
      number: 71_000_001 + at * 13,
    };
  });
  return payments.sort((a, b) => a.day - b.day || a.number - b.number);
}

export const overlappingWindows: readonly ExportWindow[] = [
  { from: 2, to: 3 },
  { from: 1, to: 4 },
  { from: 3, to: 6 },
  { from: 1, to: 6 },
];

export function paymentsIn(
  payments: readonly BankPayment[],
  { from, to }: ExportWindow,
): readonly BankPayment[] {
  return payments.filter(({ day }) => day >= from && day <= to);
}

/** "2026-09-02 10000 Name": what the books should hold of each, as often as it happened. */
export function paymentTexts(payments: readonly BankPayment[]): string[] {
  return payments.map(({ day, minor, name }) => `2026-09-0${day} ${minor} ${name}`).sort();
}

/** The numbers of a seed, each below what is asked for. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}
