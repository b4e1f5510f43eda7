// Who may (ACCOUNTING §8, DOMAIN §3.17), row by row against the API: who does an act alone, who asks
// for it, who signs as the second person, and whom it refuses. The rows are written from the table of
// the accountants, not from the program's own.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import {
  type AdjustmentBody,
  adjustmentOutcome,
  adjustmentPreview,
  approvalList,
  approvalOutcome,
} from "../../src/contract/adjustments.ts";
import { changedMember, memberList } from "../../src/contract/members.ts";
import { type Role, roles } from "../../src/core/roles.ts";
import { openApiRoutes } from "../../src/http/openapi.ts";
import { addCustomer, addItem, addLine } from "../support/books.ts";
import { handIn } from "./hand-in.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { type Client, type Organisation, type TestServer, withServer } from "./test-server.ts";

type Who = Role | "sales_lead";
const everybody: readonly Who[] = [...roles, "sales_lead"];

const finance = ["administrator", "accountant", "finance_lead"] as const;
const approvers = ["administrator", "approver", "finance_lead"] as const;
const managers = ["administrator", "approver"] as const;

type Row = {
  readonly act: string;
  readonly request: Partial<AdjustmentBody>;
  readonly alone?: readonly Who[];
  readonly asks?: readonly Who[];
  /** The positions that sign, each with who fills it. */
  readonly signed?: Readonly<Record<string, readonly Who[]>>;
  readonly needs?: readonly string[];
};

const rows: readonly Row[] = [
  { act: "tail up to 50.00", request: { kind: "rounding", amount: "50.00" }, alone: finance },
  {
    act: "tail above 50.00",
    request: { kind: "rounding", amount: "50.01" },
    asks: finance,
    signed: { approver: approvers },
  },
  {
    act: "fee outside the terms",
    request: { kind: "fee", amount: "1.00" },
    asks: finance,
    signed: { approver: approvers },
  },
  {
    act: "discount outside the terms",
    request: { kind: "discount", amount: "1.00" },
    asks: finance,
    signed: { approver: approvers },
  },
  {
    act: "foreign tax withheld",
    request: { kind: "withholding", amount: "1.00" },
    asks: finance,
    signed: { approver: approvers },
    needs: ["certificate"],
  },
  {
    act: "penalty",
    request: { kind: "penalty", amount: "1.00" },
    asks: [...finance, "sales", "sales_lead"],
    signed: { sales_lead: ["sales_lead"], approver: approvers },
    needs: ["paper"],
  },
  {
    act: "冲应付",
    request: { kind: "net_payable", amount: "1.00" },
    asks: finance,
    signed: { approver: approvers },
    needs: ["signed_agreement"],
  },
  {
    act: "三方抵账",
    request: { kind: "three_party", amount: "1.00" },
    asks: finance,
    signed: { approver: approvers },
    needs: ["signed_agreement"],
  },
  {
    act: "并账",
    request: { kind: "transfer", amount: "1.00" },
    asks: finance,
    signed: { approver: approvers },
    needs: ["signed_agreement"],
  },
  {
    act: "以物抵债",
    request: { kind: "goods_payment", amount: "1.00" },
    asks: finance,
    signed: { approver: approvers },
    needs: ["signed_agreement"],
  },
  {
    act: "bad debt below 10,000",
    request: { kind: "write_off", amount: "9999.99" },
    asks: [...finance, "legal"],
    signed: { finance_lead: ["finance_lead"] },
    needs: ["cause", "evidence", "responsible"],
  },
  {
    act: "bad debt from 10,000 on",
    request: { kind: "write_off", amount: "10000.00" },
    asks: [...finance, "legal"],
    signed: { finance_lead: ["finance_lead"], general_manager: managers },
    needs: ["cause", "evidence", "responsible"],
  },
  {
    act: "refund",
    request: { kind: "refund", amount: "1.00" },
    asks: [...finance, "cashier"],
    signed: { approver: approvers },
    needs: ["call_back"],
  },
];

/** Acts without an amount; an empty request goes no further than the right to send it. */
const otherActs: readonly {
  readonly act: string;
  readonly method: "POST" | "PUT" | "PATCH";
  readonly path: string;
  readonly may: readonly Who[];
}[] = [
  {
    act: "reopen a period",
    method: "POST",
    path: "/periods/reopen",
    may: ["administrator", "finance_lead"],
  },
  {
    act: "raise the automatic share",
    method: "PUT",
    path: "/accuracy",
    may: ["administrator", "finance_lead"],
  },
  { act: "close a period", method: "POST", path: "/periods/close", may: finance },
  {
    act: "import files",
    method: "POST",
    path: "/imports",
    may: [...finance, "cashier"],
  },
  { act: "reconcile", method: "POST", path: "/runs", may: finance },
  { act: "change a customer", method: "PATCH", path: "/customers/1", may: finance },
];

test("who may adjust, ask and sign", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const { base, people, complete } = await staff(world, own);
  let key = 0;

  for (const row of rows) {
    await t.test(`${row.act}: who does it alone, who asks, whom it refuses`, async () => {
      const body = complete(row.request);
      for (const who of everybody) {
        const client = people[who];
        const answer = await client.post(`${base}/adjustments/preview`, body);
        const place = `${who}: ${answer.text}`;
        if (row.alone?.includes(who)) {
          assert.equal(answer.as(adjustmentPreview).kind, "alone", place);
        } else if (row.asks?.includes(who)) {
          const preview = answer.as(adjustmentPreview);
          assert.equal(preview.kind, "needs_approval", place);
          assert.deepEqual([...preview.by].sort(), Object.keys(row.signed ?? {}).sort(), place);
          for (const need of row.needs ?? []) assert.ok(preview.requires.includes(need), need);
        } else {
          assert.equal(answer.code, "not_allowed", place);
          const posted = await client.post(`${base}/adjustments`, body);
          assert.equal(posted.code, "not_allowed", `${who} posts: ${posted.text}`);
        }
      }
    });

    const { asks, signed } = row;
    if (!asks || !signed) continue;
    await t.test(`${row.act}: who signs`, async () => {
      const asker = asks.includes("accountant") ? "accountant" : "administrator";
      const asked = await people[asker].post(`${base}/adjustments`, {
        ...complete(row.request),
        reason: `${row.act} ${++key}`,
      });
      const { approvalId } = asked.as(adjustmentOutcome);
      const url = `${base}/approvals/${approvalId}`;
      const may = new Set(Object.values(signed).flat());
      for (const who of everybody) {
        // a refusal without its reason goes no further than the right to sign
        const answer = await people[who].post(url, { approve: false });
        const expected = may.has(who) ? "reason_missing" : "not_allowed";
        assert.equal(answer.code, expected, `${who}: ${answer.text}`);
      }
      const seenBySales = (await people.sales_lead.get(`${base}/approvals`)).as(approvalList);
      const isSeen = seenBySales.rows.some(({ id }) => id === approvalId);
      assert.equal(isSeen, may.has("sales_lead"), "sales see what they may sign, nothing else");
    });
  }

  await t.test("a penalty is posted by the sales lead and an approver together", async () => {
    const penalty = complete({ kind: "penalty", amount: "2.00" });
    const asked = (await people.sales.post(`${base}/adjustments`, penalty)).as(adjustmentOutcome);
    const url = `${base}/approvals/${asked.approvalId}`;
    const first = (await people.sales_lead.post(url, { approve: true })).as(approvalOutcome);
    assert.deepEqual([first.state, first.missing], ["pending", ["approver"]]);
    const second = (await people.approver.post(url, { approve: true })).as(approvalOutcome);
    assert.equal(second.state, "approved");
  });

  await t.test("a member signs up to their own limit", async () => {
    const { rows: members } = (await people.administrator.get("/api/v1/members")).as(memberList);
    const approver = members.find(({ role }) => role === "approver");
    const narrow = { limits: { approve: "60.00" } };
    await people.administrator.send("PATCH", `/api/v1/members/${approver?.id}`, narrow);
    const tail = complete({ kind: "rounding", amount: "60.01" });
    const asked = (await people.accountant.post(`${base}/adjustments`, tail)).as(adjustmentOutcome);
    const url = `${base}/approvals/${asked.approvalId}`;
    const refused = await people.approver.post(url, { approve: true });
    assert.equal(refused.code, "over_your_approval_limit");
    assert.match(refused.text, /60\.01/);
    assert.equal((await people.finance_lead.post(url, { approve: true })).status, 200);
  });

  await t.test(
    "wider limits take a second person and a reason; narrower ones hold at once",
    async () => {
      const { administrator, approver } = people;
      const { rows: members } = (await administrator.get("/api/v1/members")).as(memberList);
      const accountant = members.find(({ role }) => role === "accountant");
      const url = `/api/v1/members/${accountant?.id}`;
      const put = (change: object) => administrator.send("PATCH", url, change);
      for (const who of everybody) {
        if (who === "administrator") continue;
        const answer = await people[who].send("PATCH", url, { limits: { adjustAlone: "1.00" } });
        assert.equal(answer.code, "not_allowed", who);
      }
      const lower = (await put({ limits: { adjustAlone: "20.00" } })).as(changedMember);
      assert.deepEqual([lower.limits, lower.approvalId], [{ adjustAlone: "20.00" }, null]);
      assert.equal((await put({ limits: { adjustAlone: "900.00" } })).code, "reason_missing");
      const wider = { limits: { adjustAlone: "900.00" }, reason: "代班" };
      const asked = (await put(wider)).as(changedMember);
      assert.deepEqual(asked.limits, { adjustAlone: "20.00" });
      const approval = `${base}/approvals/${asked.approvalId}`;
      const yes = { approve: true };
      assert.equal((await administrator.post(approval, yes)).code, "own_approval");
      assert.equal((await people.sales_lead.post(approval, yes)).code, "not_allowed");
      assert.equal((await approver.post(approval, yes)).as(approvalOutcome).state, "approved");
      const after = (await administrator.get("/api/v1/members")).as(memberList);
      const changed = after.rows.find(({ id }) => id === accountant?.id);
      assert.deepEqual(changed?.limits, { adjustAlone: "900.00" });
    },
  );

  await t.test("nobody signs for wider limits of their own", async () => {
    const { administrator, approver } = people;
    const { rows } = (await administrator.get("/api/v1/members")).as(memberList);
    const own = rows.find(({ role }) => role === "approver");
    const wider = { limits: { adjustAlone: "700.00" }, reason: "忙" };
    const ask = await administrator.send("PATCH", `/api/v1/members/${own?.id}`, wider);
    const approval = `${base}/approvals/${ask.as(changedMember).approvalId}`;
    assert.equal((await approver.post(approval, { approve: true })).code, "own_approval");
    const lead = await people.finance_lead.post(approval, { approve: true });
    assert.equal(lead.as(approvalOutcome).state, "approved");
  });

  await t.test("a new member gets wide limits with the second signature alone", async () => {
    const newcomer = {
      email: "newcomer@example.test",
      name: "新人",
      role: "accountant",
      limits: { adjustAlone: "500.00" },
    };
    const { administrator } = people;
    const bare = await administrator.post("/api/v1/members", newcomer);
    assert.equal(bare.code, "reason_missing");
    const added = await administrator.post("/api/v1/members", { ...newcomer, reason: "接手" });
    const { member, approvalId } = added.body as { member: { limits: object }; approvalId: number };
    assert.deepEqual(member.limits, {});
    assert.ok(approvalId > 0);
  });

  for (const { act, method, path, may } of otherActs) {
    await t.test(`${act}: whom it refuses`, async () => {
      for (const who of everybody) {
        const answer = await people[who].send(method, `${base}${path}`, {});
        const isRefused = answer.code === "not_allowed";
        assert.equal(isRefused, !may.includes(who), `${who}: ${answer.status} ${answer.text}`);
      }
    });
  }

  await t.test("an auditor changes nothing on any route", async () => {
    const refused: string[] = [];
    const open: string[] = [];
    for (const { method, url } of openApiRoutes(world.server)) {
      if (!url.startsWith("/api/v1/") || url.includes("/portal/") || method === "GET") continue;
      const answer = await people.auditor.inject({
        method: method as "POST", // the document lists methods of inject
        url: url.replace(/^.*\/books\/:booksId/, base).replaceAll(/:\w+/g, "1"),
        headers: { "idempotency-key": randomUUID(), "content-type": "application/json" },
        payload: "{}",
      });
      if (answer.statusCode === 403) refused.push(url);
      else open.push(`${method} ${url.replace("/api/v1", "")}`);
    }
    // what everybody keeps for themselves, and questions that are asked by POST and store nothing
    assert.deepEqual(open.sort(), [
      "DELETE /books/:booksId/notices/mutes/:id",
      "DELETE /books/:booksId/report-schedules/:id",
      "DELETE /tokens/:id",
      "DELETE /views/:id",
      "PATCH /session",
      "POST /books/:booksId/disputes/:id/seen",
      "POST /books/:booksId/dunning/preview",
      "POST /books/:booksId/notices/mutes",
      "POST /books/:booksId/notices/read",
      "POST /books/:booksId/report-schedules",
      "POST /books/:booksId/rules/:code/examples",
      "POST /books/:booksId/workbench/orders",
      "POST /sending/templates/:code/preview",
      "POST /sign-ins/end",
      "POST /tokens",
      "POST /views",
      "PUT /books/:booksId/dashboard/layout",
      "PUT /books/:booksId/notices/digest",
    ]);
    assert.ok(refused.length > 100, `${refused.length} routes`);
  });
});

async function staff(world: TestServer, own: Organisation) {
  const books = await ledgerBooks(world.deps, own);
  const base = `/api/v1/books/${own.booksId}`;
  const people = { administrator: own.administrator } as Record<Who, Client>; // all are added below
  for (const role of roles) {
    if (role !== "administrator") people[role] = await world.member(own, role);
  }
  people.sales_lead = await world.member(own, "sales", { isLead: true });
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const other = await addCustomer(books, "C2", "杭州远航机械有限公司");
  const itemId = await addItem(books, { customerId, no: "INV-1", amountMinor: 90_000_000 });
  const owed = { kind: "payable", amountMinor: -60_000 } as const;
  const ownPayable = await addItem(books, { ...owed, customerId, no: "AP-1" });
  const payable = await addItem(books, { ...owed, customerId: other, no: "AP-2" });
  const fileId = await handIn(own.administrator, base);
  const toAccount = "6217000000000011";
  const line = { amountMinor: 50_000, payer: "上海启明", payerAccount: toAccount };
  const lineId = await addLine(books, line);
  await own.administrator.post(`${base}/bank-lines/${lineId}/claim`, { customerId });
  const { rows: receipts } = await books.inBooks((db) =>
    db.query<{ id: number }>("select id from receipt where org_id = $1 and bank_line_id = $2", [
      own.orgId,
      lineId,
    ]),
  );
  const receiptId = receipts[0]?.id ?? 0;
  const { bankAccountId } = books;
  return { base, people, complete };

  function complete(request: Partial<AdjustmentBody>): Partial<AdjustmentBody> {
    const shared = {
      reason: "按协议",
      fileIds: [fileId],
      evidence: ["法院裁定"],
      responsible: "王敏",
    };
    const about = { agreementNo: "XY-1", itemId };
    const worth = { fairValue: "0.90", tax: "0", allowanceUsed: "0" };
    const goods = { what: "钢板", use: "goods", ...worth } as const;
    switch (request.kind) {
      case "net_payable":
        return { ...shared, ...about, otherItemId: ownPayable, ...request };
      case "three_party":
        return { ...shared, ...about, otherItemId: payable, ...request };
      case "transfer":
        return { ...shared, ...about, toCustomerId: other, ...request };
      case "goods_payment":
        return { ...shared, ...about, goods, ...request };
      case "refund":
        return { ...shared, receiptId, bankAccountId, toAccount, ...request };
      default:
        return { ...shared, ...about, ...request };
    }
  }
}
