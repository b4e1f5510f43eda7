// Numbers of a workbook as text: what Excel shows, not what its binary doubles hold. Excel keeps 15
// significant digits; files carry 17 (0.1 + 0.2 is written 0.30000000000000004).
import { dateOfSerial, timeOfSerial } from "./date-text.ts";

const SIGNIFICANT_DIGITS = 15;

/** Decimal text rounded to 15 digits. An integer of more stays in powers of ten: it is damaged. */
export function excelDecimal(raw: string): string {
  if (raw.length <= SIGNIFICANT_DIGITS) {
    if (/^-?\d+(\.\d+)?$/.test(raw)) return raw;
  }
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(raw.trim());
  if (!match || (match[2] === "" && (match[3] ?? "") === "")) return raw;
  const whole = match[2] ?? "";
  const exponent = Number.parseInt(match[4] ?? "0", 10);
  const digits = whole + (match[3] ?? "");
  const lead = /^0*/.exec(digits)?.[0].length ?? 0;
  const significant = digits.slice(lead);
  if (significant === "") return "0";
  // value = 0.significant × 10^scale
  const rounded = roundDigits(significant);
  const scale = whole.length - lead + exponent + rounded.carry;
  const sign = match[1] === "-" ? "-" : "";
  if (scale > SIGNIFICANT_DIGITS) return sign + scientific(rounded.digits, scale);
  return sign + positional(rounded.digits.replace(/0+$/, "") || "0", scale);
}

function roundDigits(significant: string): { digits: string; carry: number } {
  if (significant.length <= SIGNIFICANT_DIGITS) return { digits: significant, carry: 0 };
  const kept = BigInt(significant.slice(0, SIGNIFICANT_DIGITS));
  const up = (significant[SIGNIFICANT_DIGITS] ?? "0") >= "5" ? 1n : 0n;
  const digits = (kept + up).toString();
  return { digits, carry: digits.length - SIGNIFICANT_DIGITS };
}

function positional(digits: string, scale: number): string {
  if (scale <= 0) return `0.${"0".repeat(Math.min(-scale, 30))}${digits}`;
  if (digits.length <= scale) return digits.padEnd(scale, "0");
  return `${digits.slice(0, scale)}.${digits.slice(scale)}`;
}

function scientific(digits: string, scale: number): string {
  const fraction = digits.slice(1).replace(/0+$/, "");
  const exponent = String(scale - 1).padStart(2, "0");
  return `${digits[0]}${fraction === "" ? "" : `.${fraction}`}E+${exponent}`;
}

/** How a number format shows a number, as far as it matters here. */
export type NumberLook =
  | { readonly is: "number" }
  | { readonly is: "date" }
  | { readonly is: "time" }
  /** "00000000": a number shown with leading zeros. */
  | { readonly is: "digits"; readonly width: number };

const plainNumber: NumberLook = { is: "number" };

/** Built-in formats (ECMA-376 part 1, §18.8.30) incl. the East Asian date formats 27–36, 50–58. */
export function lookOfBuiltIn(id: number): NumberLook {
  if ((id >= 14 && id <= 17) || id === 22) return { is: "date" };
  if ((id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) return { is: "date" };
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47))
    return { is: "time" };
  return plainNumber;
}

export function lookOfFormat(code: string): NumberLook {
  const bare = (code.split(";")[0] ?? "")
    .replace(/"[^"]*"|\\./g, "")
    .replace(/\[(?!h+\]|m+\]|s+\])[^[\]]*\]/gi, "");
  if (/^0{2,}$/.test(bare)) return { is: "digits", width: bare.length };
  if (/[yd]|m{3,}|年|月|日/i.test(bare) && !/general/i.test(bare)) return { is: "date" };
  return /[hs]/i.test(bare) && !/general/i.test(bare) ? { is: "time" } : plainNumber;
}

/** The text of a number cell. */
export function numberText(raw: string, look: NumberLook, uses1904: boolean): string {
  if (look.is === "number") return unmistakable(excelDecimal(raw));
  if (look.is === "digits") {
    const plain = excelDecimal(raw);
    return /^\d+$/.test(plain) ? plain.padStart(look.width, "0") : plain;
  }
  const serial = serialOf(raw);
  if (serial === null) return excelDecimal(raw);
  const time = timeOfSerial(serial);
  const date = serial >= 1 ? dateOfSerial(serial, uses1904) : null;
  if (date === null) return time === "" ? excelDecimal(raw) : time;
  return time === "" ? date : `${date} ${time}`;
}

/**
 * "7.498" beside texts like "1.234,56" could be taken for thousands; a fourth decimal makes its point
 * a decimal mark under any reading.
 */
function unmistakable(decimal: string): string {
  return /\.\d{3}$/.test(decimal) ? `${decimal}0` : decimal;
}

/** A day count with a fraction of a day: the one place where a fraction may be a double. */
function serialOf(raw: string): number | null {
  if (!/^\d{1,7}(\.\d+)?([eE][+-]?\d{1,2})?$/.test(raw)) return null;
  const [mantissa = "", exponent = "0"] = raw.toLowerCase().split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  const digits = fraction.slice(0, 12);
  const value =
    Number.parseInt(whole, 10) + Number.parseInt(`0${digits}`, 10) / 10 ** digits.length;
  return value * 10 ** Number.parseInt(exponent, 10);
}
