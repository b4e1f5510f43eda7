// What is overdue is one figure, and a customer's grade one grade, wherever they are shown: random small
// books with credit notes linked and not, money on account, part payments, disputes, new due dates and
// two currencies, read as collections, credit, aging, dashboard, dunning and the report read them.
// OVERDUE_BOOKS=200 OVERDUE_SEED=7 node --test tests/db/overdue-figures.test.ts
import assert from "node:assert/strict";
import { test } from "node:test";
import { loadCases } from "../../src/app/collections/load-cases.ts";
import { loadWeeks } from "../../src/app/dashboard/week-figures.ts";
import { planDay, planRow } from "../../src/app/dunning/plan-day.ts";
import { loadRules, settingOf } from "../../src/app/dunning/rules.ts";
import { type DecisionRequest, postDecisions } from "../../src/app/posting/post-decisions.ts";
import { loadAgingSums } from "../../src/app/reporting/aging-sums.ts";
import { loadFacts } from "../../src/app/reporting/load-facts.ts";
import { collectionSettings } from "../../src/contract/collections.ts";
import { addDays, type IsoDate, isoDate } from "../../src/core/date.ts";
import type { GradedCustomer } from "../../src/core/dunning/customer-grade.ts";
import { gradeDaysOf } from "../../src/core/dunning/grade.ts";
import { receivableAccounts } from "../../src/core/ledger/accounts.ts";
import { selectPresent } from "../../src/db/aging.ts";
import { creditSorts, selectCreditRows, selectCreditSums } from "../../src/db/credit-list.ts";
import { insertDunningSetting } from "../../src/db/dunning-policies.ts";
import { type ItemFilter, selectItemSums } from "../../src/db/item-list.ts";
import { orderOf } from "../../src/db/keyset.ts";
import { searchTerms } from "../../src/db/search-terms.ts";
import { addCustomer, addItem, addLine, makeBooks, type TestBooks } from "../support/books.ts";
import { withDatabase } from "../support/database.ts";

const booksCount = Number(process.env["OVERDUE_BOOKS"] ?? 12);
const seed = Number(process.env["OVERDUE_SEED"] ?? 1);
const today = isoDate("2026-07-31");
const stepsOfBooks = 30;

let state = BigInt(seed) * 0x9e3779b97f4a7c15n;
/** SplitMix64 (Steele, Lea, Flood 2014); a whole number below `limit`. */
function below(limit: number): number {
  state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
  let z = state;
  z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
  z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
  return Number(BigInt.asUintN(53, z ^ (z >> 31n)) % BigInt(limit));
}
const oneOf = <T>(list: readonly T[]): T | undefined => list[below(Math.max(list.length, 1))];

type Item = {
  readonly id: number;
  readonly customer: number;
  readonly currency: string;
  /** Credit notes that name it may exceed it, one by one or together. */
  open: number;
};
type World = {
  readonly own: TestBooks;
  readonly customers: readonly number[];
  readonly items: Item[];
  /** Foreign documents are settled at the rate they have. */
  readonly rate: number;
};

async function invoice({ own, customers, items, rate }: World): Promise<void> {
  const customer = oneOf(customers) ?? 0;
  const isForeign = below(4) === 0;
  const due = addDays(today, 40 - below(200));
  const minor = 1 + below(300_000);
  const id = await addItem(own, {
    customerId: customer,
    no: `I${below(1e12)}`,
    amountMinor: minor,
    date: addDays(due, -30) < today ? addDays(due, -30) : today,
    ...(below(8) > 0 ? { due } : {}),
    ...(isForeign ? { currency: "USD", homeMinor: Math.floor(minor * rate) } : {}),
  });
  items.push({ id, customer, currency: isForeign ? "USD" : "CNY", open: minor });
}

async function creditNote({ own, customers, items }: World): Promise<void> {
  const open = items.filter((one) => one.currency === "CNY" && one.open > 0);
  const linked = below(3) > 0 ? oneOf(open) : null;
  const minor = 1 + below(linked ? linked.open : 200_000);
  const id = await addItem(own, {
    customerId: linked?.customer ?? oneOf(customers) ?? 0,
    no: `R${below(1e12)}`,
    amountMinor: -minor,
    kind: "credit_note",
    date: addDays(today, -below(60)),
  });
  if (!linked) return;
  await own.inBooks((db) =>
    db.query("update open_item set linked_item_id = $3 where org_id = $1 and id = $2", [
      own.orgId,
      id,
      linked.id,
    ]),
  );
}

/** Part of a document, all of it, or more money than it needs: the rest stays on account. */
async function receipt({ own, customers, items, rate }: World): Promise<void> {
  const item = oneOf(items.filter(({ open }) => open > 0));
  const pays = item !== undefined && below(4) > 0;
  const currency = pays ? item.currency : "CNY";
  const most = pays ? item.open : 0;
  const paid = pays && below(3) > 0 ? 1 + below(most) : most;
  const rest = pays && (currency === "USD" || below(2) === 0) ? 0 : 1 + below(50_000);
  const lineId = await addLine(own, {
    amountMinor: paid + rest,
    date: addDays(today, -below(30)),
    currency,
    ...(currency === "USD" ? { homeMinor: Math.floor(paid * rate) } : {}),
  });
  const customerId = pays ? item.customer : (oneOf(customers) ?? 0);
  const request: DecisionRequest = {
    kind: pays ? "manual" : "claim",
    bankLineIds: [lineId],
    customerId,
    parts: pays
      ? [{ bankLineId: lineId, itemId: item.id, amountMinor: paid, lineAmountMinor: paid }]
      : [],
    residuals: [],
    matchId: null,
    runId: null,
    rule: "",
    reason: "",
  };
  const [outcome] = await own.record((db, recording) => postDecisions(db, recording, [request]));
  assert.ok(outcome?.ok, JSON.stringify(outcome));
  if (pays) item.open -= paid;
}

async function dispute({ own, items }: World): Promise<void> {
  const item = oneOf(items.filter(({ open }) => open > 0));
  if (!item) return;
  const minor = below(2) === 0 ? item.open : 1 + below(item.open);
  await change(own, { itemId: item.id, due: null, disputed: minor });
}

async function agreeDueDate({ own, items }: World): Promise<void> {
  const item = oneOf(items);
  if (!item) return;
  await change(own, { itemId: item.id, due: addDays(today, 30 - below(150)), disputed: 0 });
}

async function change(
  own: TestBooks,
  of: { readonly itemId: number; readonly due: IsoDate | null; readonly disputed: number },
): Promise<void> {
  await own.record((db, recording) =>
    db.query(
      `insert into item_change (org_id, item_id, recorded_at, accounting_date, due_date,
         disputed_delta_minor) values ($1, $2, $3, $4, $5, $6)`,
      [own.orgId, of.itemId, recording.recordedAt, today, of.due, of.disputed],
    ),
  );
}

const acts = [
  ...[invoice, invoice, invoice, creditNote, creditNote],
  ...[receipt, receipt, receipt, dispute, agreeDueDate],
];

/** Grades of their own, so that no figure leans on 90 and 31. */
async function ownGrades({ own }: World): Promise<void> {
  const usual = settingOf(null, "CNY");
  const b = 5 + below(40);
  const days = { A: b + 1 + below(60), B: b, C: 1 };
  const grades = usual.grades.map((rule) => ({ ...rule, fromDays: days[rule.grade] }));
  await own.inBooks((db) =>
    insertDunningSetting(db, own, { version: 1, setting: { ...usual, grades }, memberId: null }),
  );
}

/** Home currency by customer; nothing is left out. */
type Overdue = ReadonlyMap<number, number>;

function sumsOf(rows: readonly { readonly id: number; readonly minor: number }[]): Overdue {
  const sums = new Map<number, number>();
  for (const { id, minor } of rows) sums.set(id, (sums.get(id) ?? 0) + minor);
  return new Map([...sums].filter(([, minor]) => minor !== 0).sort(([a], [b]) => a - b));
}

const total = (sums: Overdue) => [...sums.values()].reduce((sum, minor) => sum + minor, 0);

async function readEverywhere(own: TestBooks) {
  const { orgId, booksId } = own;
  const place = { orgId, booksId, homeCurrency: "CNY", timeZone: "Asia/Shanghai", today };
  return own.inBooks(async (db) => {
    const knownAt = (await selectPresent(db, orgId)) ?? "";
    const point = { orgId, booksId, asOf: today, knownAt };
    const aged = await loadAgingSums(db, { ...point, basis: "due" });
    const settings = collectionSettings.parse({});
    const filter = {
      ...{ orgId, booksId, today, search: searchTerms("") },
      ...{ ratings: null, use: null, trend: null, method: null, flag: null },
    };
    const order = orderOf(undefined, creditSorts, "-exposure");
    const page = { order, cursor: undefined, limit: 100 };
    const request = { asOf: today, from: today, ...place, options: {} };
    const loaded = await loadRules(db, place);
    const items: ItemFilter = {
      ...{ orgId, booksId, today, search: searchTerms(""), accounts: receivableAccounts },
      state: "open",
      scope: "receivable",
      ...{ statuses: null, kinds: null, customerId: null, contractId: null, currency: null },
      ...{ amount: null, issuedFrom: null, issuedTo: null, dueFrom: null, dueTo: null },
      isWithoutDueDate: false,
    };
    const planned = await planDay(db, place, { loaded });
    return {
      aged: aged.filter(({ bucket }) => /^d\d|^over/.test(bucket)),
      cases: await loadCases(db, place, { settings }),
      credit: await selectCreditRows(db, filter, page),
      creditSums: await selectCreditSums(db, filter),
      itemSums: await selectItemSums(db, items),
      weeks: await loadWeeks(db, { ...point, homeCurrency: "CNY" }),
      facts: await loadFacts(db, ["standings", "customerGrades"], { ...point, request }),
      days: gradeDaysOf(loaded.rules.grades),
      rows: planned.map((one) => planRow(one, { books: place, rules: loaded.rules })),
    };
  });
}

type Read = Awaited<ReturnType<typeof readEverywhere>>;

function compareOverdue(read: Read, what: string): void {
  const { aged, cases, credit, creditSums, weeks, facts } = read;
  const aging = sumsOf(aged.map(({ customerId: id, homeMinor: minor }) => ({ id, minor })));
  const credits = sumsOf(credit.map(({ id, overdueMinor: minor }) => ({ id, minor })));
  assert.deepEqual(credits, aging, `credit, ${what}`);
  assert.equal(creditSums.overdueMinor, total(aging), `credit's total, ${what}`);
  assert.equal(weeks.at(-1)?.overdueMinor, BigInt(total(aging)), `dashboard, ${what}`);
  const inCurrency = new Map<string, number>();
  for (const { currency, minor } of aged) {
    inCurrency.set(currency, (inCurrency.get(currency) ?? 0) + minor);
  }
  for (const { currency, overdueMinor } of read.itemSums) {
    assert.equal(overdueMinor, inCurrency.get(currency) ?? 0, `open items in ${currency}, ${what}`);
  }
  const standings = (facts.standings ?? []).map(({ customerId: id, overdueMinor: minor }) => {
    return { id, minor };
  });
  assert.deepEqual(sumsOf(standings), aging, `overdue report, ${what}`);
  // who is called: a currency in which more is overdue than credited, the same amount there
  const owed = new Map<string, { minor: number; home: number }>();
  for (const { customerId, currency, minor, homeMinor } of aged) {
    const key = `${customerId} ${currency}`;
    const before = owed.get(key) ?? { minor: 0, home: 0 };
    owed.set(key, { minor: before.minor + minor, home: before.home + homeMinor });
  }
  const called = [...owed].filter(([, { minor }]) => minor > 0).sort();
  const asked = cases.flatMap(({ customer, sums }) =>
    sums.map(({ currency, overdueMinor }) => [`${customer.id} ${currency}`, overdueMinor]),
  );
  assert.deepEqual(
    asked.sort(),
    called.map(([key, { minor }]) => [key, minor]),
    `collections, ${what}`,
  );
  const home = cases.reduce((sum, { overdueHome }) => sum + overdueHome, 0);
  assert.equal(
    home,
    called.reduce((sum, [, one]) => sum + one.home, 0),
    `collections at home, ${what}`,
  );
}

/** Whoever is called has the grade that reports and dunning show; who is not called has none. */
function compareGrades({ cases, facts, rows, days }: Read, what: string): Map<string, number> {
  const seen = new Map<string, number>();
  const graded = new Map(cases.map((one) => [one.customer.id, one.graded]));
  const reported = facts.customerGrades ?? new Map<number, GradedCustomer>();
  for (const { customer, grade, ungraded } of rows) {
    const said = { grade, ungraded };
    const inReport = reported.get(customer.id) ?? { grade: null, ungraded: "not_overdue" };
    assert.deepEqual(inReport, said, `the report's grade of ${customer.no}, ${what}`);
    const inCase = graded.get(customer.id);
    const oldest = cases.find((one) => one.customer.id === customer.id)?.oldestDays ?? 0;
    if (grade) assert.ok(oldest >= days[grade], `${customer.no}: ${grade} at ${oldest}, ${what}`);
    if (inCase) assert.deepEqual(inCase, said, `collections' grade of ${customer.no}, ${what}`);
    else assert.equal(said.grade, null, `${customer.no} is not called, ${what}`);
    const word = grade ?? ungraded ?? "";
    seen.set(word, (seen.get(word) ?? 0) + 1);
  }
  return seen;
}

test("overdue is one figure and the grade one grade, wherever they are shown", async (t) => {
  const { appPool, ownerPool } = await withDatabase(t);
  await ownerPool.query("grant update (linked_item_id) on open_item to qz_app");
  const seen = new Map<string, number>();
  for (let n = 0; n < booksCount; n += 1) {
    const own = await makeBooks(appPool, `公司 ${n}`);
    const customers = [];
    for (const c of [1, 2, 3, 4, 5]) customers.push(await addCustomer(own, `C${c}`, `第${c}公司`));
    const world: World = { own, customers, items: [], rate: 7 + below(1_000) / 997 };
    if (n % 2 === 0) await ownGrades(world);
    for (let step = 0; step < stepsOfBooks; step += 1) await oneOf(acts)?.(world);
    const what = `books ${n}, seed ${seed}`;
    const read = await readEverywhere(own);
    compareOverdue(read, what);
    for (const [word, count] of compareGrades(read, what)) {
      seen.set(word, (seen.get(word) ?? 0) + count);
    }
  }
  for (const word of ["A", "B", "C", "disputed", "covered"]) {
    assert.ok((seen.get(word) ?? 0) > 0, `some customer is ${word}: ${JSON.stringify([...seen])}`);
  }
});
