// 抽检 over HTTP: drawn after a run, judged without the system's answer, kept as labels; a template
// that falls is demoted, and a person restores it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ruleList, standingAnswer } from "../../src/contract/rules.ts";
import { type SampleOnWire, sampleDetail, sampleList } from "../../src/contract/samples.ts";
import { addCustomer, addItem } from "../support/books.ts";
import { clearCase, reconcileBooks } from "./run-books.ts";
import { withServer } from "./test-server.ts";
import { booksOf } from "./workbench-books.ts";

test("automatic postings are judged blind, and their template falls and is restored", async (t) => {
  const server = await withServer(t);
  const organisation = await server.organisation();
  const books = await booksOf(server, organisation);
  const name = "上海启明贸易有限公司";
  const customerId = await addCustomer(books, "C1", name);
  const cases = [];
  for (let n = 1; n <= 6; n++) cases.push(await clearCase(books, { customerId, name, n }));
  // something else somebody might think of
  await addItem(books, { customerId, no: "INV-OPEN-1", amountMinor: 1_003_000 });
  await addItem(books, { customerId, no: "INV-OPEN-2", amountMinor: 990_000 });
  await reconcileBooks(server, books);
  const client = organisation.administrator;
  const path = `/api/v1/books/${organisation.booksId}`;

  const list = (await client.get(`${path}/samples`)).as(sampleList);
  assert.equal(list.counts.waiting, 6);
  const ids = list.rows.map(({ id }) => id);

  await t.test("before the answer nothing tells what was posted", async () => {
    const answer = await client.get(`${path}/samples/${ids[0]}`);
    const sample = answer.as(sampleDetail);
    assert.equal(sample.outcome, null);
    assert.ok(sample.choices.length >= 3, `${sample.choices.length} choices`);
    assert.doesNotMatch(answer.text, /posted|rule|confidence|R09/);
  });

  const judge = async (id: number, want: (sample: SampleOnWire) => number | "none" | "unsure") => {
    const sample = (await client.get(`${path}/samples/${id}`)).as(sampleDetail);
    return client.post(`${path}/samples/${id}/answer`, { choice: want(sample) });
  };
  /** The reading that names what the memo names. */
  const named = (sample: SampleOnWire) =>
    sample.choices.findIndex(({ parts }) =>
      parts.every(({ no }) => parts.length === 1 && sample.line.memo.includes(no)),
    );

  await t.test("agreeing is a label, and a second answer is refused", async () => {
    const id = ids[0] ?? 0;
    const outcome = (await judge(id, named)).as(sampleDetail).outcome;
    assert.equal(outcome?.verdict, "agree");
    assert.equal(outcome?.by, "王敏");
    assert.equal((await judge(id, () => "none")).code, "sample_answered");
    assert.equal((await judge(ids[1] ?? 0, () => 9)).code, "no_such_choice");
  });

  await t.test("two wrong ones and their template is demoted to suggesting", async () => {
    const before = (await client.get(`${path}/rules`)).as(ruleList);
    assert.equal(before.rows.find(({ code }) => code === "R09")?.demoted, null);
    for (const id of ids.slice(1, 3)) {
      const { outcome } = (await judge(id, () => "none")).as(sampleDetail);
      assert.equal(outcome?.verdict, "disagree");
      assert.ok(outcome.decisionId > 0);
    }
    const rule = (await client.get(`${path}/rules`))
      .as(ruleList)
      .rows.find(({ code }) => code === "R09");
    assert.equal(rule?.setting.action, "suggest");
    assert.equal(rule?.demoted?.wrong, 2);
    // three judged of the six it posted: too few for a share
    assert.equal(rule?.posted, 6);
    assert.deepEqual(rule?.home, { amount: "60259.77", currency: "CNY" });
    const { interval, ...precision } = rule?.precision ?? {};
    assert.deepEqual(precision, { sampled: 3, wrong: 2, right: 1 / 3, isEnough: false });
    assert.ok(interval && interval.low < 1 / 3 && interval.high > 1 / 3);
    const { lineId } = await clearCase(books, { customerId, name, n: 50 });
    await reconcileBooks(server, books);
    assert.equal(await laneOf(lineId), "suggested");
  });

  await t.test("a person restores it with a reason, and it posts again", async () => {
    const restore = (reason: string) => client.post(`${path}/rules/R09/restore`, { reason });
    assert.equal((await restore(" ")).code, "reason_missing");
    assert.equal((await restore("两笔是抽检人看错")).as(standingAnswer).code, "R09");
    assert.equal((await restore("再来一次")).code, "not_demoted");
    await reconcileBooks(server, books);
    const { rows } = await books.inBooks((db) =>
      db.query<{ lane: string; n: number }>(
        "select lane, count(*) as n from bank_line group by lane",
      ),
    );
    assert.deepEqual(rows, [{ lane: "auto", n: 7 }]);
    const acts = await books.inBooks((db) =>
      db.query<{ action: string; actor: string }>(
        "select action, actor from audit_event where action like 'rule.%' order by seq",
      ),
    );
    assert.deepEqual(acts.rows, [
      { action: "rule.demote", actor: "system" },
      { action: "rule.restore", actor: "王敏" },
    ]);
  });

  async function laneOf(lineId: number): Promise<string> {
    const { rows } = await books.inBooks((db) =>
      db.query<{ lane: string }>("select lane from bank_line where id = $1", [lineId]),
    );
    return rows[0]?.lane ?? "";
  }
});
