// One transaction of a BAI2 account (record 16) as a statement entry.
import type { CurrencyCode } from "../core/currency.ts";
import type { IsoDate } from "../core/date.ts";
import { parseMinor } from "../core/money.ts";
import { type Bai2Detail, type Bai2Part, type Bai2Record, detailOf } from "./bai2-records.ts";
import type { ImportProblem, StatementEntry } from "./importer.ts";
import { swiftDate } from "./mt940-entry.ts";
import { rowProblem, warning } from "./problem.ts";

export type Bai2Reading =
  | { readonly ok: true; readonly type: string; readonly entry: StatementEntry }
  | { readonly ok: false; readonly problem: ImportProblem };

/** Carries text alone. */
const NON_MONETARY = "890";

export function readBai2Entry(
  record: Bai2Record,
  about: { readonly currency: CurrencyCode; readonly day: IsoDate },
): Bai2Reading {
  const detail = detailOf(record.parts);
  const place = { row: record.row };
  const excerpt = `16,${record.parts.map(({ text }) => text).join(" ")}`;
  const refuse = (problem: ImportProblem): Bai2Reading => ({ ok: false, problem });
  if (detail.type === NON_MONETARY) return refuse(warning("entry_zero", { place, excerpt }));
  if (detail.amount === "") return refuse(rowProblem("amount_missing", { place, excerpt }));
  const size = bai2Amount(detail.amount, about.currency);
  if (size === null) return refuse(rowProblem("entry_unreadable", { place, excerpt }));
  if (size === 0n) return refuse(warning("entry_zero", { place, excerpt }));
  const sign = signOf(detail.type);
  if (sign === null) {
    const fields = { value: detail.type };
    return refuse(rowProblem("type_code_unknown", { place, excerpt, fields }));
  }
  return { ok: true, type: detail.type, entry: toEntry(detail, place, size * sign, about) };
}

/** 100–399 are credits, 400–699 debits; loans and codes of a bank's own tell no direction. */
function signOf(type: string): 1n | -1n | null {
  if (/^[123]\d\d$/.test(type)) return 1n;
  return /^[456]\d\d$/.test(type) ? -1n : null;
}

/** Minor units of the currency with an optional sign; a decimal point is some banks' own. */
export function bai2Amount(text: string, currency: CurrencyCode): bigint | null {
  const bare = text.replace(/^\+/, "");
  if (/^-?\d{1,30}$/.test(bare)) return BigInt(bare);
  return /^-?\d{1,30}\.\d{1,6}$/.test(bare) ? parseMinor(bare, currency) : null;
}

function toEntry(
  detail: Bai2Detail,
  place: { readonly row: number },
  amountMinor: bigint,
  { currency, day }: { readonly currency: CurrencyCode; readonly day: IsoDate },
): StatementEntry {
  const labels = labelsIn(detail.texts);
  const [name, account] = amountMinor > 0n ? ["DBNM", "DACT"] : ["CRNM", "CACT"];
  const free = detail.texts.filter(({ text }) => !label.test(text));
  const reference = detail.customerRef === detail.bankRef ? "" : detail.customerRef;
  const memo = [joinTexts(free), labels.get("REMI") ?? "", reference].filter((text) => text !== "");
  return {
    place,
    bookingDate: day,
    valueDate: swiftDate(detail.valueDay),
    amountMinor,
    currency,
    payerName: labels.get(name) ?? "",
    payerAccount: labels.get(account) ?? "",
    memo: memo.filter((text, at) => memo.indexOf(text) === at).join(" · "),
    bankRef: detail.bankRef,
    endToEnd: labels.get("EREF") ?? "",
    balanceMinor: null,
    reference: "",
    extra: { type_code: detail.type },
  };
}

/** "DBNM: TEST INC": name and account of debtor and creditor, references, remittance text. */
const label = /^[\s:]{0,4}([A-Z]{4}):(.*)$/;

function labelsIn(texts: readonly Bai2Part[]): ReadonlyMap<string, string> {
  const found = texts.map(({ text }) => label.exec(text)).filter((match) => match !== null);
  return new Map(found.map((match) => [match[1] ?? "", (match[2] ?? "").trim()]));
}

function joinTexts(texts: readonly Bai2Part[]): string {
  let joined = "";
  let isCut = false;
  for (const part of texts) {
    joined += joined === "" || isCut ? part.text : ` ${part.text}`;
    isCut = part.isCut;
  }
  return joined.replace(/\s{2,}/g, " ").trim();
}
