// The workbook 全量发票查询 of the electronic tax bureau: one row a line of goods, several rows an
// invoice. Only invoices we issued count; red ones become credit notes tied to their blue one.
import { formatMinor } from "../core/money.ts";
import { taxIdFault } from "../core/tax-id.ts";
import { isEmptyCell } from "./amount.ts";
import type { Importer, ImportProblem, ItemRow, ParsedFile, ParseOptions } from "./importer.ts";
import { readTaxRate } from "./open-items.ts";
import { fatalProblem, finishedFile, rowProblem, warning } from "./problem.ts";
import { assumedOrderWarnings, type RowFaults, TableCells } from "./table-cells.ts";
import { openRecords } from "./table-records.ts";

export const taxBureau: Importer = {
  format: "tax_invoices",
  content: "items",
  title: { zh: "电子税务局 全量发票查询", en: "Tax bureau invoice list" },
  extensions: [".xlsx", ".xls", ".csv"],
  recognises: (head) => head.tableKind === "tax_invoices",
  parse: parseTaxInvoices,
};

/** One row of the sheet. */
type InvoiceRow = {
  readonly row: number;
  readonly number: string;
  readonly code: string;
  readonly seller: string;
  readonly status: string;
  readonly isRed: boolean;
  readonly grossMinor: bigint;
  readonly taxMinor: bigint;
  readonly item: ItemRow;
};

type Invoice = { readonly rows: readonly InvoiceRow[]; readonly first: InvoiceRow };

function parseTaxInvoices(bytes: Uint8Array, options: ParseOptions): ParsedFile {
  const wanted = { format: "tax_invoices", content: "items", kind: "tax_invoices" } as const;
  const opened = openRecords(bytes, options, wanted);
  if (!opened.ok) return opened.error;
  const table = opened.value;
  const reader = new TableCells(table, options, {
    amounts: ["gross", "net", "tax"],
    dates: ["issue_date"],
  });
  const problems: ImportProblem[] = assumedOrderWarnings(reader);
  const rows: InvoiceRow[] = [];
  const damaged = new Set<string>();
  const outcome = table.eachRow((cells, row) => {
    const faults: RowFaults = [];
    const read = readRow(reader, cells, row, faults);
    if (faults.length === 0) rows.push(read);
    else {
      damaged.add(read.number);
      const customerName = reader.text(cells, "buyer_name");
      for (const fault of faults) {
        problems.push({ ...fault, fields: { ...fault.fields, customerNo: "", customerName } });
      }
    }
  });
  const ours = withoutPurchases(rows, options.ownTaxIds ?? [], problems);
  const invoices = groupRows(ours.filter((row) => !damaged.has(row.number)));
  const items = toItems(invoices, problems);
  problems.push(...outcome.problems);
  return finishedFile({
    format: "tax_invoices",
    encoding: table.encoding,
    content: { kind: "items", items },
    mapping: table.mapping,
    problems,
    ignoredRows: outcome.ignoredRows,
    latestDate: reader.latestDate,
  });
}

function readRow(
  reader: TableCells,
  cells: readonly string[],
  row: number,
  faults: RowFaults,
): InvoiceRow {
  const at = (field: string) => ({ cells, row, field });
  const digital = reader.identifier(cells, row, "digital_no", faults);
  const old = reader.identifier(cells, row, "invoice_no", faults);
  const number = isEmptyCell(digital) ? old : digital;
  if (isEmptyCell(number)) reader.fault(faults, "item_no_missing", at("digital_no"));
  const issueDate = reader.date(cells, row, "issue_date", faults);
  if (issueDate === null && faults.length === 0)
    reader.fault(faults, "date_missing", at("issue_date"));
  const net = reader.amount(cells, row, "net", "CNY", faults);
  const tax = reader.amount(cells, row, "tax", "CNY", faults);
  const gross = reader.amount(cells, row, "gross", "CNY", faults);
  if (gross === null && net === null && faults.length === 0) {
    reader.fault(faults, "amount_missing", at("gross"));
  }
  const buyerTaxId = reader.text(cells, "buyer_tax_id").toUpperCase();
  if (taxIdFault(buyerTaxId)) reader.fault(faults, "tax_id_invalid", at("buyer_tax_id"));
  const grossMinor = gross ?? (net ?? 0n) + (tax ?? 0n);
  const isPositive = reader.text(cells, "is_positive");
  return {
    row,
    number,
    code: reader.text(cells, "invoice_code"),
    seller: reader.text(cells, "seller_tax_id").toUpperCase(),
    status: reader.text(cells, "status"),
    isRed: isPositive === "" ? grossMinor < 0n : /^(否|负|n|no|false|0)/i.test(isPositive),
    grossMinor,
    taxMinor: tax ?? 0n,
    item: {
      place: reader.place(row),
      itemNo: number,
      kind: "invoice",
      customerNo: "",
      customerName: reader.text(cells, "buyer_name"),
      customerTaxId: isEmptyCell(buyerTaxId) ? "" : buyerTaxId,
      currency: "CNY",
      amountMinor: grossMinor,
      openMinor: grossMinor,
      taxMinor: tax,
      issueDate,
      dueDate: null,
      orderNo: "",
      contractNo: "",
      deliveryNo: "",
      statementNo: "",
      statementConfirmed: false,
      linkedNo: "",
      memo: reader.text(cells, "memo"),
      bookingRate: "",
      discountDate: null,
      discountMinor: 0n,
      retentionMinor: 0n,
      retentionDue: null,
      taxRate: readTaxRate(reader.text(cells, "tax_rate")),
      disputedMinor: 0n,
      extra: reader.extra(cells),
    },
  };
}

/** The seller must be one of ours: a file of received invoices is refused whole, single rows alone. */
function withoutPurchases(
  rows: readonly InvoiceRow[],
  ownTaxIds: readonly string[],
  problems: ImportProblem[],
): readonly InvoiceRow[] {
  if (ownTaxIds.length === 0) return rows;
  const own = new Set(ownTaxIds.map((id) => id.trim().toUpperCase()));
  const foreign = rows.filter((row) => row.seller !== "" && !own.has(row.seller));
  if (foreign.length > 0 && foreign.length === rows.length) {
    problems.push(
      fatalProblem("invoices_of_other_sellers", {
        excerpt: foreign[0]?.seller ?? "",
        fields: { count: foreign.length },
      }),
    );
    return [];
  }
  for (const { item, seller } of foreign) {
    const details = { place: item.place, excerpt: item.itemNo, fields: { value: seller } };
    problems.push(rowProblem("invoice_of_another_seller", details));
  }
  const refused = new Set(foreign);
  return rows.filter((row) => !refused.has(row));
}

function groupRows(rows: readonly InvoiceRow[]): readonly Invoice[] {
  const groups = new Map<string, InvoiceRow[]>();
  for (const row of rows) {
    const key = `${row.code} ${row.number}`;
    const group = groups.get(key) ?? [];
    group.push(row);
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => ({ rows: group, first: group[0]! }));
}

function toItems(invoices: readonly Invoice[], problems: ImportProblem[]): readonly ItemRow[] {
  const numbers = new Map<string, number>();
  for (const { first } of invoices) numbers.set(first.number, (numbers.get(first.number) ?? 0) + 1);
  const items: { item: ItemRow; status: string }[] = [];
  for (const invoice of invoices) {
    const item = toItem(invoice, (numbers.get(invoice.first.number) ?? 0) > 1, problems);
    if (item) items.push({ item, status: invoice.first.status });
  }
  const reversed = new Set(
    items.map(({ item }) => item.linkedNo).filter((number) => number !== ""),
  );
  const held = items.filter(({ item, status }) => {
    return item.kind === "invoice" && /红冲/.test(status) && !reversed.has(item.itemNo);
  });
  for (const { item, status } of held) {
    const details = {
      place: item.place,
      excerpt: `${item.itemNo} ${status}`,
      fields: { value: item.itemNo, customerNo: "", customerName: item.customerName },
    };
    const isWhole = /全额/.test(status) || !/部分/.test(status);
    problems.push(
      isWhole ? rowProblem("red_invoice_missing", details) : warning("red_part_missing", details),
    );
  }
  const refused = new Set(
    held.filter(({ status }) => !/部分/.test(status)).map(({ item }) => item),
  );
  return items.map(({ item }) => item).filter((item) => !refused.has(item));
}

function toItem(
  invoice: Invoice,
  isNumberShared: boolean,
  problems: ImportProblem[],
): ItemRow | null {
  const { rows, first } = invoice;
  const details = {
    place: first.item.place,
    excerpt: `${first.number} ${first.item.customerName}`,
    fields: { value: first.number, customerNo: "", customerName: first.item.customerName },
  };
  if (/作废/.test(first.status)) {
    problems.push(warning("invoice_void", details));
    return null;
  }
  if (rows.some((row) => !agrees(row, first))) {
    problems.push(rowProblem("invoice_rows_differ", details));
    return null;
  }
  const gross = rows.reduce((sum, row) => sum + row.grossMinor, 0n);
  if (gross === 0n || first.isRed !== gross < 0n) {
    const value = formatMinor(gross, "CNY");
    const fields = { ...details.fields, value: gross === 0n ? value : first.number };
    const code =
      gross === 0n ? "amount_zero" : first.isRed ? "red_invoice_positive" : "invoice_negative";
    problems.push(rowProblem(code, { ...details, fields }));
    return null;
  }
  const linkedNo = first.isRed ? blueNumberIn(rows) : "";
  if (first.isRed && linkedNo === "") problems.push(warning("blue_invoice_unknown", details));
  const rates = [...new Set(rows.map((row) => row.item.taxRate))];
  return {
    ...first.item,
    itemNo: isNumberShared ? first.code + first.number : first.number,
    kind: first.isRed ? "credit_note" : "invoice",
    amountMinor: gross,
    openMinor: gross,
    taxMinor: rows.reduce((sum, row) => sum + row.taxMinor, 0n),
    taxRate: rates.length === 1 ? (rates[0] ?? "") : "",
    linkedNo,
    extra: {
      ...first.item.extra,
      ...(first.code === "" ? {} : { invoice_code: first.code }),
      invoice_status: first.status,
    },
  };
}

function agrees(row: InvoiceRow, first: InvoiceRow): boolean {
  return (
    row.item.customerName === first.item.customerName &&
    row.item.issueDate === first.item.issueDate &&
    row.status === first.status &&
    row.isRed === first.isRed &&
    row.seller === first.seller
  );
}

/** "被红冲蓝字数电发票号码：2531…", "对应正数发票代码:…号码:…": the blue number stands in the remark. */
function blueNumberIn(rows: readonly InvoiceRow[]): string {
  for (const { item } of rows) {
    const found =
      /(?:蓝字|正数|原|被红冲)[^\d]{0,24}(?:代码\D{0,3}\d{10,12}\D{0,8})?(\d{20}|\d{8})(?!\d)/.exec(
        item.memo.normalize("NFKC"),
      );
    if (found) return found[1] ?? "";
  }
  return "";
}
