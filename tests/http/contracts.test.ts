// 合同 over HTTP: what may be changed, what stays because money is on it, and how one is given up.
import assert from "node:assert/strict";
import { test } from "node:test";
import { contractList, contractRow } from "../../src/contract/contracts.ts";
import { addCustomer, addLine } from "../support/books.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { withServer } from "./test-server.ts";

test("a contract is changed and given up, with its trail", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const books = await ledgerBooks(world.deps, own);
  const base = `/api/v1/books/${own.booksId}`;
  const client = await world.member(own, "accountant");
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const part = (label: string, dueDate: string, amount: string) => ({ label, dueDate, amount });
  const body = {
    customerId,
    no: "HT-1",
    currency: "CNY",
    amount: "1000.00",
    terms: "月结30",
    signedOn: "2026-08-01",
    plan: [part("预付", "2026-08-10", "300.00"), part("到货", "2026-10-10", "700.00")],
  };
  const made = (await client.post(`${base}/contracts`, body)).as(contractRow);
  const [advance, delivery] = made.plan;
  const url = `${base}/contracts/${made.id}`;
  const terms = { amount: "1000.00", terms: "月结60", signedOn: "2026-08-01" };
  const line = await addLine(books, { amountMinor: 30_000 });
  const money = { currency: "CNY", lineCurrency: "CNY", amount: "300.00", lineAmount: "300.00" };
  const settled = await client.post(`${base}/decisions/by-hand`, {
    lineIds: [line],
    customerId,
    parts: [{ lineId: line, itemId: advance?.itemId, ...money }],
    residuals: [],
  });
  assert.equal(settled.status, 200, settled.text);
  const kept = { itemId: advance?.itemId, ...part("预付", "2026-08-10", "300.00") };

  await t.test("an instalment with money on it stays; the others are made anew", async () => {
    const moved = { ...kept, dueDate: "2026-08-20" };
    const later = { itemId: delivery?.itemId, ...part("到货", "2026-11-10", "600.00") };
    const last = part("质保", "2027-11-10", "100.00");
    const change = (plan: unknown[]) => client.send("PUT", url, { ...terms, plan });
    assert.equal((await change([moved, later, last])).code, "plan_part_used");
    assert.equal((await change([kept, later])).code, "plan_not_whole");
    const changed = (await change([kept, later, last])).as(contractRow);
    assert.equal(changed.terms, "月结60");
    assert.deepEqual(
      changed.plan.map(({ no, label, dueDate, amount, open }) => [
        no,
        label,
        dueDate,
        amount,
        open,
      ]),
      [
        ["HT-1-1", "预付", "2026-08-10", "300.00", "0.00"],
        ["HT-1-3", "到货", "2026-11-10", "600.00", "600.00"],
        ["HT-1-4", "质保", "2027-11-10", "100.00", "100.00"],
      ],
    );
  });

  await t.test(
    "given up with a reason: what nobody paid goes, the contract stays to be seen",
    async () => {
      assert.equal((await client.post(`${url}/cancel`, { reason: " " })).code, "reason_missing");
      const gone = (await client.post(`${url}/cancel`, { reason: "项目取消" })).as(contractRow);
      assert.equal(gone.cancelled?.reason, "项目取消");
      assert.deepEqual(
        gone.plan.map(({ no }) => no),
        ["HT-1-1"],
      );
      const again = { ...terms, plan: [kept], amount: "300.00" };
      assert.equal((await client.send("PUT", url, again)).code, "contract_cancelled");
      const { rows } = (await client.get(`${base}/contracts`)).as(contractList);
      assert.equal(rows.length, 1);
    },
  );

  await t.test("the trail keeps both, and others may not", async () => {
    const trail = await books.inBooks(async (db) => {
      const { rows } = await db.query<{ action: string }>(
        "select action from audit_event where org_id = $1 and subject_kind = 'contract' order by seq",
        [own.orgId],
      );
      return rows.map(({ action }) => action);
    });
    assert.deepEqual(trail, ["contract.create", "contract.edit", "contract.cancel"]);
    const sales = await world.member(own, "sales");
    assert.equal((await sales.send("PUT", url, { ...terms, plan: [] })).code, "not_allowed");
    const other = await world.organisation("乙公司");
    assert.equal((await other.administrator.post(`${url}/cancel`, { reason: "x" })).status, 404);
  });
});
