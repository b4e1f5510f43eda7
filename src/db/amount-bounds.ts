// Bounds of an amount in minor units, as lists are asked with them: by currency, "*" for those with
// the usual two decimals.

export type AmountBounds = Readonly<Record<string, readonly [least: number, most: number]>>;

/** True of amounts within the bounds that stand as jsonb in the placeholder; null bounds nothing. */
export function withinBoundsSql(amount: string, currency: string, place: string): string {
  const end = (index: 0 | 1) =>
    `coalesce(${place}::jsonb -> ${currency}::text ->> ${index}, ${place}::jsonb -> '*' ->> ${index})::bigint`;
  return `(${place}::jsonb is null or ${amount} between ${end(0)} and ${end(1)})`;
}
