// Open items of a file → rows to stage: whose they are, what they are worth in the books, which
// event brings them in (J01, J02, J03, J05).
import type { ImportChoices } from "../../contract/imports.ts";
import type { IsoDate } from "../../core/date.ts";
import type { ItemKind } from "../../core/item-kinds.ts";
import { formatGrouped, formatMinor, isSafeMinor } from "../../core/money.ts";
import type { Cell } from "../../db/bulk-insert.ts";
import type { ImportProblem, ItemRow } from "../../importers/importer.ts";
import { rowCells } from "./excerpt.ts";
import { CustomerFinder, type FoundCustomer } from "./find-customer.ts";
import type { HomeAmount, RowJudge } from "./judge-rows.ts";
import { largestMinor } from "./place-statement.ts";
import type { Plan } from "./plan.ts";
import type { ReadingContext } from "./reading.ts";
import { RowSample, type SampleColumn } from "./sample-rows.ts";

const columns: readonly SampleColumn<ItemRow>[] = [
  { field: "kind", from: ["kind", "is_positive", "status"], cell: (i) => i.kind },
  { field: "item_no", from: ["item_no", "digital_no", "invoice_no"], cell: (i) => i.itemNo },
  {
    field: "customer_name",
    from: ["customer_name", "buyer_name"],
    cell: (i) => i.customerName,
  },
  { field: "customer_no", from: ["customer_no"], cell: (i) => i.customerNo },
  {
    field: "customer_tax_id",
    from: ["customer_tax_id", "buyer_tax_id"],
    cell: (i) => i.customerTaxId,
  },
  { field: "issue_date", from: ["issue_date"], cell: (i) => i.issueDate ?? "" },
  { field: "due_date", from: ["due_date"], cell: (i) => i.dueDate ?? "" },
  { field: "currency", from: ["currency"], cell: (i) => i.currency },
  {
    field: "amount",
    from: ["amount", "gross"],
    cell: (i) => formatGrouped(i.amountMinor, i.currency),
  },
  {
    field: "open_amount",
    from: ["open_amount", "paid_amount"],
    cell: (i) => formatGrouped(i.openMinor, i.currency),
  },
  { field: "contract_no", from: ["contract_no"], cell: (i) => i.contractNo },
  { field: "order_no", from: ["order_no"], cell: (i) => i.orderNo },
  { field: "linked_no", from: ["linked_no"], cell: (i) => i.linkedNo },
  { field: "memo", from: ["memo"], cell: (i) => i.memo },
];

/** Kinds whose event tells more than an opening where nothing of them is settled yet. */
const eventByKind: Partial<Record<ItemKind, string>> = {
  invoice: "J02",
  debit_note: "J02",
  delivery: "J03",
  credit_note: "J05",
};

/** An item that is part-paid or of any other kind comes in as an opening, with its open amount. */
function eventOfItem(
  item: Pick<ItemRow, "kind" | "amountMinor" | "openMinor">,
  choices: ImportChoices,
): string {
  const isWhole = item.amountMinor === item.openMinor;
  if (choices.itemsAre === "openings" || !isWhole) return "J01";
  return eventByKind[item.kind] ?? "J01";
}

export function planItems(
  items: readonly ItemRow[],
  about: {
    readonly context: ReadingContext;
    readonly choices: ImportChoices;
    readonly judge: RowJudge;
  },
): Plan {
  const { context, choices, judge } = about;
  const problems: ImportProblem[] = [];
  const sample = new RowSample(columns);
  const finder = new CustomerFinder(context.customers);
  const seen = new Map<string, ItemRow>();
  const tally = { ready: 0, leftOut: 0, closedRows: 0 };
  let from: IsoDate | null = null;
  let to: IsoDate | null = null;

  function judgeItem(item: ItemRow): JudgedItem | ImportProblem {
    if ([item.amountMinor, item.openMinor].some((m) => m > largestMinor || m < -largestMinor)) {
      return itemProblem(item, "amount_too_large", {
        amount: formatMinor(item.amountMinor, item.currency),
      });
    }
    const date = item.issueDate ?? context.asOf;
    const event = eventOfItem(item, choices);
    if (judge.isClosed(date)) tally.closedRows += 1;
    const accounting = judge.accountingDate(date, event === "J01");
    if (!accounting.ok) return refusal(item, accounting.error);
    const { openMinor: minor, currency, bookingRate } = item;
    const home = judge.homeAmount({ minor, currency, date, bookingRate });
    if (!home.ok) return refusal(item, home.error);
    if (!isSafeMinor(home.value.homeMinor)) {
      return itemProblem(item, "amount_too_large", { amount: formatMinor(minor, currency) });
    }
    const customer = finder.find({
      no: item.customerNo,
      name: item.customerName,
      taxId: item.customerTaxId,
    });
    if (!customer.ok) return refusal(item, customer.error);
    const twin = firstOf(seen, item, customer.value);
    if (twin) {
      return itemProblem(item, "duplicate_row", {
        id: item.itemNo,
        otherRow: twin.place.row ?? 0,
      });
    }
    return { accountingDate: accounting.value, home: home.value, customer: customer.value, event };
  }

  function* rows(): Generator<Cell[]> {
    for (const item of items) {
      if (item.issueDate !== null) {
        if (from === null || item.issueDate < from) from = item.issueDate;
        if (to === null || item.issueDate > to) to = item.issueDate;
      }
      if (judge.isLeftOut(item.place)) {
        tally.leftOut += 1;
        sample.add(item, item.place, "left_out");
        continue;
      }
      const judged = judgeItem(item);
      if ("code" in judged) {
        problems.push(judged);
        sample.add(item, item.place, "refused");
        continue;
      }
      sample.add(item, item.place, "ready");
      tally.ready += 1;
      yield itemCells(tally.ready, item, judged);
    }
  }

  return {
    staged: "items",
    rows,
    summary: () => ({
      ...tally,
      problems,
      newCustomers: finder.added,
      periodFrom: from,
      periodTo: to,
      sample: (mapping) => sample.shown(mapping),
    }),
  };
}

type JudgedItem = {
  readonly accountingDate: IsoDate;
  readonly home: HomeAmount;
  readonly customer: FoundCustomer;
  readonly event: string;
};

/** Two rows may name one customer differently; their numbers must still be two. */
function firstOf(
  seen: Map<string, ItemRow>,
  item: ItemRow,
  customer: FoundCustomer,
): ItemRow | undefined {
  const whose = customer.isNew ? `new ${customer.added}` : customer.known;
  const key = `${whose}\u001f${item.kind}\u001f${item.itemNo}`;
  const first = seen.get(key);
  if (!first) seen.set(key, item);
  return first;
}

function itemCells(n: number, item: ItemRow, judged: JudgedItem): Cell[] {
  const { customer, home } = judged;
  return [
    n,
    item.place.row ?? n,
    customer.isNew ? null : customer.known,
    customer.isNew ? customer.added : null,
    item.kind,
    item.itemNo,
    item.currency,
    item.amountMinor,
    item.openMinor,
    home.homeMinor,
    home.rate,
    item.taxMinor,
    item.taxRate,
    item.issueDate,
    item.dueDate,
    judged.accountingDate,
    judged.event,
    item.orderNo,
    item.contractNo,
    item.deliveryNo,
    item.statementNo,
    item.statementConfirmed,
    item.linkedNo,
    item.memo,
    item.discountDate,
    item.discountMinor,
    item.retentionMinor,
    item.retentionDue,
    item.disputedMinor,
    JSON.stringify(item.extra),
  ];
}

function refusal(
  item: ItemRow,
  error: { readonly code: string } & Readonly<Record<string, string | number>>,
): ImportProblem {
  const { code, ...fields } = error;
  return itemProblem(item, code, fields);
}

/** Names the customer: nothing of that customer may then be matched by amount alone. */
function itemProblem(
  item: ItemRow,
  code: string,
  fields: Readonly<Record<string, string | number>>,
): ImportProblem {
  const { customerNo, customerName } = item;
  const amount = formatMinor(item.amountMinor, item.currency);
  return {
    code,
    severity: "row",
    place: item.place,
    excerpt: rowCells([item.itemNo, customerName, amount, item.currency]),
    fields: { ...fields, customerNo, customerName },
  };
}
