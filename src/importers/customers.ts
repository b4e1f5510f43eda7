// The customer list from a CSV or a workbook (columns: src/cli/reconcile.md).

import { taxIdFault } from "../core/tax-id.ts";
import { type RowKeys, refuseDuplicates } from "./duplicate-rows.ts";
import type { CustomerRow, Importer, ImportProblem, ParsedFile, ParseOptions } from "./importer.ts";
import { finishedFile, warning } from "./problem.ts";
import { type RowFaults, TableCells } from "./table-cells.ts";
import { openRecords } from "./table-records.ts";

export const customers: Importer = {
  format: "customers",
  content: "customers",
  title: { zh: "客户清单", en: "List of customers" },
  extensions: [".csv", ".xlsx", ".xls"],
  recognises: (head) => head.tableKind === "customers",
  parse: parseCustomers,
};

function parseCustomers(bytes: Uint8Array, options: ParseOptions): ParsedFile {
  const wanted = { format: "customers", content: "customers", kind: "customers" } as const;
  const opened = openRecords(bytes, options, wanted);
  if (!opened.ok) return opened.error;
  const table = opened.value;
  const reader = new TableCells(table, options, { amounts: [], dates: [] });
  const problems: ImportProblem[] = [];
  const read: CustomerRow[] = [];
  const outcome = table.eachRow((cells, row) => {
    const faults: RowFaults = [];
    const customer = readCustomer(reader, cells, row, faults);
    if (faults.length === 0) read.push(customer);
    else problems.push(...faults);
  });
  const kept = refuseDuplicates(read, customerKeys, problems);
  warnOfSharedNames(kept, problems);
  const content = withoutSharedAccounts(kept, problems);
  problems.push(...outcome.problems);
  return finishedFile({
    format: "customers",
    encoding: table.encoding,
    content: { kind: "customers", customers: content },
    mapping: table.mapping,
    problems,
    ignoredRows: outcome.ignoredRows,
    latestDate: reader.latestDate,
  });
}

const customerKeys: RowKeys<CustomerRow> = {
  keyOf: (customer) => customer.customerNo || customer.name,
  nameOf: (customer) => customer.customerNo || customer.name,
  customerOf: (customer) => customer.customerNo,
  excerptOf: ({ customerNo, name, taxId }) => [customerNo, name, taxId],
};

function readCustomer(
  reader: TableCells,
  cells: readonly string[],
  row: number,
  faults: RowFaults,
): CustomerRow {
  const at = (field: string) => ({ cells, row, field });
  const name = reader.text(cells, "name");
  const customerNo = reader.identifier(cells, row, "customer_no", faults);
  if (name === "") reader.fault(faults, "customer_name_missing", at("name"));
  const taxId = reader.identifier(cells, row, "tax_id", faults).toUpperCase();
  if (taxIdFault(taxId)) reader.fault(faults, "tax_id_invalid", at("tax_id"));
  const bankAccounts = listOf(reader.all(cells, "bank_accounts").join("|"));
  const damaged = bankAccounts.find((one) => reader.isDamaged("bank_accounts", one));
  if (damaged !== undefined) {
    reader.fault(faults, "excel_damaged_number", {
      ...at("bank_accounts"),
      fields: { value: damaged },
    });
  }
  return {
    place: reader.place(row),
    customerNo,
    name,
    aliases: listOf(reader.all(cells, "aliases").join("|")),
    taxId,
    bankAccounts,
    paysFor: listOf(reader.text(cells, "pays_for")),
    parentNo: reader.text(cells, "parent"),
    paymentHabit: reader.text(cells, "payment_habit"),
    terms: reader.text(cells, "terms"),
    extra: reader.extra(cells),
  };
}

/** "|" between, as the contract says; people also write ; 、 and line breaks. */
function listOf(text: string): string[] {
  const parts = text.split(/[|｜;；、\n]/).map((part) => part.trim());
  return parts.filter((part, at) => part !== "" && parts.indexOf(part) === at);
}

/** One account at two customers is evidence for neither until a person has cleared it (DOMAIN §5.10). */
function withoutSharedAccounts(
  list: readonly CustomerRow[],
  problems: ImportProblem[],
): CustomerRow[] {
  const holders = new Map<string, CustomerRow[]>();
  for (const customer of list) {
    for (const account of customer.bankAccounts) {
      const key = account.replace(/[\s-]/g, "");
      holders.set(key, [...(holders.get(key) ?? []), customer]);
    }
  }
  const shared = new Set<string>();
  for (const [account, customersOfIt] of holders) {
    if (customersOfIt.length < 2) continue;
    shared.add(account);
    for (const customer of customersOfIt) {
      const other = customersOfIt.find((one) => one !== customer);
      problems.push(
        warning("account_of_two_customers", {
          place: customer.place,
          excerpt: `${customer.name} ${account}`,
          fields: {
            value: account,
            customer: customer.name,
            other: other?.name ?? "",
            customerNo: customer.customerNo,
          },
        }),
      );
    }
  }
  if (shared.size === 0) return [...list];
  return list.map((customer) => ({
    ...customer,
    bankAccounts: customer.bankAccounts.filter((one) => !shared.has(one.replace(/[\s-]/g, ""))),
  }));
}

/** The same name twice: such a name alone never decides (DOMAIN §5.10). */
function warnOfSharedNames(list: readonly CustomerRow[], problems: ImportProblem[]): void {
  const first = new Map<string, CustomerRow>();
  for (const customer of list) {
    const key = foldName(customer.name);
    const earlier = first.get(key);
    if (!earlier) first.set(key, customer);
    else {
      problems.push(
        warning("name_of_two_customers", {
          place: customer.place,
          excerpt: customer.name,
          fields: {
            value: customer.name,
            otherRow: earlier.place.row ?? 0,
            customerNo: customer.customerNo,
            otherNo: earlier.customerNo,
          },
        }),
      );
    }
  }
}

/** Width, case, blanks, brackets and the three spellings of the legal form (DOMAIN §5.10). */
function foldName(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s()（）.,，。·-]/g, "")
    .replace(/(股份有限公司|有限责任公司)$/, "有限公司");
}
