// Numbers of firms and papers in their official shapes: 统一社会信用代码, accounts, invoice numbers.
import type { Random } from "./random.ts";

const creditCodeAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const organisationAlphabet = [...creditCodeAlphabet];
/** Weights of the check character, GB 32100-2015: 3^(i−1) mod 31. */
const creditCodeWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

export function creditCodeCheck(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) {
    sum += creditCodeAlphabet.indexOf(first17[i] ?? "") * (creditCodeWeights[i] ?? 0);
  }
  return creditCodeAlphabet[(31 - (sum % 31)) % 31] ?? "";
}

/** 91 = enterprise registered with market supervision, then district, organisation code, check. */
export function inventTaxId(random: Random, districtCode: string): string {
  let body = "";
  for (let i = 0; i < 8; i++) body += random.pick(organisationAlphabet);
  const first17 = `91${districtCode}${body}${organisationCheck(body)}`;
  return first17 + creditCodeCheck(first17);
}

/** GB 11714 check character of the nine-character organisation code inside the tax id. */
function organisationCheck(body: string): string {
  const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  let sum = 0;
  for (let i = 0; i < 8; i++) sum += alphabet.indexOf(body[i] ?? "") * (weights[i] ?? 0);
  const check = 11 - (sum % 11);
  return check === 10 ? "X" : check === 11 ? "0" : String(check);
}

const accountHeads = ["6222", "4400", "1102", "7559", "3105", "8110", "2010", "1209"];

export function inventAccount(random: Random): string {
  return random.pick(accountHeads) + random.digits(random.pick([11, 12, 12, 13, 15]));
}

/**
 * 数电票: 20 digits = year 2, province 2, channel 1, sequence 15. The sequence grows with the date
 * and has gaps, as other firms of the province issue in between.
 */
export class InvoiceNumbers {
  private readonly lastOfDay = new Map<number, number>();

  next(random: Random, { day, year }: { day: number; year: number }): string {
    const last = this.lastOfDay.get(day) ?? 0;
    const sequence = last + 7 + random.int(0, 60);
    this.lastOfDay.set(day, sequence);
    const body = 31_400_000 + day * sequencesPerDay + sequence;
    return `${String(year % 100).padStart(2, "0")}442${String(body).padStart(15, "0")}`;
  }
}
const sequencesPerDay = 400_000;

export class SerialNumbers {
  private readonly counts = new Map<string, number>();
  next(prefix: string, width: number): string {
    const count = (this.counts.get(prefix) ?? 0) + 1;
    this.counts.set(prefix, count);
    return prefix + String(count).padStart(width, "0");
  }
}
