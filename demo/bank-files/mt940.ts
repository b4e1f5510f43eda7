// The account at a bank abroad, as SWIFT MT940 (User Handbook, category 9): one statement a month.
import { formatMinor } from "../../src/core/money.ts";
import { dateText } from "../file-mode.ts";
import type { AccountHistory, DemoFile, HistoryEntry } from "./account-history.ts";
import { latinText } from "./latin-text.ts";

export function mt940File(history: AccountHistory): DemoFile {
  const months = Map.groupBy(history.entries, ({ line }) => dateText(line.day).slice(0, 7));
  let opening = history.openingMinor;
  const statements: string[] = [];
  for (const [month, entries] of months) {
    const number = statements.length + 1;
    const firstDate = `${month}-01`;
    statements.push(statementText(history, { number, firstDate, openingMinor: opening, entries }));
    opening = entries.at(-1)?.balanceMinor ?? opening;
  }
  const text = statements.join("");
  return { name: "foreign_bank_EUR.sta", bytes: new TextEncoder().encode(text) };
}

function statementText(
  { account }: AccountHistory,
  of: { number: number; firstDate: string; openingMinor: number; entries: readonly HistoryEntry[] },
): string {
  const last = of.entries.at(-1);
  const lines = [
    `:20:ST${of.firstDate.replaceAll("-", "")}`,
    `:25:BKCHCNBJ/${account.account}`,
    `:28C:${of.number}/1`,
    `:60F:${balanceText(of.openingMinor, of.firstDate, account.currency)}`,
    ...of.entries.flatMap(entryLines),
    `:62F:${balanceText(last?.balanceMinor ?? of.openingMinor, last ? dateText(last.line.day) : of.firstDate, account.currency)}`,
    "-",
  ];
  return `${lines.join("\r\n")}\r\n`;
}

function balanceText(minor: number, date: string, currency: string): string {
  const amount = formatMinor(Math.abs(minor), currency).replace(".", ",");
  return `${minor < 0 ? "D" : "C"}${shortDate(date)}${currency}${amount}`;
}

function shortDate(date: string): string {
  return date.slice(2).replaceAll("-", "");
}

function entryLines({ line }: HistoryEntry): string[] {
  const date = shortDate(dateText(line.day));
  const amount = formatMinor(Math.abs(line.amountMinor), line.currency).replace(".", ",");
  const mark = line.amountMinor < 0 ? "D" : "C";
  const kind = line.payerName === "" ? "NINT" : "NTRF";
  return [
    `:61:${date}${date.slice(2)}${mark}${amount}${kind}NONREF//${line.bankRef}`,
    ...detailLines(line),
  ];
}

/** :86: with ?-subfields of at most 27 characters, wrapped at 65. */
function detailLines(line: HistoryEntry["line"]): string[] {
  const parts = [
    `166?00${line.amountMinor < 0 ? "OUTGOING" : "CREDIT TRANSFER"}`,
    ...cut(latinText(line.memo), 27).map((text, i) => `?2${i}${text}`),
    ...(line.payerAccount === "" ? [] : [`?31${line.payerAccount}`]),
    ...cut(latinText(line.payerName), 27).map((text, i) => `?${32 + i}${text}`),
  ];
  return cut(parts.join(""), 65).map((text, i) => (i === 0 ? `:86:${text}` : text));
}

function cut(text: string, size: number): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += size) pieces.push(text.slice(at, at + size));
  return pieces;
}
