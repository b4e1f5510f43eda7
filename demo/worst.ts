// Books at the edge of what happens: thousands of open items at one customer, thousands of one amount,
// dozens of items in one payment. Without references, unless a case says otherwise.
import { dayNumber, isoDate } from "../src/core/date.ts";
import type { DemoCustomer, DemoItem, DemoLine, GeneratedBooks, LineTruth } from "./books.ts";
import { ownAccounts, seller } from "./generate.ts";
import { Random } from "./random.ts";
import { InvoiceNumbers, inventAccount } from "./registration.ts";

export const worstCases = ["many_items", "same_amount", "forty_items"] as const;
export type WorstCase = (typeof worstCases)[number];

const startDay = dayNumber(isoDate("2025-10-01"));
const asOfDay = dayNumber(isoDate("2026-09-30"));

export function worstBooks(kind: WorstCase, seed: number): GeneratedBooks {
  const desk = openDesk(seed);
  if (kind === "many_items") payOutOfMany(desk, { items: 5_000, payments: 500 });
  if (kind === "same_amount") paySameAmount(desk, { items: 2_000, payments: 500 });
  if (kind === "forty_items") payForty(desk, { customers: 30, items: 60, paid: 40 });
  return finish(desk, seed);
}

type Desk = {
  readonly random: Random;
  readonly numbers: InvoiceNumbers;
  readonly customers: DemoCustomer[];
  readonly items: DemoItem[];
  readonly paid: { line: DemoLine; truth: LineTruth }[];
};

function openDesk(seed: number): Desk {
  const random = new Random(seed, 4_300_000);
  return { random, numbers: new InvoiceNumbers(), customers: [], items: [], paid: [] };
}

function payOutOfMany(desk: Desk, of: { items: number; payments: number }): void {
  const customer = addCustomer(desk);
  const open = desk.random.shuffle(addItems(desk, customer, { count: of.items }));
  for (let i = 0; i < of.payments; i++) {
    const count = desk.random.int(1, 6);
    pay(desk, customer, { items: open.splice(0, count), memo: "货款", kind: "many_items" });
  }
}

function paySameAmount(desk: Desk, of: { items: number; payments: number }): void {
  const customer = addCustomer(desk);
  const open = addItems(desk, customer, { count: of.items, amountMinor: 500_000 });
  const meant = desk.random.shuffle(open).slice(0, of.payments);
  for (const item of meant) {
    pay(desk, customer, { items: [item], memo: "货款", kind: "same_amount" });
  }
}

/** A third cites all numbers, a third pays all there is, a third says nothing. */
function payForty(desk: Desk, of: { customers: number; items: number; paid: number }): void {
  for (let i = 0; i < of.customers; i++) {
    const customer = addCustomer(desk);
    const isAll = i % 3 === 1;
    const open = addItems(desk, customer, { count: isAll ? of.paid : of.items });
    const items = desk.random.shuffle(open).slice(0, of.paid);
    const numbers = items.map((item) => item.itemNo.slice(-8)).join("、");
    const memo = i % 3 === 0 ? `发票尾号${numbers}` : "货款";
    pay(desk, customer, { items, memo, kind: ["forty_cited", "forty_all", "forty_silent"][i % 3] });
  }
}

function addCustomer(desk: Desk): DemoCustomer {
  const number = desk.customers.length + 1;
  const customer: DemoCustomer = {
    customerNo: `C${String(number).padStart(5, "0")}`,
    name: `东莞市第${number}号试算机械有限公司`,
    aliases: [],
    taxId: "",
    bankAccounts: [inventAccount(desk.random)],
    paysFor: [],
    parentNo: "",
    currency: "CNY",
    terms: "月结60天",
  };
  desk.customers.push(customer);
  return customer;
}

/** Invoiced over the half year before the window, due in 60 days. */
function addItems(
  desk: Desk,
  { customerNo }: DemoCustomer,
  { count, amountMinor }: { count: number; amountMinor?: number },
): DemoItem[] {
  const { random } = desk;
  const items = Array.from({ length: count }, (): DemoItem => {
    const issueDay = startDay - random.int(1, 180);
    const amount = amountMinor ?? Math.round(random.logNormal(30_000, 0.8) * 100);
    return {
      itemNo: desk.numbers.next(random, { day: issueDay, year: 2025 }),
      kind: "invoice",
      customerNo,
      currency: "CNY",
      amountMinor: amount,
      openMinor: amount,
      issueDay,
      dueDay: issueDay + 60,
      orderNo: "",
      contractNo: "",
      deliveryNo: "",
      statementNo: "",
      statementConfirmed: false,
      linkedNo: "",
      memo: "",
      bookingRate: "",
      discountDay: null,
      discountMinor: 0,
      retentionMinor: 0,
      retentionDay: null,
      taxRate: "13",
    };
  });
  desk.items.push(...items);
  return items;
}

function pay(
  desk: Desk,
  customer: DemoCustomer,
  of: { items: readonly DemoItem[]; memo: string; kind: string | undefined },
): void {
  const { random } = desk;
  const amountMinor = of.items.reduce((sum, item) => sum + item.amountMinor, 0);
  const line: DemoLine = {
    lineId: "",
    day: random.int(startDay, asOfDay),
    currency: "CNY",
    amountMinor,
    payerName: customer.name,
    payerAccount: customer.bankAccounts[0] ?? "",
    memo: of.memo,
    summary: "跨行汇款",
    bankRef: random.digits(16),
    own: 0,
  };
  const truth: LineTruth = {
    lineId: "",
    kind: of.kind ?? "",
    reference: of.memo.length > 10 ? "suffix_list" : "generic",
    payer: "exact_with_account",
    receivable: true,
    category: null,
    payerNo: customer.customerNo,
    payerInMaster: true,
    allocations: of.items.map(({ itemNo, kind, customerNo, amountMinor: whole }) => ({
      itemNo,
      kind,
      customerNo,
      amountMinor: whole,
      lineAmountMinor: whole,
    })),
    residuals: [],
  };
  desk.paid.push({ line, truth });
}

function finish(desk: Desk, seed: number): GeneratedBooks {
  const paid = desk.paid.sort((a, b) => a.line.day - b.line.day);
  for (const [i, { line, truth }] of paid.entries()) {
    line.lineId = `W${String(i + 1).padStart(5, "0")}`;
    truth.lineId = line.lineId;
  }
  return {
    seed,
    seller,
    startDay,
    asOfDay,
    homeCurrency: "CNY",
    ownAccounts,
    customers: desk.customers,
    items: desk.items,
    lines: paid.map((one) => one.line),
    rates: [],
    truth: paid.map((one) => one.truth),
  };
}
