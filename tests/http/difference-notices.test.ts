// A difference that was found is told to the customer with what we saw; its one answer in the portal
// ends the doubt: it agrees, it will pay the rest, or it says why and a dispute is opened.
import assert from "node:assert/strict";
import { test } from "node:test";
import { runDueWork } from "../../src/app/clock/run-due.ts";
import { noticeList, portalNotices } from "../../src/contract/difference-notices.ts";
import { differenceDetail, differencePage } from "../../src/contract/differences.ts";
import { disputeList } from "../../src/contract/disputes.ts";
import { overview } from "../../src/contract/portal.ts";
import { messageList } from "../../src/contract/sending.ts";
import { tellDifferencesWork } from "../../src/jobs/tell-differences.ts";
import { addCustomer, addItem, addLine } from "../support/books.ts";
import { addContact } from "../support/sending-bench.ts";
import {
  type Eyes,
  enter,
  eyesOf,
  type PortalBooks,
  portalBooks,
  portalCustomer,
} from "./portal-books.ts";
import { type Client, type TestServer, withServer } from "./test-server.ts";

type Short = { readonly no: string; readonly owed: number; readonly paid: number };

type Case = {
  readonly world: TestServer;
  readonly seller: PortalBooks;
  readonly us: Client;
  readonly base: string;
  readonly customerId: number;
  readonly itemIds: readonly number[];
};

const money = (minor: number) => (minor / 100).toFixed(2);

/** Paid short: settled by a person as a run would, the rest open as held back. */
async function paidShort(t: Parameters<typeof withServer>[0], shorts: readonly Short[]) {
  const world = await withServer(t, { publicUrl: "https://ar.firm.example" });
  const seller = await portalBooks(world);
  const us = seller.of.administrator;
  const base = `/api/v1/books/${seller.books.booksId}`;
  const name = "上海启明贸易有限公司";
  const customerId = await addCustomer(seller.books, "S1", name);
  await addContact(seller.books, { customerId, name: "李工", email: "li@customer.example" });
  const itemIds: number[] = [];
  for (const { no, owed, paid } of shorts) {
    const itemId = await addItem(seller.books, { customerId, no, amountMinor: owed });
    const lineId = await addLine(seller.books, { amountMinor: paid, payer: name });
    const [pays, leaves] = [money(paid), money(owed - paid)];
    const part = { lineId, itemId, amount: pays, currency: "CNY", lineAmount: pays };
    const residual = { side: "item", lineId, itemId, amount: leaves, currency: "CNY" };
    const settled = await us.post(`${base}/decisions/by-hand`, {
      lineIds: [lineId],
      customerId,
      parts: [{ ...part, lineCurrency: "CNY" }],
      residuals: [{ ...residual, code: "deduction", difference: "P02" }],
    });
    assert.equal(settled.status, 200, settled.text);
    itemIds.push(itemId);
  }
  await us.post(`${base}/differences/examine`, {});
  return { world, seller, us, base, customerId, itemIds } satisfies Case;
}

async function differenceOf({ us, base }: Case, itemId: number | undefined): Promise<number> {
  const [row] = (await us.get(`${base}/differences?item=${itemId}`)).as(differencePage).rows;
  assert.ok(row);
  return row.id;
}

/** Through the link of the last notice that was written. */
async function enterByNotice(of: Case): Promise<Eyes> {
  const list = (await of.us.get(`${of.base}/messages?limit=50`)).as(messageList).rows;
  const notice = list.find(({ template }) => template === "difference_notice");
  const link = /https:\/\/ar\.firm\.example\/portal\/#([\w-]+)/.exec(notice?.body ?? "");
  const token = link?.[1] ?? "";
  const door = await eyesOf(of.world).post("/door", { token });
  assert.equal(door.status, 200, door.text);
  const buyer = { customerId: of.customerId, contactId: 0, itemIds: [], statementId: 0, token };
  return enter(of.world, of.seller, buyer);
}

/** The link as it stood in the message of this notice. */
async function deadDoor(of: Case, noticeId: number) {
  const { rows } = await of.seller.books.inBooks((db) =>
    db.query<{ body: string }>("select body from message where dedupe_key = $1", [
      `difference notice ${noticeId}`,
    ]),
  );
  const token = /\/portal\/#([\w-]+)/.exec(rows[0]?.body ?? "")?.[1] ?? "";
  return eyesOf(of.world).post("/door", { token });
}

test("a customer answers three differences: agreed, will pay, and why not", async (t) => {
  const of = await paidShort(t, [
    { no: "INV-1", owed: 10_000_00, paid: 9_700_00 },
    { no: "INV-2", owed: 5_000_00, paid: 4_880_00 },
    { no: "INV-3", owed: 2_000_00, paid: 1_900_00 },
  ]);
  const { us, base, itemIds } = of;
  const ids = [];
  for (const itemId of itemIds) ids.push(await differenceOf(of, itemId));
  for (const id of ids) {
    const told = await us.post(`${base}/differences/${id}/notice`, {});
    assert.equal(told.status, 200, told.text);
  }
  const twice = await us.post(`${base}/differences/${ids[0]}/notice`, {});
  assert.equal(twice.code, "difference_not_tellable", "told once");

  const eyes = await enterByNotice(of);
  const before = (await eyes.get("/overview")).as(overview);
  assert.equal(before.statementId, 0, "the link belongs to no statement");
  assert.equal(
    before.sums[0]?.disputed,
    "520.00",
    "held back, so far apart from what is asked for",
  );
  const { rows } = (await eyes.get("/notices")).as(portalNotices);
  assert.deepEqual(
    rows.map(({ no, paid, short, state }) => [no, paid, short, state]),
    [
      ["INV-3", "1900.00", "100.00", "sent"],
      ["INV-2", "4880.00", "120.00", "sent"],
      ["INV-1", "9700.00", "300.00", "sent"],
    ],
  );
  const [third, second, first] = rows;
  const answer = (id: number | undefined, body: object) => eyes.post(`/notices/${id}/answer`, body);

  assert.equal((await answer(first?.id, { answer: "agreed", note: "我方录错" })).status, 200);
  assert.equal((await answer(first?.id, { answer: "agreed" })).code, "notice_answered");
  const paying = await answer(second?.id, { answer: "will_pay", payOn: "2026-12-10" });
  const promised = paying.as(portalNotices).rows.find(({ id }) => id === second?.id);
  assert.equal(promised?.state, "will_pay");
  assert.match(promised?.payCode ?? "", /^FK\d{10,}$/);
  const why = { answer: "disputed", reason: "price", note: "协议价 1,900" };
  assert.equal((await answer(third?.id, why)).status, 200);

  const after = (await eyes.get("/overview")).as(overview);
  assert.equal(after.sums[0]?.disputed, "100.00", "what is agreed to can be demanded again");
  assert.equal(after.announcements[0]?.amount, "120.00");
  const disputes = (await us.get(`${base}/disputes`)).as(disputeList).rows;
  assert.deepEqual(
    disputes.map(({ source, reason, amount, differenceId }) => [
      source,
      reason,
      amount,
      differenceId,
    ]),
    [["short_payment", "price", "100.00", ids[2]]],
  );
  const detail = (await us.get(`${base}/differences/${ids[0]}`)).as(differenceDetail);
  assert.equal(detail.row.state, "open", "no ticket closes without the money");
  assert.ok(detail.events.some(({ note }) => note === "我方录错"));
  const ours = (await us.get(`${base}/difference-notices`)).as(noticeList).rows;
  assert.deepEqual(ours.map(({ state }) => state).sort(), ["agreed", "disputed", "will_pay"]);

  // the rest comes: the notice says so by itself
  const lineId = await addLine(of.seller.books, { amountMinor: 300_00, payer: "x" });
  const part = { lineId, itemId: itemIds[0], amount: "300.00", lineAmount: "300.00" };
  await us.post(`${base}/decisions/by-hand`, {
    lineIds: [lineId],
    customerId: of.customerId,
    parts: [{ ...part, currency: "CNY", lineCurrency: "CNY" }],
    residuals: [],
  });
  const settled = (await eyes.get("/notices")).as(portalNotices).rows;
  assert.equal(settled.find(({ no }) => no === "INV-1")?.state, "settled");
});

test("the program tells them by itself where that is wanted, and never twice", async (t) => {
  const of = await paidShort(t, [{ no: "INV-1", owed: 10_000_00, paid: 9_700_00 }]);
  const { us, base, world } = of;
  const told = async () =>
    (await us.get(`${base}/messages?limit=50`))
      .as(messageList)
      .rows.filter(({ template }) => template === "difference_notice");
  await runDueWork(world.deps, [tellDifferencesWork]);
  assert.equal((await told()).length, 0, "off until somebody wants it");
  await us.send("PUT", "/api/v1/sending/policy", { tellDifferences: true });
  await runDueWork(world.deps, [tellDifferencesWork]);
  await runDueWork(world.deps, [tellDifferencesWork]);
  const [message, ...more] = await told();
  assert.equal(more.length, 0);
  assert.match(message?.body ?? "", /付款 CNY 9,700\.00。单据 INV-1 尚余 CNY 300\.00/);
  assert.equal(message?.toAddress, "li@customer.example");
});

test("a notice taken back shows its reader out, and its link opens nothing any more", async (t) => {
  const of = await paidShort(t, [
    { no: "INV-1", owed: 10_000_00, paid: 9_700_00 },
    { no: "INV-2", owed: 5_000_00, paid: 4_880_00 },
  ]);
  const { us, base, itemIds } = of;
  const ids = [await differenceOf(of, itemIds[0]), await differenceOf(of, itemIds[1])];
  const tell = async (id: number | undefined) =>
    ((await us.post(`${base}/differences/${id}/notice`, {})).body as { id: number }).id;
  const first = await tell(ids[0]);
  const eyes = await enterByNotice(of);
  assert.equal((await eyes.get("/notices")).as(portalNotices).rows.length, 1);

  const change = (id: number, act: string, client = us) =>
    client.post(`${base}/difference-notices/${id}/changes`, { act });
  const reader = await of.world.member(of.seller.of, "auditor");
  assert.equal((await change(first, "withdraw", reader)).status, 403);
  assert.equal((await change(999, "withdraw")).code, "not_found");
  const back = await change(first, "withdraw");
  assert.equal(back.status, 200, back.text);
  assert.equal((await eyes.get("/notices")).code, "portal_link_withdrawn", "shown out");
  assert.equal((await change(first, "withdraw")).code, "notice_answered");
  const dead = await deadDoor(of, first);
  assert.equal(dead.code, "portal_link_withdrawn");

  // the link of another made dead: the notice stands, and can be answered by a new one
  const second = await tell(ids[1]);
  const inside = await enterByNotice(of);
  assert.equal((await change(second, "revoke_link")).status, 200);
  assert.equal((await change(second, "revoke_link")).code, "notice_link_dead");
  assert.equal((await inside.get("/overview")).code, "portal_link_withdrawn");
  const list = (await us.get(`${base}/difference-notices`)).as(noticeList).rows;
  assert.deepEqual(
    list.map(({ state, hasLink }) => [state, hasLink]),
    [
      ["sent", false],
      ["withdrawn", false],
    ],
  );

  // the trail: on the difference and in the record of what was said
  const detail = (await us.get(`${base}/differences/${ids[0]}`)).as(differenceDetail);
  const acts = detail.events.map(({ act }) => act);
  assert.ok(acts.includes("told") && acts.includes("notice_withdrawn"), acts.join());
  const said = await us.get(`${base}/communication?customer=${of.customerId}`);
  assert.match(said.text, /link_revoked/);

  // told again by a person, never by the program
  await us.send("PUT", "/api/v1/sending/policy", { tellDifferences: true });
  await runDueWork(of.world.deps, [tellDifferencesWork]);
  assert.equal((await us.get(`${base}/difference-notices`)).as(noticeList).rows.length, 2);
  await tell(ids[0]);
  assert.equal(
    (await (await enterByNotice(of)).get("/notices")).as(portalNotices).rows.length,
    2,
    "what was taken back is not shown",
  );
});

test("nobody answers for another customer, and files of others are none", async (t) => {
  const of = await paidShort(t, [{ no: "INV-1", owed: 10_000_00, paid: 9_700_00 }]);
  const id = await differenceOf(of, of.itemIds[0]);
  const told = await of.us.post(`${of.base}/differences/${id}/notice`, {});
  const noticeId = (told.body as { id: number }).id;
  const other = await portalCustomer(of.world, of.seller, "宁波远航机械有限公司");
  const stranger = await enter(of.world, of.seller, other);
  assert.equal((await stranger.get("/notices")).as(portalNotices).rows.length, 0);
  const forged = await stranger.post(`/notices/${noticeId}/answer`, { answer: "agreed" });
  assert.equal(forged.status, 404);
  const eyes = await enterByNotice(of);
  const body = { answer: "disputed", note: "x", fileIds: [4_711] };
  assert.equal((await eyes.post(`/notices/${noticeId}/answer`, body)).code, "file_gone");
  const extra = { answer: "agreed", state: "settled" };
  assert.equal((await eyes.post(`/notices/${noticeId}/answer`, extra)).code, "invalid_request");
});
