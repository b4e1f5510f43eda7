// Random walks through the journal entry table (ACCOUNTING §3) on real books, in two currencies and two
// standards, undone and done again, over months that close and open: every entry is the one that a
// second, independent journal makes of it, and so are accounts, aging and what is left at any day.
// Earlier prints stay, and nothing is ever below zero or settled twice, as of no day.
// RANDOM_OPERATIONS=5000 RANDOM_SEED=7 node --test tests/db/random-journal.test.ts
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { readTrialBalance } from "../../src/app/journal/read-journal.ts";
import { readAging } from "../../src/app/reporting/aging-report.ts";
import { verifyBooks } from "../../src/app/verification/verify-books.ts";
import { addDays, type IsoDate, isoDate, monthOf } from "../../src/core/date.ts";
import { type AccountKey, keysOfSameCode } from "../../src/core/ledger/accounts.ts";
import { parseMinor } from "../../src/core/money.ts";
import { selectLastRecorded } from "../../src/db/aging.ts";
import { makeBooks } from "../support/books.ts";
import { withDatabase } from "../support/database.ts";
import { potAt } from "../support/journal-model.ts";
import { firstDay, longAgo, Walk } from "../support/journal-walk.ts";
import { makeWorld } from "../support/journal-world.ts";

const operations = Number(process.env["RANDOM_OPERATIONS"] ?? 120);
const seed = Number(process.env["RANDOM_SEED"] ?? 1);

/** What was ever below zero or settled twice, as of any day; a receipt grows by what a platform kept (J27). */
const belowZero = `with grown as (
    select r.*, r.amount_minor - (select coalesce(sum(a.receipt_minor), 0) from allocation a
        where a.org_id = r.org_id and a.receipt_id = r.id and a.code = 'platform_fee'
          and a.receipt_minor < 0) as whole
    from receipt r where r.org_id = $1),
  moves as (
    select 'item ' || i.id as of, i.accounting_date as day, i.amount_minor::bigint as minor,
      i.amount_minor as whole from open_item i where i.org_id = $1
    union all select 'item ' || i.id, a.accounting_date, -a.item_minor, i.amount_minor
      from allocation a join open_item i on i.org_id = a.org_id and i.id = a.item_id where a.org_id = $1
    union all select 'receipt ' || r.id, e.accounting_date, r.amount_minor, r.whole
      from grown r join entry e on e.org_id = r.org_id and e.id = r.entry_id where r.org_id = $1
    union all select 'receipt ' || r.id || x.of, c.accounting_date, c.amount_minor * x.sign, r.whole
      from receipt_claim c join grown r on r.org_id = c.org_id and r.id = c.receipt_id
      cross join lateral (values (' of ' || c.customer_id, 1), ('', -1)) x (of, sign) where c.org_id = $1
    union all select 'receipt ' || r.id || coalesce(' of ' || a.receipt_customer_id, ''),
      a.accounting_date, -a.receipt_minor, r.whole
      from allocation a join grown r on r.org_id = a.org_id and r.id = a.receipt_id where a.org_id = $1),
  days as (select of, day, whole, sum(sum(minor)) over (partition by of order by day)::bigint as left
    from moves group by of, day, whole)
  select * from days where "left" * sign(whole) < 0 or abs("left") > abs(whole)`;

async function print(walk: Walk, asOf: IsoDate, knownAt: string): Promise<string> {
  const { books, world } = walk;
  const at = { ...books, asOf, knownAt };
  const aging = await readAging(world.deps, { ...at, basis: "due", view: "original" });
  assert.equal(aging.proof.difference, "0.00");
  const trial = await readTrialBalance(world.deps, at);
  return JSON.stringify([aging, trial.rows, trial.totals]);
}

async function assertBooks(walk: Walk, asOf: IsoDate): Promise<void> {
  const { books, world, journal, items, standard } = walk;
  const settings = { standard, homeCurrency: "CNY" } as const;
  assert.deepEqual(await world.q(belowZero, []), [], "below zero");
  const trial = await readTrialBalance(world.deps, { ...books, asOf, knownAt: null });
  assert.equal(trial.totals.debit, trial.totals.credit);
  for (const { account, balance } of trial.rows) {
    if (account === "fx" || account === "fx_gain") continue;
    // a row of the trial balance is all that stands under its code
    const expected = keysOfSameCode(settings, account as AccountKey) // a row of our chart
      .map((key) => journal.balanceAt(key, asOf))
      .reduce((sum, minor) => sum + minor, 0);
    assert.equal(parseMinor(balance, "CNY"), BigInt(expected), `${account} as of ${asOf}`);
  }
  const aging = await readAging(world.deps, { ...books, asOf, basis: "due", view: "original" });
  assert.equal(aging.proof.difference, "0.00");
  const claims = ["receivable", "retention", "uninvoiced"];
  for (const customer of world.customers) {
    for (const currency of ["CNY", "USD", "JPY"]) {
      const own = items.filter(
        (i) => i.customer === customer && i.currency === currency && claims.includes(i.account),
      );
      const balance = own.reduce((sum, item) => sum + potAt(item, asOf).minor, 0);
      const unapplied = walk.receipts
        .filter((receipt) => receipt.currency === currency)
        .flatMap((receipt) => receipt.places.get(customer) ?? [])
        .reduce((sum, pot) => sum + potAt(pot, asOf).minor, 0);
      const row = aging.rows.find((r) => r.customerId === customer && r.currency === currency);
      const of = (text: string | undefined) => parseMinor(text ?? "0", currency);
      const where = `customer ${customer} ${currency} as of ${asOf}`;
      assert.equal(of(row?.balance), BigInt(balance), where);
      assert.equal(of(row?.unapplied), BigInt(unapplied), where);
    }
  }
}

for (const standard of ["cas", "sme"] as const) {
  test(
    `${operations} random rows of the journal are those of a second journal (${standard}, seed ${seed})`,
    {
      timeout: 3_600_000,
    },
    async (t) => walkThrough(t, standard),
  );
}

async function walkThrough(t: TestContext, standard: "cas" | "sme"): Promise<void> {
  const books = await makeBooks((await withDatabase(t)).appPool);
  const world = await makeWorld(books, standard);
  const walk = new Walk({ books, world, standard, seed });
  for (let day = longAgo; day < "2028-12-31"; day = addDays(day, 1)) {
    walk.rates.set(`USD ${day}`, 7_000_000 + walk.below(400_000));
    walk.rates.set(`JPY ${day}`, 46_000 + walk.below(4_000));
  }
  const rows = [...walk.rates].map(([key, rate]) => [...key.split(" "), (rate / 1e6).toFixed(6)]);
  await world.q(
    `insert into exchange_rate (org_id, books_id, date, from_currency, to_currency, rate)
     select $1, $2, d::date, c, 'CNY', r from unnest($3::text[], $4::text[], $5::text[]) x (c, d, r)`,
    [books.booksId, rows.map((r) => r[0]), rows.map((r) => r[1]), rows.map((r) => r[2])],
  );
  const mix: [number, () => Promise<void>][] = [
    [14, () => walk.addDocument()],
    [14, () => walk.addReceipt()],
    [20, () => walk.settle()],
    [4, () => walk.claim()],
    [2, () => walk.categorise()],
    [7, () => walk.charge()],
    [3, () => walk.takeGoods()],
    [8, () => walk.net()],
    [8, () => walk.move()],
    [8, () => walk.useMoney()],
    [3, () => walk.refundCredit()],
    [4, () => walk.bill()],
    [3, () => walk.deposit()],
    [3, () => walk.bankReturn()],
    [4, () => walk.keepUnclaimed()],
    [8, () => walk.billDelivery()],
    [3, () => walk.tomorrow()],
    [2, () => walk.closeOrReopen()],
    [1, () => walk.revalue(monthOf(walk.day()))],
    [14, () => walk.undo()],
  ];
  const deck = mix.flatMap(([weight, act]) => Array.from({ length: weight }, () => act));
  await walk.addDocument(firstDay);
  for (let n = 0; n < 20; n += 1) await walk.addOldReceipt();
  const printed: { asOf: IsoDate; knownAt: string; text: string }[] = [];
  for (let n = 1; n <= operations; n += 1) {
    await walk.chance.oneOf(deck)!();
    if (n % 25 === 0) await assertBooks(walk, addDays(firstDay, walk.below(140)));
    if (n % 50 === 0) {
      const knownAt = await books.inBooks((db) => selectLastRecorded(db, books.orgId));
      const asOf = addDays(firstDay, walk.below(140));
      printed.push({ asOf, knownAt, text: await print(walk, asOf, knownAt) });
    }
  }
  await assertBooks(walk, walk.journal.today);
  for (const { asOf, knownAt, text } of printed)
    assert.equal(await print(walk, asOf, knownAt), text);
  const dates = [isoDate("2026-02-28"), walk.journal.today, isoDate("2029-01-31")];
  const result = await verifyBooks(world.deps, books, { dates, knownAt: null });
  assert.ok(result.holds, JSON.stringify(result, null, 1));
  t.diagnostic([...walk.counts].map(([what, count]) => `${what} ${count}`).join(", "));
}
