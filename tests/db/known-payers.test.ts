// A run claims money of a proven payer; a person who sees it otherwise has the claim given back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pino } from "pino";
import { claimOf, isCertain } from "../../src/app/posting/claim-payers.ts";
import { postDecisions } from "../../src/app/posting/post-decisions.ts";
import { verifyBooks } from "../../src/app/verification/verify-books.ts";
import { claimLine, markNotReceivable, undoDecisions } from "../../src/app/workbench/decide.ts";
import { systemClock } from "../../src/clock.ts";
import type { Because } from "../../src/core/because.ts";
import type { MatchRow } from "../../src/db/matches.ts";
import { addCustomer, addLine, balanceOf, makeBooks } from "../support/books.ts";
import { withDatabase } from "../support/database.ts";

test("money of a proven payer stands on the customer's account", async (t) => {
  const { appPool } = await withDatabase(t);
  const books = await makeBooks(appPool);
  const { orgId, booksId, memberId } = books;
  const log = pino({ level: "fatal" });
  const deps = { pool: appPool, clock: systemClock, dataFolder: "", log };
  const actor = { orgId, memberId, name: "王敏", role: "accountant", language: "zh" } as const;
  const a = await addCustomer(books, "A", "上海启明贸易有限公司");
  const b = await addCustomer(books, "B", "杭州远航机械有限公司");
  const proven = await addLine(books, { amountMinor: 10_000 });
  const likely = await addLine(books, { amountMinor: 20_000 });
  const forOther = await addLine(books, { amountMinor: 40_000 });
  const runId = await books.inBooks(async (db) => {
    const { rows } = await db.query<{ id: number }>(
      `insert into match_run (org_id, books_id, state, as_of)
       values ($1, $2, 'running', '2026-09-30') returning id`,
      [orgId, booksId],
    );
    return rows[0]?.id ?? 0;
  });
  const because = (key: string): Because => ({ key, fields: {} });
  const match = (bankLineId: number, proof: string, debtor: number | null): MatchRow => ({
    id: 0,
    bankLineId,
    lane: "unmatched",
    category: null,
    payerId: a,
    confidence: 0,
    rule: "",
    tiedWith: 0,
    reason: because("no_items"),
    payerBecause: [because(proof)],
    candidates:
      debtor === null
        ? []
        : [
            {
              customerId: debtor,
              allocations: [],
              residuals: [],
              confidence: 0.5,
              rule: "R17",
              rules: [],
              because: [],
              against: [],
            },
          ],
    lineVersion: 0,
  });
  const customerOf = (lineId: number) =>
    books.inBooks(async (db) => {
      const { rows } = await db.query<{ customer: number | null }>(
        `select customer_id as customer from receipt
         where org_id = $1 and bank_line_id = $2 order by id desc limit 1`,
        [orgId, lineId],
      );
      return rows[0]?.customer ?? null;
    });
  const holds = async () => {
    const at = { dates: ["2026-09-30", "2030-01-01"], knownAt: null };
    return (await verifyBooks(deps, { orgId, booksId }, at)).holds;
  };

  await t.test("a run claims what is proven, once, and nothing else", async () => {
    const matches = [
      match(proven, "who.account", null),
      match(likely, "who.name_core", null),
      match(forOther, "who.account", b),
    ];
    const asked = matches.filter(isCertain).map((match) => claimOf(match, runId));
    const claim = () =>
      books.record(async (db, recording) => {
        const outcomes = await postDecisions(db, recording, asked);
        return outcomes.filter(({ ok }) => ok).length;
      });
    assert.equal(await claim(), 1);
    assert.equal(await claim(), 0);
    assert.equal(await customerOf(proven), a);
    assert.equal(await balanceOf(books, "on_account"), -10_000);
    assert.equal(await balanceOf(books, "unidentified"), -60_000);
    assert.ok(await holds());
  });

  await t.test(
    "a person who knows better claims it for another, or says it is no receipt",
    async () => {
      const lineId = proven;
      const moved = await claimLine(deps, actor, { booksId, lineId, customerId: b });
      assert.ok(moved.ok, JSON.stringify(moved));
      assert.equal(await customerOf(proven), b);
      const same = await claimLine(deps, actor, { booksId, lineId, customerId: b });
      assert.deepEqual(same, {
        ok: false,
        error: { code: "already_identified", customer: "杭州远航机械有限公司" },
      });
      const marked = { booksId, lineIds: [proven], category: "interest", reason: "" } as const;
      const [outcome] = await markNotReceivable(deps, actor, marked);
      assert.ok(outcome?.ok, JSON.stringify(outcome));
      assert.equal(await balanceOf(books, "on_account"), 0);
      assert.equal(await balanceOf(books, "unidentified"), -60_000);
      assert.ok(await holds());
      const decisionIds = outcome.ok ? [outcome.value.decisionId] : [];
      const [undone] = await undoDecisions(deps, actor, { booksId, decisionIds, reason: "" });
      assert.ok(undone?.ok);
      assert.equal(await balanceOf(books, "unidentified"), -70_000);
      assert.ok(await holds());
    },
  );
});
