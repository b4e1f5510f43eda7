// Customers, exchange rates and own accounts of a file: few enough to hand over whole.
import type { CustomerRow, ImportProblem, OwnRow, RateRow } from "../../importers/importer.ts";
import { rowCells } from "./excerpt.ts";
import { CustomerFinder } from "./find-customer.ts";
import type { RowJudge } from "./judge-rows.ts";
import type { Plan } from "./plan.ts";
import type { CustomerRecord, OwnRecord, RateRecord, ReadingContext } from "./reading.ts";
import { RowSample, type SampleColumn } from "./sample-rows.ts";

const between = " | ";
const customerSample: readonly SampleColumn<CustomerRow>[] = [
  { field: "customer_no", from: ["customer_no"], cell: (c) => c.customerNo },
  { field: "name", from: ["name"], cell: (c) => c.name },
  { field: "aliases", from: ["aliases"], cell: (c) => c.aliases.join(between) },
  { field: "tax_id", from: ["tax_id"], cell: (c) => c.taxId },
  { field: "bank_accounts", from: ["bank_accounts"], cell: (c) => c.bankAccounts.join(between) },
  { field: "pays_for", from: ["pays_for"], cell: (c) => c.paysFor.join(between) },
  { field: "parent", from: ["parent"], cell: (c) => c.parentNo },
  { field: "terms", from: ["terms"], cell: (c) => c.terms },
  { field: "payment_habit", from: ["payment_habit"], cell: (c) => c.paymentHabit },
];

export function planCustomers(
  rows: readonly CustomerRow[],
  { context, judge }: { readonly context: ReadingContext; readonly judge: RowJudge },
): Plan {
  const sample = new RowSample(customerSample);
  const problems: ImportProblem[] = [];
  const finder = new CustomerFinder(context.customers);
  const owners = accountOwners(context);
  const seen = new Map<string, number>();
  const customers: CustomerRecord[] = [];
  let leftOut = 0;
  for (const row of rows) {
    if (judge.isLeftOut(row.place)) {
      leftOut += 1;
      sample.add(row, row.place, "left_out");
      continue;
    }
    const found = finder.find({ no: row.customerNo, name: row.name, taxId: row.taxId });
    const whose = found.ok
      ? found.value.isNew
        ? `new ${found.value.added}`
        : `${found.value.known}`
      : "";
    const problem = found.ok
      ? firstProblem(row, whose, { seen, owners })
      : customerProblem(row, found.error.code, { count: found.error.count });
    if (problem) problems.push(problem);
    sample.add(row, row.place, problem ? "refused" : "ready");
    if (problem || !found.ok) continue;
    seen.set(whose, row.place.row ?? 0);
    for (const account of row.bankAccounts) owners.set(account, { whose, name: row.name });
    customers.push(customerRecord(row, found.value.isNew ? null : found.value.known));
  }
  return {
    staged: "none",
    rows: () => [],
    summary: () => ({
      ready: customers.length,
      leftOut,
      closedRows: 0,
      problems,
      customers,
      periodFrom: null,
      periodTo: null,
      sample: (mapping) => sample.shown(mapping),
    }),
  };
}

type AccountOwner = { readonly whose: string; readonly name: string };

function accountOwners(context: ReadingContext): Map<string, AccountOwner> {
  const names = new Map(context.customers.map((customer) => [customer.id, customer.name]));
  return new Map(
    context.customerAccounts.map(({ value, customerId }) => [
      value,
      { whose: String(customerId), name: names.get(customerId) ?? "" },
    ]),
  );
}

function firstProblem(
  row: CustomerRow,
  whose: string,
  known: { readonly seen: Map<string, number>; readonly owners: ReadonlyMap<string, AccountOwner> },
): ImportProblem | null {
  const twin = known.seen.get(whose);
  if (twin !== undefined) {
    return customerProblem(row, "duplicate_row", {
      id: row.customerNo || row.name,
      otherRow: twin,
    });
  }
  const taken = row.bankAccounts.find((account) => {
    const owner = known.owners.get(account);
    return owner !== undefined && owner.whose !== whose;
  });
  if (taken === undefined) return null;
  const other = known.owners.get(taken)?.name ?? "";
  return customerProblem(row, "account_at_other_customer", { account: taken, other });
}

function customerRecord(row: CustomerRow, knownId: number | null): CustomerRecord {
  return {
    row: row.place.row ?? 0,
    no: row.customerNo,
    name: row.name,
    taxId: row.taxId,
    terms: row.terms,
    paymentHabit: row.paymentHabit,
    parentNo: row.parentNo,
    aliases: row.aliases,
    accounts: row.bankAccounts,
    paysFor: row.paysFor,
    knownId,
    extra: row.extra,
  };
}

function customerProblem(
  row: CustomerRow,
  code: string,
  fields: Readonly<Record<string, string | number>>,
): ImportProblem {
  const { customerNo, name: customerName } = row;
  return {
    code,
    severity: "row",
    place: row.place,
    excerpt: rowCells([customerNo, customerName, row.taxId, ...row.bankAccounts]),
    fields: { ...fields, customerNo, customerName },
  };
}

const rateSample: readonly SampleColumn<RateRow>[] = [
  { field: "date", from: ["date"], cell: (r) => r.date },
  { field: "from", from: ["from"], cell: (r) => r.from },
  { field: "to", from: ["to"], cell: (r) => r.to },
  { field: "rate", from: ["rate"], cell: (r) => r.rate },
  { field: "unit", from: ["unit"], cell: (r) => String(r.unit) },
];

export function planRates(rows: readonly RateRow[], { judge }: { readonly judge: RowJudge }): Plan {
  const sample = new RowSample(rateSample);
  const kept = new Map<string, RateRecord>();
  const problems: ImportProblem[] = [];
  let leftOut = 0;
  for (const row of rows) {
    const { place, date, from, to, rate, unit } = row;
    const key = `${date} ${from} ${to}`;
    const earlier = kept.get(key);
    const differs = earlier !== undefined && (earlier.rate !== rate || earlier.unit !== unit);
    const isLeftOut = judge.isLeftOut(place);
    sample.add(row, place, isLeftOut ? "left_out" : differs ? "refused" : "ready");
    if (isLeftOut) leftOut += 1;
    else if (differs) {
      const fields = { value: key, first: earlier.rate, second: rate };
      const excerpt = rowCells([date, from, to, rate]);
      problems.push({ code: "rate_twice", severity: "row", place, excerpt, fields });
    } else kept.set(key, { date, from, to, rate, unit });
  }
  const rates = [...kept.values()];
  const dates = rates.map((rate) => rate.date).sort();
  return {
    staged: "none",
    rows: () => [],
    summary: () => ({
      ready: rates.length,
      leftOut,
      closedRows: 0,
      problems,
      rates,
      periodFrom: dates[0] ?? null,
      periodTo: dates.at(-1) ?? null,
      sample: (mapping) => sample.shown(mapping),
    }),
  };
}

const ownSample: readonly SampleColumn<OwnRow>[] = [
  { field: "account", from: ["account"], cell: (o) => o.account },
  { field: "name", from: ["name"], cell: (o) => o.name },
];

export function planOwn(rows: readonly OwnRow[], { judge }: { readonly judge: RowJudge }): Plan {
  const sample = new RowSample(ownSample);
  const own: OwnRecord[] = [];
  let leftOut = 0;
  for (const row of rows) {
    const isLeftOut = judge.isLeftOut(row.place);
    sample.add(row, row.place, isLeftOut ? "left_out" : "ready");
    if (isLeftOut) leftOut += 1;
    else own.push({ account: row.account, name: row.name });
  }
  return {
    staged: "none",
    rows: () => [],
    summary: () => ({
      ready: own.length,
      leftOut,
      closedRows: 0,
      problems: [],
      own,
      periodFrom: null,
      periodTo: null,
      sample: (mapping) => sample.shown(mapping),
    }),
  };
}
