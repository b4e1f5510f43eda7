// Open items from a CSV or a workbook, headers Chinese or English (columns: src/cli/reconcile.md).
import type { CurrencyCode } from "../core/currency.ts";
import type { IsoDate } from "../core/date.ts";
import { type ItemKind, itemKinds, matchableKinds } from "../core/item-kinds.ts";
import { formatMinor } from "../core/money.ts";
import { taxIdFault } from "../core/tax-id.ts";
import { isEmptyCell } from "./amount.ts";
import { type RowKeys, refuseDuplicates } from "./duplicate-rows.ts";
import type { Importer, ImportProblem, ItemRow, ParsedFile, ParseOptions } from "./importer.ts";
import { finishedFile } from "./problem.ts";
import { assumedOrderWarnings, type RowFaults, TableCells } from "./table-cells.ts";
import { openRecords } from "./table-records.ts";

const amountFields = [
  "amount", "open_amount", "paid_amount", "tax", "discount_amount", "retention_amount", "disputed_amount",
]; // biome-ignore format: one list
const dateFields = ["issue_date", "due_date", "discount_date", "retention_due"];

/** Words a kind column holds besides our own. */
const kindWords: ReadonlyMap<string, ItemKind> = new Map([
  ...matchableKinds.flatMap((kind): [string, ItemKind][] => [
    [kind, kind],
    [kind.replace("_", " "), kind],
    [itemKinds[kind].zh, kind],
  ]),
  ...([
    ["发票", "invoice"], ["蓝字发票", "invoice"], ["蓝字", "invoice"], ["应收", "invoice"], ["应收单", "invoice"], ["销售发票", "invoice"], ["正数发票", "invoice"],
    ["专用发票", "invoice"], ["普通发票", "invoice"], ["销售专用发票", "invoice"], ["销售普通发票", "invoice"], ["其他应收单", "invoice"], ["期初应收单", "invoice"], ["sales invoice", "invoice"], ["rv", "invoice"], ["dr", "invoice"],
    ["红字专用发票", "credit_note"], ["红字普通发票", "credit_note"], ["红字销售发票", "credit_note"], ["sales credit note", "credit_note"], ["rg", "credit_note"], ["dg", "credit_note"],
    ["si", "invoice"], ["sc", "credit_note"], ["payment", "advance"], ["dz", "advance"],
    ["红字发票", "credit_note"], ["红字", "credit_note"], ["红票", "credit_note"], ["负数发票", "credit_note"], ["贷项", "credit_note"], ["贷项通知单", "credit_note"], ["credit", "credit_note"], ["credit memo", "credit_note"],
    ["预收", "advance"], ["预收款", "advance"], ["预收账款", "advance"], ["prepayment", "advance"],
    ["票据", "bill"], ["应收票据", "bill"], ["承兑汇票", "bill"], ["分期", "plan"], ["分期款", "plan"], ["合同分期", "plan"], ["instalment", "plan"],
    ["未开票", "delivery"], ["暂估", "delivery"], ["送货", "delivery"], ["发货", "delivery"], ["质保金", "retention"], ["保留金", "retention"],
    ["利息", "interest"], ["电子债权", "e_receivable"], ["电子债权凭证", "e_receivable"], ["应付", "payable"], ["借项", "debit_note"], ["借项通知单", "debit_note"],
  ] as const),
]); // biome-ignore format: a table

const yesWords = /^(yes|y|true|1|是|已确认|√|✓)$/i;
const noWords = /^(no|n|false|0|否|未确认|×)$/i;

export const openItems: Importer = {
  format: "items",
  content: "items",
  title: { zh: "未清项清单", en: "List of open items" },
  extensions: [".csv", ".xlsx", ".xls"],
  recognises: (head) => head.tableKind === "items",
  parse: parseOpenItems,
};

function parseOpenItems(bytes: Uint8Array, options: ParseOptions): ParsedFile {
  const opened = openRecords(bytes, options, { format: "items", content: "items", kind: "items" });
  if (!opened.ok) return opened.error;
  const table = opened.value;
  const reader = new TableCells(table, options, { amounts: amountFields, dates: dateFields });
  const problems: ImportProblem[] = assumedOrderWarnings(reader);
  const read: ItemRow[] = [];
  const take = options.onItem ?? ((item: ItemRow) => read.push(item));
  let headings = 0;
  const outcome = table.eachRow((cells, row) => {
    if (isHeading(reader, cells)) {
      headings++;
      return;
    }
    const faults: RowFaults = [];
    const item = readItem(reader, cells, row, faults, options.homeCurrency);
    if (item && faults.length === 0) take(item);
    else problems.push(...faults.map((fault) => withCustomer(fault, reader, cells)));
  });
  const kept = refuseDuplicates(read, itemKeys, problems);
  problems.push(...outcome.problems);
  return finishedFile({
    format: "items",
    encoding: table.encoding,
    content: { kind: "items", items: kept },
    mapping: table.mapping,
    problems,
    ignoredRows: outcome.ignoredRows + headings,
    latestDate: reader.latestDate,
  });
}

/** "1 - 30 days past due" between the rows: one cell of words, and nothing of a document. */
function isHeading(reader: TableCells, cells: readonly string[]): boolean {
  return (
    isOneFilled(cells) &&
    ["item_no", "customer_no", "customer_name", "amount", "open_amount"].every((field) =>
      isEmptyCell(reader.text(cells, field)),
    )
  );
}

function isOneFilled(cells: readonly string[]): boolean {
  let filled = 0;
  for (const cell of cells) {
    if (cell !== "" && cell.trim() !== "" && ++filled > 1) return false;
  }
  return filled === 1;
}

const itemKeys: RowKeys<ItemRow> = {
  keyOf: ({ kind, customerNo, customerName, itemNo }) =>
    `${kind}|${customerNo || customerName}|${itemNo}`,
  nameOf: (item) => item.itemNo,
  customerOf: (item) => item.customerNo,
  excerptOf: (item) => [
    item.itemNo,
    item.customerName || item.customerNo,
    formatMinor(item.amountMinor, item.currency),
    formatMinor(item.openMinor, item.currency),
  ],
};

/** The customer of a refused row: nothing of that customer may be matched by amount alone. */
function withCustomer(
  fault: ImportProblem,
  reader: TableCells,
  cells: readonly string[],
): ImportProblem {
  const customerNo = reader.text(cells, "customer_no");
  const customerName = reader.text(cells, "customer_name");
  return { ...fault, fields: { ...fault.fields, customerNo, customerName } };
}

function readItem(
  reader: TableCells,
  cells: readonly string[],
  row: number,
  faults: RowFaults,
  homeCurrency: CurrencyCode,
): ItemRow | null {
  const at = (field?: string) => (field === undefined ? { cells, row } : { cells, row, field });
  const itemNo = reader.identifier(cells, row, "item_no", faults);
  if (itemNo === "") reader.fault(faults, "item_no_missing", at("item_no"));
  const customerNo = reader.text(cells, "customer_no");
  const customerName = reader.text(cells, "customer_name");
  if (customerNo === "" && customerName === "") reader.fault(faults, "customer_missing", at());
  const currency = reader.currency(cells, row, faults, homeCurrency);
  const amounts = readAmounts(reader, cells, row, currency, faults);
  const kind = readKind(reader, cells, row, amounts?.amount ?? 0n, faults);
  const dates = readDates(reader, cells, row, kind ?? "invoice", faults);
  const customerTaxId = reader.text(cells, "customer_tax_id");
  if (taxIdFault(customerTaxId)) reader.fault(faults, "tax_id_invalid", at("customer_tax_id"));
  if (amounts && kind) checkAmounts(reader, cells, row, { ...amounts, kind }, faults);
  const minorOrZero = (field: string) => reader.amount(cells, row, field, currency, faults) ?? 0n;
  const rest = {
    taxMinor: reader.amount(cells, row, "tax", currency, faults),
    discountMinor: minorOrZero("discount_amount"),
    retentionMinor: minorOrZero("retention_amount"),
    disputedMinor: minorOrZero("disputed_amount"),
    bookingRate: readRate(reader, cells, row, faults),
    statementConfirmed: readYesNo(reader, cells, row, faults),
  };
  if (faults.length > 0 || !amounts || !kind) return null;
  return {
    place: reader.place(row),
    itemNo,
    kind,
    customerNo,
    customerName,
    customerTaxId,
    currency,
    amountMinor: amounts.amount,
    openMinor: amounts.open,
    ...dates,
    ...rest,
    orderNo: reader.text(cells, "order_no"),
    contractNo: reader.text(cells, "contract_no"),
    deliveryNo: reader.text(cells, "delivery_no"),
    statementNo: reader.text(cells, "statement_no"),
    linkedNo: reader.text(cells, "linked_no"),
    taxRate: readTaxRate(reader.text(cells, "tax_rate")),
    memo: reader.joined(cells, "memo"),
    extra: reader.extra(cells),
  };
}

function readAmounts(
  reader: TableCells,
  cells: readonly string[],
  row: number,
  currency: CurrencyCode,
  faults: RowFaults,
): { amount: bigint; open: bigint } | null {
  const before = faults.length;
  const amount = reader.amount(cells, row, "amount", currency, faults);
  const paid = reader.amount(cells, row, "paid_amount", currency, faults);
  const given = reader.amount(cells, row, "open_amount", currency, faults);
  if (faults.length > before) return null;
  const whole = amount ?? given;
  if (whole === null) {
    reader.fault(faults, "amount_missing", { cells, row, field: "amount" });
    return null;
  }
  return { amount: whole, open: given ?? (paid === null ? whole : whole - paid) };
}

function checkAmounts(
  reader: TableCells,
  cells: readonly string[],
  row: number,
  item: { amount: bigint; open: bigint; kind: ItemKind },
  faults: RowFaults,
): void {
  const { amount, open, kind } = item;
  const at = (field: string) => ({ cells, row, field });
  if (amount === 0n) {
    reader.fault(faults, "amount_zero", at("amount"));
    return;
  }
  if (amount > 0n !== itemKinds[kind].sign > 0) {
    reader.fault(faults, amount > 0n ? "credit_positive" : "amount_negative", {
      ...at("amount"),
      fields: { kind },
    });
    return;
  }
  if (open !== 0n && open > 0n !== amount > 0n) {
    reader.fault(faults, "open_sign_differs", at("open_amount"));
  } else if (amount > 0n ? open > amount : open < amount) {
    reader.fault(faults, "open_exceeds_amount", at("open_amount"));
  }
}

function readKind(
  reader: TableCells,
  cells: readonly string[],
  row: number,
  amount: bigint,
  faults: RowFaults,
): ItemKind | null {
  const text = reader.text(cells, "kind");
  if (text === "") return amount < 0n ? "credit_note" : "invoice";
  const kind = kindWords.get(text.toLowerCase());
  if (kind) return kind;
  reader.fault(faults, "kind_unknown", { cells, row, field: "kind" });
  return null;
}

function readDates(
  reader: TableCells,
  cells: readonly string[],
  row: number,
  kind: ItemKind,
  faults: RowFaults,
): Pick<ItemRow, "issueDate" | "dueDate" | "discountDate" | "retentionDue"> {
  // Instalments and retentions may fall due years ahead; an invoice that does is a typing error.
  const far = kind === "plan" || kind === "retention" ? "open" : "limited";
  const issueDate = reader.date(cells, row, "issue_date", faults);
  const dueDate = reader.date(cells, row, "due_date", faults, far);
  if (isBefore(dueDate, issueDate)) {
    reader.fault(faults, "due_before_issue", {
      cells,
      row,
      field: "due_date",
      fields: { issued: issueDate ?? "" },
    });
  }
  return {
    issueDate,
    dueDate,
    discountDate: reader.date(cells, row, "discount_date", faults, "open"),
    retentionDue: reader.date(cells, row, "retention_due", faults, "open"),
  };
}

function isBefore(a: IsoDate | null, b: IsoDate | null): boolean {
  return a !== null && b !== null && a < b;
}

function readRate(
  reader: TableCells,
  cells: readonly string[],
  row: number,
  faults: RowFaults,
): string {
  const said = reader.text(cells, "booking_rate");
  if (said === "") return "";
  const text = said.replace(/,/g, "");
  if (text === "" || (/^\d+(\.\d+)?$/.test(text) && /[1-9]/.test(text))) return text;
  reader.fault(faults, "rate_unreadable", { cells, row, field: "booking_rate" });
  return "";
}

function readYesNo(
  reader: TableCells,
  cells: readonly string[],
  row: number,
  faults: RowFaults,
): boolean {
  const text = reader.text(cells, "statement_confirmed");
  if (text === "" || noWords.test(text)) return false;
  if (yesWords.test(text)) return true;
  reader.fault(faults, "yes_no_unreadable", { cells, row, field: "statement_confirmed" });
  return false;
}

/** "13%", "0.13" and "13" are one rate; words (免税, 不征税) are none. */
export function readTaxRate(text: string): string {
  if (text === "") return "";
  const known = knownTaxRates.get(text);
  if (known !== undefined) return known;
  const rate = percentOf(text);
  if (knownTaxRates.size < mostTaxRates) knownTaxRates.set(text, rate);
  return rate;
}

/** A handful of texts stand in all rows. */
const knownTaxRates = new Map<string, string>();
const mostTaxRates = 1000;

function percentOf(text: string): string {
  const plain = text.normalize("NFKC").replace(/\s/g, "");
  const percent = /^(\d{1,2}(?:\.\d+)?)%?$/.exec(plain)?.[1];
  if (percent === undefined) return "";
  const fraction = plain.endsWith("%") ? null : /^0?\.(\d{1,2})(\d*)$/.exec(percent);
  if (fraction) {
    const shifted = `${(fraction[1] ?? "").padEnd(2, "0")}.${fraction[2] ?? ""}`;
    return trimDecimal(shifted);
  }
  return trimDecimal(percent);
}

function trimDecimal(text: string): string {
  const [whole = "0", fraction = ""] = text.split(".");
  const rest = fraction.replace(/0+$/, "");
  const head = whole.replace(/^0+(?=\d)/, "");
  return rest === "" ? head : `${head}.${rest}`;
}
