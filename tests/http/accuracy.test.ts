// 准确率 over HTTP: the four figures with n and interval, why not, and the calibrated threshold that
// the next run uses and names.
import assert from "node:assert/strict";
import { test } from "node:test";
import { accuracyFigures, calibrationOnWire } from "../../src/contract/accuracy.ts";
import { sampleDetail, sampleList } from "../../src/contract/samples.ts";
import { bankLineDetail } from "../../src/contract/workbench.ts";
import { addCustomer, addItem, addLine } from "../support/books.ts";
import { clearCase, reconcileBooks } from "./run-books.ts";
import { withServer } from "./test-server.ts";
import { booksOf } from "./workbench-books.ts";

test("figures and threshold are measured, versioned, and used", async (t) => {
  const server = await withServer(t);
  const organisation = await server.organisation();
  const books = await booksOf(server, organisation);
  const client = organisation.administrator;
  const path = `/api/v1/books/${organisation.booksId}`;
  const name = "上海启明贸易有限公司";
  const customerId = await addCustomer(books, "C1", name);
  for (let n = 1; n <= 4; n++) await clearCase(books, { customerId, name, n });
  // two equal items and one payment: a tie waits
  await addItem(books, { customerId, no: "T1", amountMinor: 500_000 });
  await addItem(books, { customerId, no: "T2", amountMinor: 500_000 });
  const tied = await addLine(books, { amountMinor: 500_000, payer: name, memo: "货款" });
  await addLine(books, { amountMinor: 777_700, payer: "陌生人商行", memo: "" });
  const figures = async (by: string) =>
    (await client.get(`${path}/accuracy/figures?by=${by}`)).as(accuracyFigures);
  const calibration = async () =>
    (await client.get(`${path}/accuracy/calibration`)).as(calibrationOnWire);

  await t.test("before any run there is nothing to count and the shipped prior holds", async () => {
    assert.deepEqual((await figures("all")).rows, []);
    const { version, state, missing, threshold } = await calibration();
    assert.deepEqual({ version, state, missing }, { version: 0, state: "prior", missing: 999 });
    assert.equal(threshold, 0.995);
  });

  const runId = await reconcileBooks(server, books);

  await t.test("the four figures come with their numbers, money and interval", async () => {
    const { rows, whyNot } = await figures("all");
    const [all] = rows;
    assert.ok(all);
    assert.deepEqual([all.untouched.lines.part, all.untouched.lines.whole], [4, 6]);
    assert.deepEqual([all.identified.lines.part, all.identified.lines.whole], [5, 6]);
    assert.deepEqual([all.items.lines.part, all.items.lines.whole], [4, 5]);
    assert.equal(all.untouched.money.part.amount, "40123.70");
    const { low, high } = all.untouched.lines.interval ?? { low: 0, high: 0 };
    assert.ok(low > 0.2 && low < 0.667 && high > 0.667 && high < 1, `${low} ${high}`);
    assert.equal(all.precision.labels, 0);
    assert.equal(all.precision.right, null);
    assert.deepEqual(
      whyNot.map(({ cause, count }) => [cause, count]),
      [
        ["miss.payer_unknown", 1],
        ["reason.tied", 1],
      ],
    );
  });

  await t.test("and by customer, template and month", async () => {
    const byCustomer = (await figures("customer")).rows;
    assert.equal(byCustomer[0]?.name, name);
    assert.deepEqual(byCustomer[0]?.untouched.lines.part, 4);
    assert.ok((await figures("template")).rows.some(({ key }) => key === "R09"));
    assert.deepEqual(
      (await figures("month")).rows.map(({ key }) => key),
      ["2026-09"],
    );
  });

  await t.test(
    "labels make precision; calibrating again is a version only when they changed",
    async () => {
      const before = await calibration();
      assert.equal(before.version, 1);
      const { rows } = (await client.get(`${path}/samples`)).as(sampleList);
      assert.equal(rows.length, 4);
      for (const { id } of rows) {
        const sample = (await client.get(`${path}/samples/${id}`)).as(sampleDetail);
        const choice = sample.choices.findIndex(
          ({ parts }) => parts.length === 1 && sample.line.memo.includes(parts[0]?.no ?? "?"),
        );
        await client.post(`${path}/samples/${id}/answer`, { choice });
      }
      const [all] = (await figures("all")).rows;
      assert.equal(all?.precision.labels, 4);
      assert.equal(all?.precision.right, 1);
      assert.equal(all?.precision.isEnough, false);
      const again = (await client.post(`${path}/accuracy/calibration`)).as(calibrationOnWire);
      assert.equal(again.version, 2);
      assert.equal(again.blind, 4);
      assert.equal(again.missing, 995);
      const same = (await client.post(`${path}/accuracy/calibration`)).as(calibrationOnWire);
      assert.equal(same.version, 2);
      assert.equal(same.curve.at(-1)?.labels, 4);
    },
  );

  await t.test(
    "a person's decision is a label too, and the run names the version it used",
    async () => {
      const detail = (await client.get(`${path}/workbench/lines/${tied}`)).as(bankLineDetail);
      const confirmations = [{ lineId: tied, version: detail.line.version, candidate: 1 }];
      await client.post(`${path}/decisions/confirm`, { confirmations });
      const next = await reconcileBooks(server, books);
      const { version, labels, wrong } = await calibration();
      assert.deepEqual({ version, labels, wrong }, { version: 3, labels: 5, wrong: 1 });
      assert.deepEqual([await usedBy(runId), await usedBy(next)], [1, 3]);
    },
  );

  await t.test("another request asks for another calibration", async () => {
    await client.send("PUT", `${path}/accuracy`, { maxWrongPerMille: 0.5, reason: "" });
    const { version, threshold } = await calibration();
    assert.deepEqual({ version, threshold }, { version: 0, threshold: 0.9975 });
  });

  async function usedBy(run: number): Promise<number> {
    const { rows } = await books.inBooks((db) =>
      db.query<{ n: number }>(
        "select (settings ->> 'calibration')::int as n from match_run where id = $1",
        [run],
      ),
    );
    return rows[0]?.n ?? -1;
  }
});
