// Customers as the engine takes them: the master list, completed by those whom only items name.
import type { MatchCustomer } from "../../core/matching/input.ts";
import { compareText } from "../../exporters/reconcile-result.ts";
import type { CustomerRow, ItemRow } from "../../importers/importer.ts";
import { ownText } from "./own-text.ts";
import type { ItemOwner, RowLists } from "./row-lists.ts";

export type CustomersInput = {
  readonly file: string;
  readonly rows: readonly CustomerRow[];
  readonly itemRows: readonly ItemRow[];
  readonly lists: RowLists;
};

export type CollectedCustomers = {
  readonly customers: readonly MatchCustomer[];
  /** A row's own number, else by tax id, else by a name only one customer has, else that name. */
  readonly customerNoOf: (owner: ItemOwner) => string;
};

type Draft = { -readonly [Key in keyof MatchCustomer]: MatchCustomer[Key] };

export function collectCustomers({ itemRows, ...master }: CustomersInput): CollectedCustomers {
  const { customerNoOf, note, finish } = openCustomers(master);
  for (const row of itemRows) note(customerNoOf(row), row.customerName);
  return { customers: finish(), customerNoOf };
}

export type OpenCustomers = Pick<CollectedCustomers, "customerNoOf"> & {
  /** An item is issued to this name; "" where it names none. */
  readonly note: (customerNo: string, name: string) => void;
  readonly finish: () => readonly MatchCustomer[];
};

export function openCustomers(master: Omit<CustomersInput, "itemRows">): OpenCustomers {
  const byNo = masterCustomers(master);
  const names: IssuedNames = new Map();
  /** Items of one customer often come one after another. */
  let last: IssuedName | null = null;
  const note = (customerNo: string, name: string) => {
    if (last?.customerNo !== customerNo || last.name !== name) {
      last = issuedName(names, customerNo, name);
    }
    last.count++;
  };
  return {
    customerNoOf: customerFinder([...byNo.values()]),
    note,
    finish: () => withNames(byNo, names),
  };
}

type IssuedName = { readonly customerNo: string; readonly name: string; count: number };
/** By customer, then by name. */
type IssuedNames = Map<string, Map<string, IssuedName>>;

function issuedName(names: IssuedNames, customerNo: string, name: string): IssuedName {
  let ofCustomer = names.get(customerNo);
  if (!ofCustomer) {
    ofCustomer = new Map();
    names.set(ownText(customerNo), ofCustomer);
  }
  let issued = ofCustomer.get(name);
  if (!issued) {
    issued = { customerNo: ownText(customerNo), name: ownText(name), count: 0 };
    ofCustomer.set(issued.name, issued);
  }
  return issued;
}

function withNames(byNo: Map<string, Draft>, names: IssuedNames): readonly MatchCustomer[] {
  for (const [customerNo, issued] of names) {
    const known = byNo.get(customerNo);
    const named = [...issued.values()].filter(({ name }) => name !== "");
    named.sort((a, b) => b.count - a.count || compareText(a.name, b.name));
    const [name = "", ...others] = named.map((one) => one.name);
    if (known) addAliases(known, [name, ...others]);
    else byNo.set(customerNo, { ...emptyCustomer(customerNo), name, aliases: others });
  }
  const customers = [...byNo.values()];
  return customers.sort((a, b) => compareText(a.customerNo, b.customerNo));
}

function masterCustomers({
  file,
  rows,
  lists,
}: Omit<CustomersInput, "itemRows">): Map<string, Draft> {
  const groups = Map.groupBy(rows, numberOf);
  const byNo = new Map<string, Draft>();
  for (const [customerNo, group] of groups) {
    const [first, ...others] = group;
    const repeats = others.every((row) => content(row) === content(first!));
    if (repeats) byNo.set(customerNo, toCustomer(first!));
    for (const row of repeats ? others : group) {
      const excerpt = `${row.customerNo} | ${row.name} | ${row.taxId}`.slice(0, 120);
      const problem = { file, place: row.place, excerpt, fields: { id: customerNo } };
      if (repeats) lists.skip({ ...problem, code: "repeated_row" });
      else lists.refuse({ ...problem, code: "duplicate_row" });
    }
  }
  return byNo;
}

/** A list without numbers names its customers by their names. */
function numberOf({ customerNo, name }: CustomerRow): string {
  return customerNo || name;
}

function content({ place: _place, ...columns }: CustomerRow): string {
  return JSON.stringify(columns);
}

function toCustomer(row: CustomerRow): Draft {
  return {
    customerNo: numberOf(row),
    name: row.name,
    aliases: row.aliases,
    taxId: row.taxId,
    bankAccounts: row.bankAccounts,
    paysFor: row.paysFor,
    parentNo: row.parentNo,
    paymentHabit: row.paymentHabit,
  };
}

function emptyCustomer(customerNo: string): Draft {
  return {
    customerNo,
    name: "",
    aliases: [],
    taxId: "",
    bankAccounts: [],
    paysFor: [],
    parentNo: "",
    paymentHabit: "",
  };
}

/** An invoice issued to a name proves that the customer goes by it. */
function addAliases(customer: Draft, names: readonly string[]): void {
  if (customer.name === "") customer.name = names[0] ?? "";
  const news = names.filter((name) => name !== customer.name && !customer.aliases.includes(name));
  if (news.length > 0) customer.aliases = [...customer.aliases, ...news];
}

function customerFinder(customers: readonly MatchCustomer[]): (owner: ItemOwner) => string {
  const byTaxId = uniqueBy(customers, ({ taxId }) => taxId);
  const byName = uniqueBy(customers, ({ name }) => name);
  return ({ customerNo, customerTaxId, customerName }) =>
    customerNo || (byTaxId.get(customerTaxId) ?? byName.get(customerName) ?? customerName);
}

/** Customer numbers by a text that only one of them has. */
function uniqueBy(
  customers: readonly MatchCustomer[],
  textOf: (customer: MatchCustomer) => string,
): ReadonlyMap<string, string | null> {
  const unique = new Map<string, string | null>();
  for (const customer of customers) {
    const text = textOf(customer);
    if (text !== "") unique.set(text, unique.has(text) ? null : customer.customerNo);
  }
  return unique;
}
