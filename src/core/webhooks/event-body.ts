// The body of a webhook as Standard Webhooks lays it out: type, timestamp, data. Amounts become
// decimal text in the currency that stands beside or above them, as everywhere on the wire.
import { formatMinor } from "../money.ts";

export type WebhookFacts = {
  readonly type: string;
  readonly happenedAt: string;
  readonly data: Readonly<Record<string, unknown>>;
};

/** The same text at every attempt: it is what is signed. */
export function webhookBody({ type, happenedAt, data }: WebhookFacts): string {
  return JSON.stringify({ type, timestamp: happenedAt, data: decimals(data, null) });
}

function decimals(value: unknown, outer: string | null): unknown {
  if (Array.isArray(value)) return value.map((one) => decimals(one, outer));
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value);
  const own = fields.find(([name]) => name === "currency")?.[1];
  const currency = typeof own === "string" ? own : outer;
  return Object.fromEntries(
    fields.map(([name, field]) =>
      name.endsWith("Minor") && currency !== null
        ? [name.slice(0, -"Minor".length), decimalOf(field, currency)]
        : [name, decimals(field, currency)],
    ),
  );
}

function decimalOf(minor: unknown, currency: string): string | null {
  return typeof minor === "number" ? formatMinor(minor, currency) : null;
}
