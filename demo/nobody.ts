// Money that belongs to nobody: firms and people who are no customers, in amounts that customers owe.
// The books stay as they are; their lines are replaced.
import type { DemoItem, DemoLine, GeneratedBooks, LineTruth } from "./books.ts";
import {
  inventChineseName,
  inventForeignName,
  inventPerson,
  writeName,
} from "./names/company-name.ts";
import { regions, trades } from "./names/parts.ts";
import { Random } from "./random.ts";
import { inventAccount } from "./registration.ts";
import { unitOf } from "./world.ts";

export type StrangerOptions = { readonly seed: number; readonly lines: number };

/** How the amount came about: it is an open one, two of one customer together, or any. */
type AmountKind = "open_amount" | "two_open_amounts" | "any_amount";

export function withStrangersOnly(
  books: GeneratedBooks,
  { seed, lines }: StrangerOptions,
): GeneratedBooks {
  const random = new Random(seed, 4_200_000);
  const desk = openDesk(books, random);
  const made = Array.from({ length: lines }, () => inventLine(desk));
  made.sort((a, b) => a.line.day - b.line.day);
  for (const [i, { line, truth }] of made.entries()) {
    line.lineId = `N${String(i + 1).padStart(7, "0")}`;
    truth.lineId = line.lineId;
  }
  return { ...books, lines: made.map((one) => one.line), truth: made.map((one) => one.truth) };
}

type Desk = {
  readonly books: GeneratedBooks;
  readonly random: Random;
  readonly open: readonly DemoItem[];
  readonly byCustomer: ReadonlyMap<string, readonly DemoItem[]>;
  readonly taken: ReadonlySet<string>;
  readonly documents: ReadonlySet<string>;
};

function openDesk(books: GeneratedBooks, random: Random): Desk {
  const open = books.items.filter((item) => item.openMinor > 0);
  const names = books.customers.flatMap((one) => [one.name, ...one.aliases]);
  return {
    books,
    random,
    open,
    byCustomer: Map.groupBy(open, (item) => `${item.customerNo}${item.currency}`),
    taken: new Set(names.map(nameKey)),
    documents: new Set(
      books.items.flatMap((item) => [item.itemNo, item.orderNo, item.contractNo, item.deliveryNo]),
    ),
  };
}

function inventLine(desk: Desk): { line: DemoLine; truth: LineTruth } {
  const { books, random } = desk;
  const kind: AmountKind = random.weighted({
    open_amount: 40,
    two_open_amounts: 15,
    any_amount: 45,
  });
  const { amountMinor, currency, earliest } = inventMoney(desk, kind);
  const accounts = books.ownAccounts.flatMap((own, i) => (own.currency === currency ? [i] : []));
  const memo = currency === "CNY" ? memoOf(desk) : random.pick(["GOODS", "PAYMENT", "", "INVOICE"]);
  const line: DemoLine = {
    lineId: "",
    day: random.int(Math.max(books.startDay, Math.min(earliest, books.asOfDay)), books.asOfDay),
    currency,
    amountMinor,
    payerName: inventStranger(desk, currency),
    payerAccount: random.chance(0.85) ? inventAccount(random) : "",
    memo,
    summary: "跨行汇款",
    bankRef: random.digits(16),
    own: random.pick(accounts),
  };
  const truth: LineTruth = {
    lineId: "",
    kind,
    reference: memo === "" ? "nothing" : "foreign",
    payer: "stranger",
    receivable: false,
    category: null,
    payerNo: null,
    payerInMaster: false,
    allocations: [],
    residuals: [],
  };
  return { line, truth };
}

function inventMoney(desk: Desk, kind: AmountKind) {
  const { random } = desk;
  const item = random.pick(desk.open);
  const { currency, issueDay } = item;
  if (kind === "open_amount") return { amountMinor: item.openMinor, currency, earliest: issueDay };
  if (kind === "any_amount") {
    const amountMinor = Math.round(random.logNormal(40_000, 1) * unitOf("CNY"));
    return { amountMinor, currency: "CNY", earliest: 0 };
  }
  const others = desk.byCustomer.get(`${item.customerNo}${currency}`) ?? [];
  const other = random.pick(others);
  const amountMinor = item.openMinor + (other === item ? 0 : other.openMinor);
  return { amountMinor, currency, earliest: Math.max(issueDay, other.issueDay) };
}

/** A new name, a customer's name in another town or trade, a person; never a customer's own. */
function inventStranger(desk: Desk, currency: string): string {
  for (;;) {
    const name = currency === "CNY" ? chineseStranger(desk) : inventForeignName(desk.random).full;
    if (!desk.taken.has(nameKey(name))) return name;
  }
}

function chineseStranger({ books, random }: Desk): string {
  const kind = random.weighted({ new: 60, town: 12, trade: 12, person: 10, nameless: 6 });
  if (kind === "nameless") return "";
  if (kind === "person") return inventPerson(random);
  if (kind === "new") {
    const form = random.weighted({ exact: 80, legal_form: 5, brackets: 8, traditional: 7 });
    return writeName(inventChineseName(random, 3), form, random);
  }
  const { name } = random.pick(books.customers);
  const words = (kind === "town" ? regions : trades).map((part) => part.zh);
  const here = words.find((word) => name.includes(word));
  return here ? name.replace(here, random.pick(words)) : inventPerson(random);
}

/** The same whatever the legal form, brackets and order of parts. */
function nameKey(name: string): string {
  const plain = name.toUpperCase().replace(/股份|责任|責任|有限公司|[市（）()\s.]/g, "");
  return [...plain].sort().join("");
}

/** What strangers write: nothing, a word, a number of their own papers. */
function memoOf({ random, documents }: Desk): string {
  const own = random.pick([
    `订单PO45${random.digits(8)}`,
    `发票${random.pick(["2532", "2633", "2511"])}${random.digits(16)}货款`,
    `合同HT2025-${random.digits(6)}`,
    `${random.int(1, 12)}月货款`,
  ]);
  const memo = random.pick(["货款", "往来款", "付货款", "", "转账", "材料款", own, own]);
  const isOurs = (memo.match(/[A-Z0-9-]+/g) ?? []).some((word) => documents.has(word));
  return isOurs ? "货款" : memo;
}
