// 代收内部往来 over HTTP (J26): a customer of books B pays into an account of books A. Both sides in one
// transaction, applied in B, undone together from either side, each in its own open month.
import assert from "node:assert/strict";
import { test } from "node:test";
import { verifyBooks } from "../../src/app/verification/verify-books.ts";
import { adjustmentOutcome, openReceipts } from "../../src/contract/adjustments.ts";
import { entrySource, journalPage, verification } from "../../src/contract/journal.ts";
import {
  givenToOtherBooks,
  handedOverMoney,
  handOverChoices,
  type OtherBooksBody,
  otherBooksChoices,
  otherBooksPreview,
} from "../../src/contract/other-books.ts";
import { revaluationPreview } from "../../src/contract/periods.ts";
import { undoPreview } from "../../src/contract/undo.ts";
import { bankLineDetail, undoOutcomes } from "../../src/contract/workbench.ts";
import { selectReceipts } from "../../src/db/ledger-state.ts";
import { beginRecording } from "../../src/db/recording.ts";
import { addCustomer, addItem, addLine, type TestBooks } from "../support/books.ts";
import { laneOf, moneyDesk, receiptOf } from "./money-desk.ts";

const payer = "杭州远航机械有限公司";
const payerAccount = "6217000000000022";

/** A desk over books A, and books B of the same organisation with a customer of theirs. */
async function twoBooks(t: Parameters<typeof moneyDesk>[0], homeCurrency = "CNY") {
  const w = await moneyDesk(t);
  const { orgId } = w.own;
  const other = await w.books.inBooks(async (db) => {
    const { rows } = await db.query<{ id: number }>(
      "insert into books (org_id, name, home_currency) values ($1, '华东分公司', $2) returning id",
      [orgId, homeCurrency],
    );
    return rows[0]?.id ?? 0;
  });
  const { memberId } = w.own;
  const there: TestBooks = {
    ...w.books,
    booksId: other,
    record: (work) =>
      w.books.inBooks(async (db) =>
        work(db, await beginRecording(db, { orgId, booksId: other, memberId })),
      ),
  };
  const customerId = await addCustomer(there, "B1", payer);
  const baseB = `/api/v1/books/${other}`;
  const body = { toBooksId: other, customerId, reason: "华东分公司客户误汇总部" };
  const give = (lineId: number, change: Partial<OtherBooksBody> = {}) =>
    w.accountant.post(`${w.base}/bank-lines/${lineId}/other-books`, { ...body, ...change });
  const undoIn = async (base: string, decisionId: number, withDependants = false) =>
    (
      await w.accountant.post(`${base}/decisions/undo`, {
        decisionIds: [decisionId],
        withDependants,
      })
    ).as(undoOutcomes).outcomes[0];
  const holds = async () => {
    const at = { dates: ["2026-09-18", "2026-09-30", "2030-01-01"], knownAt: null };
    for (const booksId of [w.own.booksId, other]) {
      const v = await verifyBooks(w.deps, { orgId, booksId }, at);
      if (!v.holds) return false;
    }
    return true;
  };
  return { ...w, there, other, baseB, customerId, body, give, undoIn, holds };
}

/** Balance in the currency of the money and in home currency: debits − credits. */
async function balancesIn(books: TestBooks, account: string): Promise<string> {
  return books.inBooks(async (db) => {
    const { rows } = await db.query<{ amount: number; home: number }>(
      `select coalesce(sum(case p.side when 'D' then p.amount_minor else -p.amount_minor end), 0)::bigint
           as amount,
         coalesce(sum(case p.side when 'D' then p.home_minor else -p.home_minor end), 0)::bigint as home
       from posting_line p join entry e on e.org_id = p.org_id and e.id = p.entry_id
       where p.org_id = $1 and e.books_id = $2 and p.account = $3`,
      [books.orgId, books.booksId, account],
    );
    return `${rows[0]?.amount} ${rows[0]?.home}`;
  });
}

async function claimedOn(books: TestBooks, day: string): Promise<number> {
  return books.inBooks(async (db) => {
    const { rows } = await db.query<{ minor: number }>(
      `select sum(case p.side when 'D' then p.amount_minor else -p.amount_minor end)::bigint as minor
       from posting_line p join entry e on e.org_id = p.org_id and e.id = p.entry_id
       where p.org_id = $1 and e.books_id = $2 and p.account = 'intragroup_receivable'
         and e.accounting_date <= $3`,
      [books.orgId, books.booksId, day],
    );
    return rows[0]?.minor ?? 0;
  });
}

async function closeThrough(books: TestBooks, day: string | null): Promise<void> {
  await books.inBooks((db) =>
    db.query("update books set closed_through = $3 where org_id = $1 and id = $2", [
      books.orgId,
      books.booksId,
      day,
    ]),
  );
}

test("money of another set of books is owed here, claimed there, applied there and undone in both", async (t) => {
  const w = await twoBooks(t);
  const { books, there, accountant, base, baseB } = w;
  const invoice = await addItem(there, {
    ...{ customerId: w.customerId, no: "HD-1", amountMinor: 8_000_000 },
  });
  const lineId = await addLine(books, { amountMinor: 6_000_000, payer, payerAccount });
  const path = `${base}/bank-lines/${lineId}/other-books`;

  const choices = (await accountant.get(path)).as(otherBooksChoices);
  assert.deepEqual(choices.rows, [
    {
      booksId: w.other,
      name: "华东分公司",
      customers: [{ id: w.customerId, name: payer, likeness: "name" }],
    },
  ]);
  const preview = (await accountant.post(`${path}/preview`, w.body)).as(otherBooksPreview);
  const show = (entries: typeof preview.entries) =>
    entries.flatMap(({ event, lines }) =>
      lines.map((line) => `${event} ${line.side} ${line.accountCode} ${line.amount}`),
    );
  assert.deepEqual(show(preview.entries), [
    "J26 debit 2241.01 60000.00",
    "J26 credit 2241.02 60000.00",
  ]);
  assert.deepEqual(show(preview.otherEntries), [
    "J26 debit 1221.02 60000.00",
    "J26 credit 2203.01 60000.00",
  ]);
  assert.equal(await balancesIn(books, "intragroup_payable"), "0 0", "a preview stores nothing");

  const given = (await w.give(lineId)).as(givenToOtherBooks);
  assert.equal(await balancesIn(books, "bank"), "6000000 6000000");
  assert.equal(await balancesIn(books, "unidentified"), "0 0");
  assert.equal(await balancesIn(books, "intragroup_payable"), "-6000000 -6000000");
  assert.equal(await balancesIn(there, "intragroup_receivable"), "6000000 6000000");
  assert.equal(await balancesIn(there, "on_account"), "-6000000 -6000000");
  assert.deepEqual(await laneOf(books, lineId), { lane: "not_receivable", category: "agency" });
  assert.ok(await w.holds());
  assert.equal((await w.give(lineId)).code, "other_books_nothing_left");

  const entryIn = async (of: string) =>
    (await accountant.get(`${of}/entries?event=J26`)).as(journalPage).rows[0]?.id ?? 0;
  const [here, other] = [await entryIn(base), await entryIn(baseB)];
  const source = (await accountant.get(`${base}/entries/${here}`)).as(entrySource);
  assert.deepEqual(source.otherEntry, {
    entryId: other,
    booksId: w.other,
    booksName: "华东分公司",
    bankLineId: null,
  });
  assert.equal(source.bankLineId, lineId);
  const line = (await accountant.get(`${base}/workbench/lines/${lineId}`)).as(bankLineDetail);
  assert.deepEqual(line.decisions[0]?.otherBooks, {
    booksId: w.other,
    name: "华东分公司",
    entryId: other,
  });
  const back = (await accountant.get(`${baseB}/entries/${other}`)).as(entrySource);
  assert.equal(back.otherEntry?.entryId, here);
  assert.equal(back.otherEntry?.bankLineId, lineId);

  const url = `${baseB}/open-receipts?customer=${w.customerId}`;
  const [receipt] = (await accountant.get(url)).as(openReceipts).rows;
  assert.deepEqual(
    [receipt?.id, receipt?.kind, receipt?.date, receipt?.payerName, receipt?.open],
    [given.receiptId, "intragroup", "2026-09-18", payer, "60000.00"],
  );
  const kept = await there.inBooks((db) => selectReceipts(db, there, [given.receiptId]));
  assert.equal(kept.get(given.receiptId)?.receipt.payerAccount, payerAccount);
  const apply = { kind: "apply_receipt", receiptId: given.receiptId, itemId: invoice };
  const posted = (
    await accountant.post(`${baseB}/adjustments`, { ...apply, amount: "60000.00", reason: "核销" })
  ).as(adjustmentOutcome);
  assert.equal(await balancesIn(there, "receivable"), "2000000 2000000");
  assert.ok(await w.holds());

  const undoing = `${base}/decisions/${given.decisionId}/undo`;
  assert.equal((await accountant.get(undoing)).code, "other_books_dependants");
  const refused = (await w.undoIn(base, given.decisionId, true))?.problem;
  assert.equal(refused?.code, "other_books_dependants");
  assert.match(refused?.title ?? "", /华东分公司/);
  assert.equal((await w.undoIn(baseB, given.otherDecisionId))?.problem?.code, "has_dependants");
  assert.equal((await w.undoIn(baseB, posted.decisionId ?? 0))?.problem, null);
  const look = (await accountant.get(undoing)).as(undoPreview).decision;
  assert.equal(look.otherBooks?.name, "华东分公司");
  assert.deepEqual(
    look.otherBooks?.entries.map(({ event, lines }) => `${event} ${lines[0]?.amount}`),
    ["J26 -60000.00"],
  );
  assert.equal((await w.undoIn(base, given.decisionId))?.problem, null);
  for (const [of, account] of [
    [books, "intragroup_payable"],
    [there, "intragroup_receivable"],
    [there, "on_account"],
  ] as const) {
    assert.equal(await balancesIn(of, account), "0 0");
  }
  assert.equal(await balancesIn(books, "unidentified"), "-6000000 -6000000");
  assert.deepEqual(await laneOf(books, lineId), { lane: "new", category: null });
  assert.equal((await w.undoIn(baseB, given.otherDecisionId))?.problem?.code, "already_undone");
  assert.ok(await w.holds());

  // and again, undone from the other side with what stands on it there
  const again = (await w.give(lineId)).as(givenToOtherBooks);
  // not twice for the days between: the first one stands until today
  assert.equal(await claimedOn(there, "2026-10-31"), 6_000_000);
  assert.equal(await claimedOn(there, "2030-01-01"), 6_000_000);
  (
    await accountant.post(`${baseB}/adjustments`, {
      ...{ ...apply, receiptId: again.receiptId, amount: "100.00", reason: "核销" },
    })
  ).as(adjustmentOutcome);
  assert.equal((await w.undoIn(baseB, again.otherDecisionId, true))?.problem, null);
  assert.equal(await balancesIn(books, "intragroup_payable"), "0 0");
  assert.equal(await balancesIn(there, "receivable"), "8000000 8000000");
  assert.equal(await balancesIn(books, "unidentified"), "-6000000 -6000000");
  assert.ok(await w.holds());
});

test("a part of it, or what is on an account here already; the rest stays where it was", async (t) => {
  const w = await twoBooks(t);
  const { books, there } = w;
  const lineId = await addLine(books, { amountMinor: 100_000, payer });
  const given = (await w.give(lineId, { amount: "300.00" })).as(givenToOtherBooks);
  assert.equal(await balancesIn(books, "unidentified"), "-70000 -70000");
  assert.equal(await balancesIn(there, "on_account"), "-30000 -30000");
  assert.equal((await laneOf(books, lineId))?.lane, "new");
  // what was nobody's is a customer's now: what comes back would rest in two places
  const claimed = await w.claim(lineId, w.a);
  assert.equal((await w.undo(given.decisionId))?.problem?.code, "has_dependants");
  assert.ok(await w.holds());
  const second = (await w.give(lineId)).as(givenToOtherBooks);
  assert.equal(await balancesIn(books, "on_account"), "0 0");
  assert.deepEqual((await laneOf(books, lineId))?.lane, "confirmed");
  assert.equal((await w.undo(claimed))?.problem?.code, "has_dependants");
  assert.ok(await w.holds());
  assert.equal((await w.undo(second.decisionId))?.problem, null);
  assert.equal((await w.undo(given.decisionId, true))?.problem, null);
  assert.equal(await balancesIn(books, "unidentified"), "-100000 -100000");
  assert.equal(await balancesIn(there, "intragroup_receivable"), "0 0");
  assert.ok(await w.holds());
});

test("a closed month of either set of books moves its own side alone", async (t) => {
  const w = await twoBooks(t);
  const { books, there, accountant, base } = w;
  const lineId = await addLine(books, { amountMinor: 50_000, payer });
  await closeThrough(there, "2026-09-30");
  const given = (await w.give(lineId)).as(givenToOtherBooks);
  const dates = (of: TestBooks) =>
    of.inBooks(async (db) => {
      const { rows } = await db.query<{ business: string; accounting: string }>(
        `select business_date as business, accounting_date as accounting from entry
         where org_id = $1 and books_id = $2 and event = 'J26' order by id`,
        [of.orgId, of.booksId],
      );
      return rows.map(({ business, accounting }) => `${business} ${accounting}`);
    });
  assert.deepEqual(await dates(books), ["2026-09-18 2026-09-18"]);
  assert.deepEqual(await dates(there), ["2026-09-18 2026-10-01"]);
  assert.ok(await w.holds());
  await closeThrough(there, "2026-10-31");
  const body = { decisionIds: [given.decisionId], onOriginalDate: true };
  const asked = await w.lead.post(`${base}/decisions/undo`, body);
  const problem = asked.as(undoOutcomes).outcomes[0]?.problem;
  assert.equal(problem?.code, "other_books_closed");
  assert.match(problem?.title ?? "", /华东分公司.*2026-10.*2026-11-01/);
  assert.equal((await accountant.get(`${base}/verification`)).code, "not_allowed");
  assert.equal((await w.undo(given.decisionId))?.problem, null);
  assert.ok(await w.holds());
});

test("each set of books books foreign money at its own rate; both owe the same in its currency", async (t) => {
  const w = await twoBooks(t, "USD");
  const { books, there } = w;
  const lineId = await addLine(books, { amountMinor: 720_000, payer });
  const refused = await w.give(lineId);
  assert.equal(refused.code, "other_books_rate_missing");
  await there.inBooks((db) =>
    db.query(
      `insert into exchange_rate (org_id, books_id, date, from_currency, to_currency, rate, unit)
       values ($1, $2, '2026-09-17', 'CNY', 'USD', '0.125', 1)`,
      [there.orgId, there.booksId],
    ),
  );
  const given = (await w.give(lineId)).as(givenToOtherBooks);
  assert.equal(await balancesIn(books, "intragroup_payable"), "-720000 -720000");
  assert.equal(await balancesIn(there, "intragroup_receivable"), "720000 90000");
  assert.equal(await balancesIn(there, "on_account"), "-720000 -90000");
  assert.ok(await w.holds());
  assert.equal((await w.undo(given.decisionId))?.problem, null);
  assert.equal(await balancesIn(there, "on_account"), "0 0");
  assert.ok(await w.holds());
});

test("nobody reaches books of another organisation, and only who may decide does it at all", async (t) => {
  const w = await twoBooks(t);
  const lineId = await addLine(w.books, { amountMinor: 50_000, payer });
  const foreign = await w.organisation("乙公司");
  const path = `${w.base}/bank-lines/${lineId}/other-books`;
  assert.equal((await w.give(lineId, { toBooksId: foreign.booksId })).code, "other_books_gone");
  assert.equal((await w.give(lineId, { toBooksId: w.own.booksId })).code, "other_books_gone");
  const own = { customerId: w.a };
  assert.equal((await w.give(lineId, own)).code, "other_books_customer_gone");
  const { administrator } = foreign;
  assert.equal((await administrator.get(path)).code, "books_not_found");
  assert.equal((await administrator.post(path, w.body)).code, "books_not_found");
  const strangePath = `/api/v1/books/${foreign.booksId}/bank-lines/${lineId}/other-books`;
  assert.equal((await administrator.get(strangePath)).code, "line_gone");
  assert.equal((await administrator.post(strangePath, w.body)).code, "line_gone");
  for (const role of ["sales", "collector", "auditor", "cashier"] as const) {
    const member = await w.member(w.own, role);
    assert.equal((await member.get(path)).code, "not_allowed", role);
    assert.equal((await member.post(path, w.body)).code, "not_allowed", role);
    assert.equal((await member.post(`${path}/preview`, w.body)).code, "not_allowed", role);
  }
  assert.equal(await balancesIn(w.there, "intragroup_receivable"), "0 0");
});

test("the database keeps both sides equal, and the proof finds what was tampered with", async (t) => {
  const w = await twoBooks(t);
  const { there, database } = w;
  const lineId = await addLine(w.books, { amountMinor: 50_000, payer });
  (await w.give(lineId)).as(givenToOtherBooks);
  await assert.rejects(
    there.inBooks((db) => db.query("delete from entry_pair where org_id = $1", [there.orgId])),
    /permission denied/,
  );
  const found = async () =>
    (await w.lead.get(`${w.baseB}/verification`)).as(verification).intragroup;
  assert.equal(await found(), 0);
  const owner = await database.ownerPool.connect();
  await owner.query("select set_config('app.org_id', $1, false)", [String(there.orgId)]);
  await owner.query("alter table posting_line disable trigger user");
  await owner.query(
    `update posting_line set amount_minor = amount_minor - 1, home_minor = home_minor - 1
     where account = 'intragroup_receivable'`,
  );
  owner.release();
  assert.equal(await found(), 1);
  const here = (await w.lead.get(`${w.base}/verification`)).as(verification);
  assert.deepEqual([here.intragroup, here.holds], [1, false]);
});

test("the money is handed over: both owe nothing any more, and the receipt stands until that is undone", async (t) => {
  const w = await twoBooks(t);
  const { books, there, accountant, base } = w;
  const bankThere = await there.inBooks(async (db) => {
    const { rows } = await db.query<{ id: number }>(
      `insert into bank_account (org_id, books_id, account_no, name, bank, currency)
       values ($1, $2, '6222000022229918', '基本户', 'ABC', 'CNY') returning id`,
      [there.orgId, there.booksId],
    );
    return rows[0]?.id ?? 0;
  });
  const lineId = await addLine(books, { amountMinor: 60_000, payer });
  const given = (await w.give(lineId)).as(givenToOtherBooks);
  const outId = await addLine(books, { amountMinor: -50_000, date: "2026-09-24", memo: "转付" });
  const inId = await addLine(
    { ...there, bankAccountId: bankThere },
    { amountMinor: 50_000, date: "2026-09-25", payer: "总部" },
  );
  const path = `${base}/bank-lines/${outId}/hand-over`;
  const { rows } = (await accountant.get(path)).as(handOverChoices);
  assert.deepEqual(
    rows.map(({ booksId, owed, lines }) => [booksId, owed, lines.map((one) => one.lineId)]),
    [[w.other, "600.00", [inId]]],
  );
  const body = { toBooksId: w.other, toLineId: inId };
  const preview = (await accountant.post(`${path}/preview`, body)).as(otherBooksPreview);
  const show = (entries: typeof preview.entries) =>
    entries.flatMap(({ lines }) =>
      lines.map((line) => `${line.side} ${line.accountCode} ${line.amount}`),
    );
  assert.deepEqual(show(preview.entries), ["debit 2241.02 500.00", "credit 1002 500.00"]);
  assert.deepEqual(show(preview.otherEntries), ["debit 2241.01 500.00", "credit 1221.02 500.00"]);

  const handed = (await accountant.post(path, body)).as(handedOverMoney);
  assert.equal(await balancesIn(books, "intragroup_payable"), "-10000 -10000");
  assert.equal(await balancesIn(there, "intragroup_receivable"), "10000 10000");
  assert.equal(await balancesIn(books, "bank"), "10000 10000");
  assert.equal(await balancesIn(there, "unidentified"), "0 0");
  const agency = { lane: "not_receivable", category: "agency" };
  assert.deepEqual(await laneOf(books, outId), agency);
  assert.deepEqual(await laneOf(there, inId), agency);
  assert.ok(await w.holds());
  assert.equal((await accountant.post(path, body)).code, "return_line_gone");

  const more = await addLine(books, { amountMinor: -50_000, date: "2026-09-26" });
  const moreIn = await addLine(
    { ...there, bankAccountId: bankThere },
    { amountMinor: 50_000, date: "2026-09-26" },
  );
  const again = `${base}/bank-lines/${more}/hand-over`;
  const beyond = { toBooksId: w.other, toLineId: moreIn };
  assert.equal((await accountant.post(again, beyond)).code, "exceeds_intragroup");
  const wrong = { toBooksId: w.other, toLineId: lineId };
  assert.equal((await accountant.post(again, wrong)).code, "hand_over_unfit");

  assert.equal((await w.undoIn(base, given.decisionId))?.problem?.code, "other_books_paid");
  assert.equal((await w.undoIn(w.baseB, handed.otherDecisionId))?.problem, null);
  assert.equal(await balancesIn(books, "intragroup_payable"), "-60000 -60000");
  assert.equal(await balancesIn(there, "unidentified"), "-100000 -100000");
  assert.deepEqual(await laneOf(books, outId), { lane: "new", category: null });
  assert.deepEqual(await laneOf(there, inId), { lane: "new", category: null });
  assert.ok(await w.holds());
  assert.equal((await w.undoIn(base, given.decisionId))?.problem, null);
  assert.equal(await balancesIn(books, "intragroup_payable"), "0 0");
  assert.ok(await w.holds());
});

test("what is owed in foreign money is revalued at the month's end, on both sides", async (t) => {
  const w = await twoBooks(t);
  const { books, there, accountant } = w;
  const usd = { amountMinor: 100_000, currency: "USD", homeMinor: 710_000, payer };
  const lineId = await addLine(books, { ...usd, date: "2025-03-10" });
  for (const side of [books, there]) {
    for (const [date, rate] of [
      ["2025-03-10", "7.12"],
      ["2025-03-31", "7.15"],
    ]) {
      await side.inBooks((db) =>
        db.query(
          `insert into exchange_rate (org_id, books_id, date, from_currency, to_currency, rate, unit)
           values ($1, $2, $3, 'USD', 'CNY', $4, 1)`,
          [side.orgId, side.booksId, date, rate],
        ),
      );
    }
  }
  (await w.give(lineId)).as(givenToOtherBooks);
  const changes = async (base: string) => {
    const url = `${base}/periods/revaluation?month=2025-03`;
    const { balances } = (await accountant.get(url)).as(revaluationPreview);
    return balances.map(({ accountCode, amount, change }) => `${accountCode} ${amount} ${change}`);
  };
  assert.deepEqual(await changes(w.base), ["2241.02 -1000.00 -50.00", "1002 1000.00 50.00"]);
  assert.deepEqual(await changes(w.baseB), ["2203.01 -1000.00 -30.00", "1221.02 1000.00 30.00"]);
  for (const base of [w.base, w.baseB]) {
    const posted = await accountant.post(`${base}/periods/revaluation`, { month: "2025-03" });
    assert.equal(posted.code, "");
    assert.deepEqual(await changes(base), [], "a second time there is nothing to post");
  }
  assert.ok(await w.holds());
});

test("the bank takes the money back: given back there too, or not at all while it is applied there", async (t) => {
  const w = await twoBooks(t);
  const { books, there, accountant, base, baseB } = w;
  const own = await addItem(books, { customerId: w.a, no: "ZB-1", amountMinor: 20_000 });
  const theirs = await addItem(there, {
    customerId: w.customerId,
    no: "HD-1",
    amountMinor: 30_000,
  });
  const lineId = await addLine(books, { amountMinor: 50_000, payer, payerAccount });
  const given = (await w.give(lineId, { amount: "300.00" })).as(givenToOtherBooks);
  await w.claim(lineId, w.a);
  const { id: receiptId } = await receiptOf(books, lineId);
  const apply = async (at: string, receipt: number, itemId: number, amount: string) =>
    (
      await accountant.post(`${at}/adjustments`, {
        ...{ kind: "apply_receipt", receiptId: receipt, itemId, amount, reason: "核销" },
      })
    ).as(adjustmentOutcome).decisionId ?? 0;
  await apply(base, receiptId, own, "200.00");
  const applied = await apply(baseB, given.receiptId, theirs, "300.00");
  const out = { amountMinor: -50_000, date: "2026-09-22", payer, payerAccount };
  const outId = await addLine(books, out);
  const path = `${base}/bank-lines/${outId}/return`;
  const before = await balancesIn(books, "receivable");
  assert.equal((await accountant.post(path, { receiptId })).code, "other_books_dependants");
  assert.equal(
    await balancesIn(books, "receivable"),
    before,
    "nothing is undone before it is refused",
  );
  assert.equal((await w.undoIn(baseB, applied))?.problem, null);
  assert.equal((await accountant.post(path, { receiptId })).status, 200);
  assert.equal(await balancesIn(books, "bank"), "0 0");
  assert.equal(await balancesIn(books, "receivable"), "20000 20000");
  assert.equal(await balancesIn(there, "on_account"), "0 0");
  assert.equal(await balancesIn(there, "receivable"), "30000 30000");
  assert.ok(await w.holds());
});
