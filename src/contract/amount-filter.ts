// The little language of amount filters, read alike by browser and server:
// >1000 · >=1000 · <500 · 1000-2000 · =88888 · 88888 · ≈10000 (within one per cent).
import { z } from "zod";

/** Decimal texts; both ends belong to the range unless `open` says otherwise. Null: no bound. */
export type AmountRange = {
  readonly least: string | null;
  readonly most: string | null;
  /** ">" and "<" leave the named amount out. */
  readonly isStrict: boolean;
};

const number = String.raw`(-?[\d,，]+(?:\.\d{1,3})?)`;
const patterns = {
  compare: new RegExp(String.raw`^(>=|<=|>|<|＞|＜|≥|≤)\s*${number}$`),
  between: new RegExp(String.raw`^${number}\s*(?:-|~|–|—|到|至)\s*${number}$`),
  about: new RegExp(String.raw`^[≈~约]\s*${number}$`),
  equal: new RegExp(String.raw`^[=＝]?\s*${number}$`),
} as const;

/** Null: not understood. */
export function parseAmountFilter(text: string): AmountRange | null {
  const trimmed = text.trim();
  const compare = patterns.compare.exec(trimmed);
  if (compare) return comparison(compare[1] ?? "", plain(compare[2]));
  const about = patterns.about.exec(trimmed);
  if (about) return within(plain(about[1]));
  const equal = patterns.equal.exec(trimmed);
  if (equal) return { least: plain(equal[1]), most: plain(equal[1]), isStrict: false };
  const between = patterns.between.exec(trimmed);
  if (!between) return null;
  const [least, most] = [plain(between[1]), plain(between[2])];
  return scaled(least) <= scaled(most)
    ? { least, most, isStrict: false }
    : { least: most, most: least, isStrict: false };
}

function comparison(sign: string, amount: string): AmountRange {
  const isStrict = [">", "<", "＞", "＜"].includes(sign);
  const isLeast = [">", ">=", "＞", "≥"].includes(sign);
  return isLeast
    ? { least: amount, most: null, isStrict }
    : { least: null, most: amount, isStrict };
}

/** ± 1 %, computed on thousandths so that no float is involved. */
function within(amount: string): AmountRange {
  const value = scaled(amount);
  const share = (value < 0n ? -value : value) / 100n;
  return { least: unscaled(value - share), most: unscaled(value + share), isStrict: false };
}

function plain(text: string | undefined): string {
  return (text ?? "0").replace(/[,，]/g, "");
}

function scaled(amount: string): bigint {
  const [whole = "0", fraction = ""] = amount.replace("-", "").split(".");
  const value = BigInt(whole + fraction.padEnd(3, "0"));
  return amount.startsWith("-") ? -value : value;
}

function unscaled(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(4, "0");
  const fraction = digits.slice(-3).replace(/0+$/, "");
  const text = digits.slice(0, -3) + (fraction === "" ? "" : `.${fraction}`);
  return value < 0n && text !== "0" ? `-${text}` : text;
}

/** A query parameter in that language. */
export const amountFilter = z
  .string()
  .max(60)
  .refine((text) => parseAmountFilter(text) !== null, "no amount filter")
  .meta({ description: "`>1000`, `1000-2000`, `=88888`, `≈10000`" });
