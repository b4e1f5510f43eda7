// Writes the tiny books of the rule examples: only what matters for the example is said.

import { assert } from "../core/assert.ts";
import { isoDate } from "../core/date.ts";
import type {
  MatchableKind,
  MatchCustomer,
  MatchInput,
  MatchItem,
  MatchLine,
  RemittanceRow,
} from "../core/matching/input.ts";
import { parseMinor, parseRate, toSafeMinor } from "../core/money.ts";
import type { RuleExample, Words } from "./rule.ts";

export type ExampleItem = {
  readonly no: string;
  readonly amount: string;
  readonly kind?: MatchableKind;
  readonly customer?: string;
  readonly currency?: string;
  readonly open?: string;
  readonly issued?: string;
  readonly due?: string;
  readonly order?: string;
  readonly contract?: string;
  readonly statement?: string;
  readonly linked?: string;
  readonly booked?: string;
  readonly discount?: { readonly amount: string; readonly until: string };
  readonly retention?: string;
};

export type ExampleLine = {
  readonly id?: string;
  readonly amount: string;
  readonly memo?: string;
  readonly payer?: string;
  readonly account?: string;
  readonly currency?: string;
  readonly date?: string;
  readonly endToEnd?: string;
  /** Our own account that was credited. */
  readonly to?: string;
  readonly remittance?: readonly { readonly number: string; readonly amount: string }[];
};

export type ExampleBook = {
  readonly given: Words;
  readonly outcome: Words;
  /** Missing: 上海启明贸易有限公司 as C1. */
  readonly customers?: readonly (Partial<MatchCustomer> & { readonly customerNo: string })[];
  readonly items: readonly ExampleItem[];
  /** The first one is asked about. */
  readonly lines: readonly ExampleLine[];
  readonly rates?: readonly (readonly [date: string, from: string, to: string, rate: string])[];
  readonly rules?: MatchInput["rules"];
  readonly memory?: MatchInput["memory"];
  readonly own?: MatchInput["own"];
  readonly applies: boolean;
  readonly lane: RuleExample["lane"];
  readonly settles: string;
};

export const qiming = "上海启明贸易有限公司";

export function example(book: ExampleBook): RuleExample {
  const lines = book.lines.map(lineOf);
  return {
    given: book.given,
    outcome: book.outcome,
    lineId: lines[0]!.lineId,
    applies: book.applies,
    lane: book.lane,
    settles: book.settles,
    input: {
      homeCurrency: "CNY",
      asOf: isoDate("2026-12-31"),
      items: book.items.map(itemOf),
      lines,
      customers: (book.customers ?? [{ customerNo: "C1", name: qiming }]).map(customerOf),
      rates: (book.rates ?? []).map(([date, from, to, text]) => {
        const rate = parseRate(text, { from, to });
        assert(rate, `rate ${text}`);
        return { date: isoDate(date), rate };
      }),
      own: book.own ?? [],
      memory: book.memory ?? [],
      rules: book.rules ?? [],
      closedDays: 60,
      maxWrongPerMille: 1,
      incompleteCustomers: new Set(),
    },
  };
}

function minor(text: string, currency: string): number {
  const value = parseMinor(text, currency);
  assert(value !== null, `amount ${text}`);
  return toSafeMinor(value);
}

function customerOf(customer: Partial<MatchCustomer> & { customerNo: string }): MatchCustomer {
  return {
    name: "",
    aliases: [],
    taxId: "",
    bankAccounts: [],
    paysFor: [],
    parentNo: "",
    paymentHabit: "",
    ...customer,
  };
}

function itemOf(item: ExampleItem): MatchItem {
  const currency = item.currency ?? "CNY";
  const amountMinor = minor(item.amount, currency);
  return {
    itemNo: item.no,
    kind: item.kind ?? (amountMinor < 0 ? "credit_note" : "invoice"),
    customerNo: item.customer ?? "C1",
    currency,
    amountMinor,
    openMinor: item.open === undefined ? amountMinor : minor(item.open, currency),
    issueDate: isoDate(item.issued ?? "2026-08-05"),
    dueDate: isoDate(item.due ?? "2026-09-30"),
    orderNo: item.order ?? "",
    contractNo: item.contract ?? "",
    deliveryNo: "",
    statementNo: item.statement ?? "",
    statementConfirmed: item.statement !== undefined,
    linkedNo: item.linked ?? "",
    memo: "",
    bookingRate:
      item.booked === undefined ? null : parseRate(item.booked, { from: currency, to: "CNY" }),
    discountDate: item.discount ? isoDate(item.discount.until) : null,
    discountMinor: item.discount ? minor(item.discount.amount, currency) : 0,
    retentionMinor: item.retention === undefined ? 0 : minor(item.retention, currency),
    retentionDue: null,
    taxRate: "",
    disputedMinor: 0,
  };
}

function rowsOf(
  rows: NonNullable<ExampleLine["remittance"]>,
  currency: string,
): readonly RemittanceRow[] {
  return rows.map(({ number, amount }) => ({ number, amountMinor: minor(amount, currency) }));
}

function lineOf(line: ExampleLine, at: number): MatchLine {
  const currency = line.currency ?? "CNY";
  return {
    lineId: line.id ?? `L${at + 1}`,
    date: isoDate(line.date ?? "2026-09-18"),
    valueDate: null,
    currency,
    amountMinor: minor(line.amount, currency),
    payerName: line.payer ?? qiming,
    payerAccount: line.account ?? "",
    memo: line.memo ?? "货款",
    bankRef: "",
    endToEnd: line.endToEnd ?? "",
    account: line.to ?? "",
    knownCustomerNo: null,
    ...(line.remittance ? { remittance: rowsOf(line.remittance, currency) } : {}),
  };
}
