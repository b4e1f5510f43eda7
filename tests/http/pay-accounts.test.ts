// Where customers are told to pay: printed only as one person proposed and another confirmed it. Whoever
// imports a file changes nothing of it; nobody confirms their own; one person stops it at once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { extractText, getDocumentProxy } from "unpdf";
import { sendMessages } from "../../src/app/sending/send-messages.ts";
import { approvalDetail } from "../../src/contract/adjustments.ts";
import { dunningSetup, noticeDetail, noticeList, runDone } from "../../src/contract/dunning.ts";
import { importCard, uploadOutcomes } from "../../src/contract/imports.ts";
import { noticeList as ownNotices } from "../../src/contract/notices.ts";
import { payAccountList } from "../../src/contract/pay-accounts.ts";
import { overview } from "../../src/contract/portal.ts";
import { messageList } from "../../src/contract/sending.ts";
import { addDays } from "../../src/core/date.ts";
import { addCustomer, addItem } from "../support/books.ts";
import { today } from "../support/today.ts";
import { aCall, confirmAccount, proposeAccount } from "./confirm-account.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { enter, portalBooks, portalCustomer } from "./portal-books.ts";
import { type Client, type Organisation, type TestServer, withServer } from "./test-server.ts";
import { withWorkers } from "./test-workers.ts";

const right = { holder: "甲公司", bank: "中国工商银行东莞分行" };
const rightNo = "6222000011118807";
const false_ = "6217000099996666";

/** As an importer would: a pasted statement of an account that is not in the books yet. */
async function importAccount(
  client: Client,
  { booksId }: Organisation,
  of: { readonly accountNo: string; readonly name: string; readonly currency: string },
): Promise<void> {
  const imports = `/api/v1/books/${booksId}/imports`;
  const text =
    // a file that names another holder is refused as another firm's; this one names none
    `账号\t${of.accountNo}\n` +
    "交易日期\t币种\t收入\t支出\t余额\t对方户名\t对方账号\t摘要\t交易流水号\n" +
    `2026-09-01\t${of.currency}\t1000.00\t\t1000.00\t上海启明贸易有限公司\t31001\t货款\tR${of.accountNo}\n`;
  const [file] = (await client.post(`${imports}/paste`, { text })).as(uploadOutcomes).files;
  const path = `${imports}/${file?.importId}`;
  const card = await settled(client, path);
  const statement = card.preview?.statements[0];
  if (statement?.standing === "unknown") {
    const { accountNo, name, currency } = of;
    const create = { accountNo, name, bank: "招商银行", currency };
    const added = await client.post(`${path}/account`, { statementKey: statement.key, create });
    assert.equal(added.status, 200, added.text);
    await settled(client, path);
  }
  const commit = await client.post(`${path}/commit`);
  assert.equal(commit.status, 202, commit.text);
  assert.equal((await settled(client, path)).state, "committed");
}

async function settled(client: Client, path: string) {
  for (let tries = 0; tries < 300; tries++) {
    const card = (await client.get(path)).as(importCard);
    if (card.state !== "reading" && card.state !== "committing") return card;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${path} did not settle`);
}

async function withWorker(t: Parameters<typeof withServer>[0]): Promise<TestServer> {
  const server = await withServer(t);
  await withWorkers(server);
  return server;
}

async function paperText(client: Client, url: string): Promise<string> {
  const answer = await client.inject({ method: "GET", url });
  assert.equal(answer.statusCode, 200, answer.body);
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(answer.rawPayload)));
  return text.join("").replaceAll(/\s/g, "");
}

test("whoever imports an account of their own changes nothing that customers read", async (t) => {
  const world = await withWorker(t);
  const seller = await portalBooks(world);
  const { of, books } = seller;
  const cashier = await world.member(of, "cashier");
  const base = `/api/v1/books/${of.booksId}`;
  const rows = async () => (await cashier.get(`${base}/pay-accounts`)).as(payAccountList).rows;
  const into = async () => {
    const buyer = await portalCustomer(world, seller, `上海启明${Math.random()}`);
    const eyes = await enter(world, seller, buyer);
    const seen = (await eyes.get("/overview")).as(overview).accounts;
    const url = `${base}/statements/${buyer.statementId}/paper?format=pdf`;
    return { portal: seen, paper: await paperText(of.administrator, url) };
  };

  await t.test(
    "imported by one person, it is printed nowhere, and papers say whom to ask",
    async () => {
      await importAccount(cashier, of, { accountNo: false_, name: "王小偷", currency: "CNY" });
      assert.deepEqual(
        (await rows()).map(({ accountNo, printed }) => [accountNo, printed]),
        [
          [rightNo, null],
          [false_, null],
        ],
      );
      const { portal, paper } = await into();
      assert.deepEqual(portal, []);
      assert.doesNotMatch(paper, /6217000099996666|6222000011118807|王小偷/);
      assert.match(paper, /本单未印收款账户：付款前请致电我司原联系人核实账户/);
    },
  );

  await t.test("whoever proposes does not confirm, nor does a cashier", async () => {
    const account = { bankAccountId: books.bankAccountId, ...right };
    const mine = await proposeAccount(of.administrator, of, account);
    const sign = { approve: true, comment: aCall };
    const url = `${base}/approvals/${mine}`;
    assert.equal((await of.administrator.post(url, sign)).code, "own_approval");
    assert.equal((await cashier.post(url, sign)).code, "not_allowed");
    assert.deepEqual((await into()).portal, []);
    const again = `${base}/pay-accounts/${books.bankAccountId}/proposals`;
    assert.equal((await cashier.post(again, right)).code, "change_waiting");
    const approver = await world.member(of, "approver");
    assert.equal(
      (await approver.post(url, { approve: true, comment: " " })).code,
      "call_back_missing",
      "the second person calls",
    );
    await confirmAccount(approver, of, mine);
    assert.equal((await approver.post(url, sign)).code, "approval_closed");
    const { portal, paper } = await into();
    const printed = { name: "甲公司", bank: right.bank, accountNo: rightNo, currency: "CNY" };
    assert.deepEqual(portal, [printed]);
    assert.match(paper, /甲公司中国工商银行东莞分行6222000011118807/);
    assert.doesNotMatch(paper, /6217000099996666|未印收款账户/);
    const shown = (await rows())[0]?.printed;
    assert.deepEqual([shown?.proposed.name, shown?.confirmed.name], ["王敏", "approver"]);
    assert.equal(shown?.call, aCall);
  });

  await t.test(
    "a later import with another holder or bank does not change what is printed",
    async () => {
      await importAccount(cashier, of, { accountNo: rightNo, name: "王小偷", currency: "USD" });
      // the file gave the record its currency; a later kind of file may give it another holder
      await books.inBooks((db) =>
        db.query("update bank_account set name = '王小偷' where id = $1 and currency = 'USD'", [
          books.bankAccountId,
        ]),
      );
      const { portal, paper } = await into();
      assert.deepEqual(
        portal.map(({ name, bank, currency }) => [name, bank, currency]),
        [["甲公司", right.bank, "CNY"]],
      );
      assert.doesNotMatch(paper, /王小偷|招商银行/);
      const row = (await rows()).find(({ accountNo }) => accountNo === rightNo);
      assert.deepEqual(row?.printed?.differs, ["holder", "bank", "currency"]);
      assert.equal(row?.holder, "王小偷");
    },
  );

  await t.test("a change of a confirmed account needs the second person again", async () => {
    const { bankAccountId } = books;
    const changed = { bankAccountId, holder: "王小偷", bank: "他行" };
    const approvalId = await proposeAccount(cashier, of, changed);
    const { approval } = (await of.administrator.get(`${base}/approvals/${approvalId}`)).as(
      approvalDetail,
    );
    assert.deepEqual(approval.subject, {
      kind: "pay_account",
      from: {
        accountNo: rightNo,
        holderZh: "甲公司",
        holderEn: "甲公司",
        bank: right.bank,
        currency: "CNY",
      },
      to: {
        accountNo: rightNo,
        holderZh: "王小偷",
        holderEn: "王小偷",
        bank: "他行",
        currency: "USD",
      },
    });
    assert.equal((await into()).portal[0]?.name, "甲公司", "while it waits");
    const rejected = { approve: false, comment: "户名不是本公司" };
    const url = `${base}/approvals/${approvalId}`;
    assert.equal((await of.administrator.post(url, rejected)).status, 200);
    assert.equal((await into()).portal[0]?.name, "甲公司", "and when it is rejected");
  });

  await t.test("one person stops it at once, on papers made before as well", async () => {
    const buyer = await portalCustomer(world, seller, "宁波远航机械有限公司");
    const url = `${base}/statements/${buyer.statementId}/paper?format=pdf`;
    assert.match(await paperText(of.administrator, url), /6222000011118807/);
    const stop = `${base}/pay-accounts/${books.bankAccountId}/stop`;
    assert.equal((await cashier.post(stop, { reason: "" })).code, "reason_missing");
    const left = await cashier.post(stop, { reason: "账户将销户" });
    assert.equal(left.as(payAccountList).rows[0]?.stopped?.reason, "账户将销户");
    assert.equal((await cashier.post(stop, { reason: "再停" })).code, "pay_account_not_printed");
    const paper = await paperText(of.administrator, url);
    assert.doesNotMatch(paper, /6222000011118807/);
    assert.match(paper, /本单原列尾号…8807的账户现未确认，请勿付款/);
    assert.match(paper, /付款前请致电我司原联系人核实账户/);
    const eyes = await enter(world, seller, buyer);
    assert.deepEqual((await eyes.get("/overview")).as(overview).accounts, []);
  });

  await t.test("an approval of before the stop does not bring it back", async () => {
    const { bankAccountId } = books;
    const approver = await world.member(of, "finance_lead");
    await confirmAccount(
      approver,
      of,
      await proposeAccount(cashier, of, { bankAccountId, ...right }),
    );
    const later = await proposeAccount(cashier, of, { bankAccountId, ...right, bank: "他行" });
    const stop = `${base}/pay-accounts/${bankAccountId}/stop`;
    assert.equal((await cashier.post(stop, { reason: "核实中" })).status, 200);
    const sign = { approve: true, comment: aCall };
    const answer = await approver.post(`${base}/approvals/${later}`, sign);
    assert.equal(answer.code, "settings_moved");
    assert.equal((await rows())[0]?.printed, null);
  });

  await t.test("everything is in the trail, and the others were told", async () => {
    const { rows: acts } = await books.inBooks((db) =>
      db.query<{ action: string }>(
        `select action from audit_event where org_id = $1 and action like 'pay_account.%'
         order by seq`,
        [of.orgId],
      ),
    );
    const short = acts.map(({ action }) => action.replace("pay_account.", ""));
    const all = ["ask", "print", "ask", "stop", "ask", "print", "ask", "stop"];
    assert.deepEqual(short, all);
    const told = (await of.administrator.get(`${base}/notices?only=all`)).as(ownNotices).rows;
    const kinds = told.map(({ kind }) => kind).filter((kind) => kind.startsWith("pay_account"));
    // 王敏 proposed the first herself and is not told of that
    assert.deepEqual(kinds.toReversed(), [
      "pay_account_confirmed",
      "pay_account_proposed",
      "pay_account_stopped",
      "pay_account_proposed",
      "pay_account_confirmed",
      "pay_account_proposed",
      "pay_account_stopped",
    ]);
    assert.match(
      told.at(-1)?.sentence ?? "",
      /approver 确认了收款账户 中国工商银行东莞分行 …8807（CNY）/,
    );
  });
});

test("two approvers at once, and the database itself, keep to two people", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const books = await ledgerBooks(world.deps, own);
  const base = `/api/v1/books/${own.booksId}`;
  const [first, second] = [
    await world.member(own, "approver"),
    await world.member(own, "approver"),
  ];
  const account = { bankAccountId: books.bankAccountId, ...right };
  const approvalId = await proposeAccount(own.administrator, own, account);
  const sign = { approve: true, comment: aCall };
  const answers = await Promise.all(
    [first, second].map((client) => client.post(`${base}/approvals/${approvalId}`, sign)),
  );
  assert.deepEqual(answers.map(({ code }) => code).sort(), ["", "approval_closed"]);

  await t.test("without an approval by another nothing gets in, whoever writes it", async () => {
    const forge = (confirmedBy: number, asked: number) =>
      books.inBooks((db) =>
        db.query(
          `insert into pay_account (org_id, books_id, bank_account_id, account_no, holder_zh,
             holder_en, bank, currency, approval_id, proposed_by, proposed_at, confirmed_by,
             confirmed_at)
           select org_id, $2, $3, '${false_}', 'x', 'x', '', 'USD', $4, $5, now(), $6, now()
           from organisation where org_id = $1`,
          [own.orgId, own.booksId, books.bankAccountId, asked, own.memberId, confirmedBy],
        ),
      );
    const stop = `${base}/pay-accounts/${books.bankAccountId}/stop`;
    assert.equal((await first.post(stop, { reason: "试" })).status, 200);
    const { rows } = await books.inBooks((db) =>
      db.query<{ id: number }>("select id from member where org_id = $1 order by id desc limit 1", [
        own.orgId,
      ]),
    );
    const other = rows[0]?.id ?? 0;
    const waiting = await proposeAccount(own.administrator, own, account);
    await assert.rejects(forge(own.memberId, waiting), /pay_account/, "the same person");
    await assert.rejects(forge(other, waiting), /no approval by a second person/);
  });

  await t.test("what was confirmed cannot be rewritten", async () => {
    const rewrite = books.inBooks((db) =>
      db.query("update pay_account set account_no = '1' where org_id = $1", [own.orgId]),
    );
    await assert.rejects(rewrite, /permission denied/);
  });

  await t.test("another organisation sees and touches nothing of it", async () => {
    const stranger = await world.organisation("乙公司");
    const url = `${base}/pay-accounts`;
    assert.equal((await stranger.administrator.get(url)).status, 404);
    const theirs = `/api/v1/books/${stranger.booksId}/pay-accounts/${books.bankAccountId}`;
    const proposed = await stranger.administrator.post(`${theirs}/proposals`, right);
    assert.equal(proposed.code, "bank_account_not_found");
    const stop = await stranger.administrator.post(`${theirs}/stop`, { reason: "x" });
    assert.equal(stop.code, "pay_account_not_printed");
  });

  await t.test("without a holder it cannot be proposed, nor as it is printed already", async () => {
    const url = `${base}/pay-accounts/${books.bankAccountId}/proposals`;
    assert.equal(
      (await own.administrator.post(url, { holder: " " })).code,
      "pay_account_holder_missing",
    );
    assert.equal((await world.anonymous.post(url, right)).status, 401);
    const sales = await world.member(own, "sales");
    assert.equal((await sales.post(url, right)).code, "not_allowed");
    const approver = await first.post(url, right);
    assert.equal(approver.code, "not_allowed", "who only signs proposes nothing");
  });
});

test("letters name the confirmed account alone, in its currency; a stopped one is not printed", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const books = await ledgerBooks(world.deps, own);
  const base = `/api/v1/books/${own.booksId}`;
  const us = own.administrator;
  const { orgId, booksId } = own;
  const mine = { orgId, booksId, memberId: null };
  const send = () => sendMessages(world.deps, mine, async () => {});
  const sending = {
    channel: "log",
    quietFrom: "00:00",
    quietTo: "00:00",
    perMinute: 0,
    attachPdf: false,
  };
  assert.equal((await us.send("PUT", "/api/v1/sending/policy", sending)).status, 200);
  const setup = (await us.get(`${base}/dunning`)).as(dunningSetup);
  const setting = { ...setup.setting, calendar: "none", runAt: "00:00" };
  assert.equal((await us.send("PUT", `${base}/dunning/setting`, setting)).status, 200);
  const policy = { ...setup.blank, isOn: true };
  const change = { scope: { scope: "organisation" }, policy };
  assert.equal((await us.send("PUT", `${base}/dunning/policy`, change)).status, 200);
  const debtor = async (no: string, daysLate: number) => {
    const customerId = await addCustomer(books, no, `${no}贸易有限公司`);
    const due = addDays(today, -daysLate);
    const date = addDays(due, -30);
    await addItem(books, { customerId, no: `INV-${no}`, amountMinor: 1_000_000, date, due });
    await books.inBooks((db) =>
      db.query(
        `insert into customer_contact (org_id, customer_id, name, email, purpose)
         values ($1, $2, '李工', $3, 'payment')`,
        [own.orgId, customerId, `${no}@customer.example`],
      ),
    );
    return customerId;
  };
  const letterOf = async (customerId: number) => {
    const starts = await us.post(`${base}/dunning/starts`, { customerIds: [customerId] });
    assert.ok(starts.status < 300, starts.text);
    (await us.post(`${base}/dunning/runs`)).as(runDone);
    const proposed = (await us.get(`${base}/dunning/notices`)).as(noticeList).rows;
    const notice = proposed.find(({ customer }) => customer.id === customerId);
    const released = { ids: [notice?.id ?? 0] };
    assert.equal((await us.post(`${base}/dunning/notices/release`, released)).status, 200);
    return notice?.id ?? 0;
  };

  await t.test("none confirmed: the reminder tells the customer to call first", async () => {
    await debtor("C1", 8);
    (await us.post(`${base}/dunning/runs`)).as(runDone);
    const [message] = (await us.get(`${base}/messages`)).as(messageList).rows;
    assert.match(message?.body ?? "", /本函未列收款账户：付款前请致电我司原联系人核实账户/);
    assert.doesNotMatch(message?.body ?? "", /6222000011118807|收款账户：\s*$/m);
  });

  await t.test("confirmed before it leaves, the reminder names it", async () => {
    const accountant = await world.member(own, "accountant");
    const account = { bankAccountId: books.bankAccountId, ...right };
    await confirmAccount(us, own, await proposeAccount(accountant, own, account));
    await send();
    const [message] = (await us.get(`${base}/messages`)).as(messageList).rows;
    assert.equal(message?.state, "sent");
    assert.match(message?.body ?? "", /收款账户：甲公司 中国工商银行东莞分行 6222000011118807/);
    assert.doesNotMatch(message?.body ?? "", /未列收款账户/);
  });

  await t.test("a letter frozen with it is not printed once it is stopped", async () => {
    const id = await letterOf(await debtor("C2", 120));
    await send();
    const url = `${base}/dunning/notices/${id}/letter`;
    assert.match(await paperText(us, url), /6222000011118807/);
    const stop = `${base}/pay-accounts/${books.bankAccountId}/stop`;
    assert.equal((await us.post(stop, { reason: "银行来函核实" })).status, 200);
    const refused = await us.get(url);
    assert.equal(refused.code, "letter_account_stopped");
    assert.match(refused.text, /8807/);
    assert.doesNotMatch(refused.text, /6222000011118807/);
    const detail = (await us.get(`${base}/dunning/notices/${id}`)).as(noticeDetail);
    assert.equal(detail.items.length, 1, "the notice itself stays");
  });
});
