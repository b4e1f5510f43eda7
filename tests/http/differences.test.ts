// 差异与争议 over HTTP: found, explained with its arithmetic, given to somebody, ended with a booking,
// opened again by the undo.
import assert from "node:assert/strict";
import { test } from "node:test";
import { adjustmentOutcome } from "../../src/contract/adjustments.ts";
import {
  differenceDetail,
  differencePage,
  differenceResolved,
  differenceSummary,
  examined,
} from "../../src/contract/differences.ts";
import { decisionAnswer } from "../../src/contract/workbench.ts";
import { addCustomer, addItem, addLine, balanceOf, type TestBooks } from "../support/books.ts";
import { handIn } from "./hand-in.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { type Client, withServer } from "./test-server.ts";

type Hand = {
  readonly lineId: number;
  readonly itemId: number;
  readonly customerId: number;
  readonly pays: string;
  readonly leaves: string;
  readonly residual?: string;
  readonly code?: string | null;
};

/** Settles by hand and leaves a part of the item open. */
async function settle(client: Client, base: string, hand: Hand): Promise<number> {
  const { lineId, itemId, customerId, pays, leaves, residual = "unexplained", code = null } = hand;
  const answer = await client.post(`${base}/decisions/by-hand`, {
    lineIds: [lineId],
    customerId,
    parts: [
      {
        lineId,
        itemId,
        amount: pays,
        currency: "CNY",
        lineAmount: pays,
        lineCurrency: "CNY",
      },
    ],
    residuals: [
      {
        side: "item",
        lineId,
        itemId,
        amount: leaves,
        currency: "CNY",
        code: residual,
        difference: code,
      },
    ],
  });
  return answer.as(decisionAnswer).decisionId;
}

async function setUnmatched(books: TestBooks, lineId: number): Promise<void> {
  await books.inBooks((db) =>
    db.query("update bank_line set lane = 'unmatched' where org_id = $1 and id = $2", [
      books.orgId,
      lineId,
    ]),
  );
}

test("differences over HTTP", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const books = await ledgerBooks(world.deps, own);
  const base = `/api/v1/books/${own.booksId}`;
  const accountant = await world.member(own, "accountant");
  const approver = await world.member(own, "approver");
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const slip = await addItem(books, { customerId, no: "INV-1", amountMinor: 1_130_000 });
  const tail = await addItem(books, { customerId, no: "INV-2", amountMinor: 5_000_000 });
  const slipLine = await addLine(books, { amountMinor: 113_000, payer: "上海启明贸易有限公司" });
  const tailLine = await addLine(books, { amountMinor: 4_994_000, payer: "上海启明贸易有限公司" });
  const strange = await addLine(books, { amountMinor: 777_123, payer: "无名" });
  const lineOf = { customerId, pays: "1130.00", leaves: "10170.00" };
  const slipDecision = await settle(accountant, base, {
    ...lineOf,
    lineId: slipLine,
    itemId: slip,
  });
  await settle(accountant, base, {
    lineId: tailLine,
    itemId: tail,
    customerId,
    pays: "49940.00",
    leaves: "60.00",
    residual: "partial",
    code: "T03",
  });
  await setUnmatched(books, strange);
  const list = async (query = "") =>
    (await accountant.get(`${base}/differences?${query}`)).as(differencePage);
  const ticketOf = async (query: string) => {
    const [row] = (await list(query)).rows;
    assert.ok(row, query);
    return (await accountant.get(`${base}/differences/${row.id}`)).as(differenceDetail);
  };

  await t.test("examined, each has its cause with the arithmetic, an owner and a day", async () => {
    const before = (await accountant.get(`${base}/differences/summary`)).as(differenceSummary);
    assert.equal(before.unexamined, 2);
    const done = (await accountant.post(`${base}/differences/examine`, {})).as(examined);
    assert.deepEqual(done, { found: 1, ended: 0, examined: 3, explained: 2 });
    const { row } = await ticketOf(`item=${slip}`);
    assert.equal(row.code, "T01");
    assert.equal(row.codeBy, "test");
    assert.deepEqual(row.because[0], {
      key: "diff.point_less",
      fields: { item: "INV-1", paid: "1130.00", owed: "11300.00", factor: 10 },
    });
    assert.equal(row.ownerRole, "accountant");
    assert.notEqual(row.owner, null);
    assert.notEqual(row.dueOn, null);
  });

  await t.test("the share still unexplained is a figure, by count and by money", async () => {
    const summary = (await accountant.get(`${base}/differences/summary`)).as(differenceSummary);
    assert.equal(summary.open, 3);
    assert.equal(summary.unexplained.count, 1);
    assert.equal(summary.unexplained.amount.amount, "7771.23");
    assert.equal(summary.unexplained.shareOfCount, "33.3");
    assert.equal(summary.unexplained.shareOfAmount, "43.1");
    const unexplained = await list("code=none");
    assert.deepEqual(
      unexplained.rows.map(({ line }) => line?.id),
      [strange],
    );
    assert.equal((await list("family=technical")).count, 2);
  });

  await t.test("what no test explains has no end until somebody names a cause", async () => {
    const { row } = await ticketOf("code=none");
    const end = { outcome: "collected", reason: "x" };
    const url = `${base}/differences/${row.id}`;
    assert.equal((await accountant.post(`${url}/resolve`, end)).code, "difference_uncoded");
    const change = { code: "T07", stage: "waiting_customer", note: "已电话询问" };
    await accountant.send("PATCH", url, change);
    const after = await ticketOf("code=T07");
    assert.equal(after.row.stage, "waiting_customer");
    assert.deepEqual(
      after.events.map(({ act }) => act),
      ["found", "examined", "recoded", "moved"],
    );
    assert.equal(after.events[2]?.note, "已电话询问");
    const again = (await accountant.post(`${base}/differences/examine`, { again: true })).as(
      examined,
    );
    assert.equal(again.examined, 2, "what a person decided stays");
  });

  await t.test("no ticket closes without a booking", async () => {
    const { row, ends } = await ticketOf(`item=${slip}`);
    assert.deepEqual(
      ends.map(({ outcome }) => outcome),
      ["collected"],
    );
    const url = `${base}/differences/${row.id}/resolve`;
    const refused = await accountant.post(url, { outcome: "collected", reason: "客户说已付" });
    assert.equal(refused.code, "difference_still_open");
    assert.equal(
      (await accountant.post(url, { outcome: "rounding", reason: "x" })).code,
      "outcome_not_possible",
    );
  });

  await t.test("over the limit it waits for approval, then ends with the booking", async () => {
    const { row } = await ticketOf(`item=${tail}`);
    const url = `${base}/differences/${row.id}`;
    const end = { outcome: "rounding", reason: "客户抹零" };
    const asked = (await accountant.post(`${url}/resolve`, end)).as(differenceResolved);
    assert.equal(asked.kind, "waiting");
    assert.equal((await ticketOf(`item=${tail}`)).row.stage, "waiting_approval");
    assert.equal((await accountant.post(`${url}/resolve`, end)).code, "difference_waits");
    await approver.post(`${base}/approvals/${asked.approvalId}`, { approve: true });
    const ended = (await accountant.get(url)).as(differenceDetail);
    assert.equal(ended.row.state, "resolved");
    assert.equal(ended.row.outcome, "rounding");
    assert.equal(await balanceOf(books, "rounding"), 6_000);
    assert.equal((await list(`item=${tail}`)).count, 0);

    await accountant.post(`${base}/decisions/${ended.resolvedById}/undo`, {});
    const reopened = (await accountant.get(url)).as(differenceDetail);
    assert.equal(reopened.row.state, "open");
    assert.equal(reopened.row.amount, "60.00");
    assert.equal(reopened.events.at(-1)?.act, "reopened");
    assert.equal(await balanceOf(books, "rounding"), 0);
  });

  await t.test(
    "paid by other means, it ends by itself; the undo of its decision withdraws it",
    async () => {
      const answer = await accountant.post(`${base}/adjustments`, {
        kind: "rounding",
        itemId: tail,
        amount: "40.00",
        reason: "抹零",
      });
      assert.equal(answer.as(adjustmentOutcome).kind, "posted");
      assert.equal((await ticketOf(`item=${tail}`)).row.amount, "20.00");
      await accountant.post(`${base}/adjustments`, {
        kind: "rounding",
        itemId: tail,
        amount: "20.00",
        reason: "抹零",
      });
      const done = (await accountant.post(`${base}/differences/examine`, {})).as(examined);
      assert.equal(done.ended, 1);
      const [ended] = (await list(`item=${tail}&state=resolved`)).rows;
      assert.equal(ended?.outcome, "rounding");

      await accountant.post(`${base}/decisions/${slipDecision}/undo`, {});
      const [withdrawn] = (await list(`item=${slip}&state=withdrawn`)).rows;
      assert.equal(withdrawn?.code, "T01");
    },
  );

  await t.test("a refused approval gives it back; what needs a paper says so", async () => {
    const late = await addItem(books, { customerId, no: "INV-3", amountMinor: 1_000_000 });
    const lateLine = await addLine(books, { amountMinor: 800_000, payer: "上海启明贸易有限公司" });
    await settle(accountant, base, {
      lineId: lateLine,
      itemId: late,
      customerId,
      pays: "8000.00",
      leaves: "2000.00",
      residual: "deduction",
      code: "S04",
    });
    await accountant.post(`${base}/differences/examine`, {});
    const { row, ends } = await ticketOf(`item=${late}`);
    assert.equal(row.ownerRole, "sales");
    assert.deepEqual(
      ends.map(({ outcome, books: kind, needs }) => [outcome, kind, needs]),
      [
        ["penalty", "penalty", ["agreement"]],
        ["collected", null, []],
      ],
    );
    const url = `${base}/differences/${row.id}`;
    const end = { outcome: "penalty", reason: "迟交 10 天" };
    assert.equal((await accountant.post(`${url}/resolve`, end)).code, "outcome_needs_more");
    const agreed = { ...end, agreementNo: "XY-7" };
    assert.equal((await accountant.post(`${url}/resolve`, agreed)).code, "paper_missing");
    const full = { ...agreed, fileIds: [await handIn(accountant, base)] };
    const asked = (await accountant.post(`${url}/resolve`, full)).as(differenceResolved);
    assert.deepEqual(asked.by, ["sales_lead", "approver"]);
    const no = { approve: false, comment: "金额不对" };
    await approver.post(`${base}/approvals/${asked.approvalId}`, no);
    const back = (await accountant.get(url)).as(differenceDetail);
    assert.equal(back.row.stage, "in_progress");
    assert.equal(back.row.outcome, null);
    assert.equal(back.events.at(-1)?.note, "金额不对");

    const disputed = async () => {
      const found = await books.inBooks((db) =>
        db.query<{ minor: number }>(
          `select coalesce(sum(disputed_delta_minor), 0)::bigint as minor from item_change
           where org_id = $1 and item_id = $2`,
          [own.orgId, late],
        ),
      );
      return found.rows[0]?.minor;
    };
    assert.equal(await disputed(), 200_000);
    const credit = await addItem(books, {
      customerId,
      no: "RED-1",
      amountMinor: -200_000,
      kind: "credit_note",
    });
    await accountant.send("PATCH", url, { code: "S01" });
    const red = { outcome: "red_invoice", reason: "红字已开", otherItemId: credit };
    const done = (await accountant.post(`${url}/resolve`, red)).as(differenceResolved);
    assert.equal(done.kind, "resolved");
    assert.equal(await disputed(), 0);
    const ended = (await accountant.get(url)).as(differenceDetail);
    assert.equal(ended.row.state, "resolved");
    await accountant.post(`${base}/decisions/${ended.resolvedById}/undo`, {});
    assert.equal(await disputed(), 200_000);
    assert.equal((await ticketOf(`item=${late}`)).row.state, "open");
  });

  await t.test("sales sees documents but no bank lines; strangers find nothing", async () => {
    const sales = await world.member(own, "sales");
    const seen = (await sales.get(`${base}/differences`)).as(differencePage);
    assert.ok(seen.rows.every(({ item }) => item !== null));
    const { row } = await ticketOf("code=T07");
    assert.equal((await sales.get(`${base}/differences/${row.id}`)).code, "not_found");
    const other = await world.organisation("乙公司");
    assert.equal((await other.administrator.get(`${base}/differences`)).status, 404);
  });
});
