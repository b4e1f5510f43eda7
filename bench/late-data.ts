// The public receivables data set as items: 2,466 invoices of 100 customers over two years, with the
// day each was settled. Read where it lies; absent, nothing is measured.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../src/config.ts";
import type { LateItem } from "../src/core/credit/late/facts.ts";
import { dayNumber, makeDate } from "../src/core/date.ts";

const file = join(
  projectFolder,
  "../shared/corpus/ar-dataset/pthiagu2__DataMining/WA_Fn-UseC_-Accounts-Receivable.csv",
);

/** Null: the data set is not on this machine. */
export function readReceivables(): LateItem[] | null {
  if (!existsSync(file)) return null;
  const [header = "", ...lines] = readFileSync(file, "utf8").trim().split(/\r?\n/);
  const names = header.split(",");
  const customers = new Map<string, number>();
  return lines.map((line): LateItem => {
    const cells = line.split(",");
    const cell = (name: string) => cells[names.indexOf(name)] ?? "";
    const customer = cell("customerID");
    if (!customers.has(customer)) customers.set(customer, customers.size);
    return {
      customer: customers.get(customer) ?? 0,
      issuedDay: dayOf(cell("InvoiceDate")),
      dueDay: dayOf(cell("DueDate")),
      settledDay: dayOf(cell("SettledDate")),
      soldDay: null,
      minor: Math.round(Number(cell("InvoiceAmount")) * 100),
      group: cell("countryCode"),
      isDisputed: cell("Disputed") === "Yes",
    };
  });
}

/** "4/6/2013": month, day, year. */
function dayOf(text: string): number {
  const [month = 0, day = 0, year = 0] = text.split("/").map(Number);
  const date = makeDate(year, month, day);
  if (date === null) throw new Error(`not a date: ${text}`);
  return dayNumber(date);
}
