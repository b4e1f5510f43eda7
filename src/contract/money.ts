// Money on the wire: a decimal string in the currency's own decimals, with its code. Never a number.
import { z } from "zod";

export const currencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ description: "ISO 4217 code" });

export const decimalAmount = z
  .string()
  .regex(/^-?\d{1,16}(\.\d{1,3})?$/)
  .meta({ description: 'Decimal text with the currency\'s own decimals, e.g. "-1234.50"' });

export const money = z
  .strictObject({ amount: decimalAmount, currency: currencyCode })
  .meta({ id: "Money" });

/** Sums are per currency, never across. */
export const moneyTotals = z.array(money).meta({ description: "One total per currency" });
