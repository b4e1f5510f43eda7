// Notices to our own people: told once, to whom they concern, muted from the row, carried by a digest.
import assert from "node:assert/strict";
import { test } from "node:test";
import { lookAround } from "../../src/app/notices/look-around.ts";
import { fixedClock } from "../../src/clock.ts";
import { muteList, noticeList } from "../../src/contract/notices.ts";
import { addDays, isoDate } from "../../src/core/date.ts";
import { addCustomer, addItem, addLine } from "../support/books.ts";
import { today } from "../support/today.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { withServer } from "./test-server.ts";

test("a large receipt, an item late for too long and a bill are told once, each to its people", async (t) => {
  const server = await withServer(t);
  const of = await server.organisation();
  const books = await ledgerBooks(server.deps, of);
  const collector = await server.member(of, "collector");
  const cashier = await server.member(of, "cashier");
  const us = of.administrator;
  const path = `/api/v1/books/${of.booksId}/notices`;
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const late = { date: addDays(today, -200), due: addDays(today, -61) };
  await addItem(books, { customerId, no: "A1", amountMinor: 2_000_000, ...late });
  await addItem(books, {
    customerId,
    no: "OLD",
    amountMinor: 100,
    date: "2020-01-01",
    due: "2020-02-01",
  });
  await addItem(books, {
    customerId,
    no: "B1",
    kind: "bill",
    amountMinor: 5_000_000,
    due: addDays(today, 3),
  });
  await addLine(books, { amountMinor: 60_000_000, payer: "宁波远航机械有限公司", date: today });
  await addLine(books, { amountMinor: 100, payer: "小额", date: today });

  const first = await us.post(`${path}/round`);
  assert.equal(first.status, 200, first.text);
  const again = await us.post(`${path}/round`);
  assert.deepEqual(again.body, { promises: 0, notices: 0, messages: 0 });

  const heard = (await collector.get(path)).as(noticeList);
  assert.deepEqual(
    heard.rows.map(({ kind, sentence, page }) => [kind, sentence, page]),
    [
      [
        "overdue_over",
        "上海启明贸易有限公司：2 张单据共 CNY 20,001.00 逾期已超过 60 天",
        "collections",
      ],
    ],
  );
  const kindsOf = async (client: typeof us) =>
    (await client.get(path)).as(noticeList).rows.map(({ kind }) => kind);
  assert.deepEqual(
    (await kindsOf(cashier)).filter((kind) => kind !== "bank_not_loaded"),
    ["bill_due"],
  );
  // nobody here is an accountant or a finance lead
  assert.ok((await kindsOf(us)).includes("large_receipt"));

  assert.equal(heard.unread, 1);
  await collector.post(`${path}/read`, { ids: [heard.rows[0]?.id] });
  assert.equal((await collector.get(path)).as(noticeList).unread, 0);
  assert.deepEqual((await collector.get(`${path}?only=unread`)).as(noticeList).rows, []);
});

test("muted from the row: that customer is told no more, until it is taken back", async (t) => {
  const server = await withServer(t);
  const of = await server.organisation();
  const books = await ledgerBooks(server.deps, of);
  const collector = await server.member(of, "collector");
  const path = `/api/v1/books/${of.booksId}/notices`;
  const owe = async (no: string, customerId: number) =>
    addItem(books, {
      customerId,
      no,
      amountMinor: 2_000_000,
      date: addDays(today, -200),
      due: addDays(today, -61),
    });
  const quiet = await addCustomer(books, "C1", "安静有限公司");
  const loud = await addCustomer(books, "C2", "照常有限公司");
  await collector.post(`${path}/mutes`, { kind: "overdue_over", customerId: quiet });
  await owe("A1", quiet);
  await owe("B1", loud);
  await of.administrator.post(`${path}/round`);
  const rows = (await collector.get(path)).as(noticeList).rows;
  assert.deepEqual(
    rows.map(({ customerId }) => customerId),
    [loud],
  );
  const [mute] = (await collector.get(`${path}/mutes`)).as(muteList).rows;
  assert.equal(mute?.customer?.name, "安静有限公司");
  assert.equal((await collector.send("DELETE", `${path}/mutes/${mute?.id}`)).status, 200);
  assert.deepEqual((await collector.get(`${path}/mutes`)).as(muteList).rows, []);
});

test("from ten o'clock on a working day an account that is not loaded is told; one digest a day", async (t) => {
  const server = await withServer(t);
  const of = await server.organisation();
  const books = await ledgerBooks(server.deps, of);
  await addLine(books, { amountMinor: 100, payer: "小额", date: "2026-09-10" });
  await books.inBooks((db) =>
    db.query("update member set language = 'en' where org_id = $1 and role = 'administrator'", [
      of.orgId,
    ]),
  );
  const at = (instant: string, day: string) =>
    lookAround(
      { ...server.deps, clock: fixedClock(instant) },
      {
        orgId: of.orgId,
        booksId: of.booksId,
        today: isoDate(day),
        homeCurrency: "CNY",
        timeZone: "Asia/Shanghai",
      },
    );
  const none = { promises: 0, notices: 0, messages: 0 };
  assert.deepEqual(await at("2026-09-14T01:59:00Z", "2026-09-14"), none, "before ten");
  assert.deepEqual(await at("2026-09-13T04:00:00Z", "2026-09-13"), none, "a Sunday");
  const told = await at("2026-09-14T02:00:00Z", "2026-09-14");
  assert.deepEqual(told, { promises: 0, notices: 1, messages: 1 });
  assert.deepEqual(await at("2026-09-14T02:05:00Z", "2026-09-14"), none);
  const { rows } = await books.inBooks((db) =>
    db.query<{ channel: string; subject: string; body: string }>(
      "select channel, subject, body from message where org_id = $1 and template = 'notice_digest'",
      [of.orgId],
    ),
  );
  assert.equal(rows.length, 1);
  assert.equal(rows[0]?.subject, "Qingzhang notices: 1 (2026-09-14)");
  assert.match(rows[0]?.body ?? "", /lines of 2026-09-11 are not loaded by 10:00/);

  const path = `/api/v1/books/${of.booksId}/notices`;
  await of.administrator.send("PUT", `${path}/digest`, { isOn: false, hour: 8 });
  const next = await at("2026-09-15T02:00:00Z", "2026-09-15");
  assert.deepEqual(next, { promises: 0, notices: 1, messages: 0 }, "told, without a mail");
});
