// Replies by e-mail, read from a real IMAP server: each lands once, with whom it belongs to, and leaves
// the mailbox as it was.
import assert from "node:assert/strict";
import { test } from "node:test";
import { listReplies, placeByHand, readReplyFile } from "../../src/app/replies/list-replies.ts";
import { readMailboxSetup, saveMailbox, tryMailbox } from "../../src/app/replies/mailbox-setup.ts";
import { listMessages } from "../../src/app/sending/list-messages.ts";
import { sendOne } from "../../src/app/statements/change-statement.ts";
import { readStatement } from "../../src/app/statements/list-statements.ts";
import { makeStatements } from "../../src/app/statements/make-statements.ts";
import { isoDate } from "../../src/core/date.ts";
import { withServer } from "../http/test-server.ts";
import { startImapServer } from "../support/imap-server.ts";
import {
  customerToWrite,
  mailOf,
  type SendingBench,
  sendingBench,
} from "../support/sending-bench.ts";

const now = "2026-10-05T02:00:00Z";
const month = { from: isoDate("2026-09-01"), to: isoDate("2026-09-30") };

/** A statement that was sent, with the Message-ID it left under. */
async function sentStatement(bench: SendingBench, customerId: number) {
  const { orgId, booksId } = bench.books;
  const statementId = await bench.books.record(async (db, recording) => {
    const books = { orgId, booksId, name: "", ownNames: [], ownTaxIds: [], today: "2026-10-05" };
    const ask = { ...month, byPlan: false, form: null, language: null, replyDays: null };
    const making = { db, recording, books, ask: { ...ask, replace: false }, actorName: "" };
    const { made } = await makeStatements({ ...making, jobId: null }, [customerId]);
    return made[0]!;
  });
  const books = { orgId, booksId, timeZone: "Asia/Shanghai" };
  assert.ok((await sendOne(bench.at(now), bench.actor, books, { statementId })).ok);
  await bench.turn(now);
  const { rows } = await bench.books.inBooks((db) =>
    db.query<{ messageId: string; no: string }>(
      `select m.message_id as "messageId", s.no from message m
       join statement s on s.org_id = m.org_id and s.id = m.statement_id
       where m.statement_id = $1`,
      [statementId],
    ),
  );
  return { statementId, ...rows[0]! };
}

async function repliesOf(bench: SendingBench) {
  const list = await listReplies(bench.at(now), bench.books, { limit: 50 });
  return [...list.rows].reverse();
}

const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);

test("a reply lands with what it answers, once, whatever the mailbox does", async (t) => {
  const bench = await sendingBench(t);
  const imap = await startImapServer(t);
  const { customerId } = await customerToWrite(bench.books, "C1");
  const other = await customerToWrite(bench.books, "C2");
  const sent = await sentStatement(bench, customerId);
  await imap.deliver({ from: "old@x.example", subject: "before we looked", text: "old" });
  const { password } = imap;
  await saveMailbox(bench.at(now), bench.actor, { ...imap.setting, password });
  await bench.turn(now);
  assert.equal((await repliesOf(bench)).length, 0, "what lay there before is not ours");

  await imap.deliver({
    from: "李工 <somebody@private.example>",
    subject: "回复：对账单",
    inReplyTo: sent.messageId,
    messageId: "<reply-1@private.example>",
    text: `金额一致，10 月付。\n\n------------------ 原始邮件 ------------------\n发件人：应收部\n${sent.no}`,
    attachments: [
      { filename: "回执.jpg", content: jpeg },
      { filename: "发票.jpg", content: "<script>alert(1)</script>" },
      { filename: "宏.xlsm", content: "PK" },
    ],
  });
  await imap.deliver({
    from: "zhang@x.example",
    subject: `关于 ${sent.no.toLowerCase()}`,
    text: "?",
  });
  await imap.deliver({ from: mailOf("C2").toUpperCase(), subject: "付款", text: "已安排" });
  await imap.deliver({ from: "nobody@x.example", subject: "推广", text: "买一送一" });
  await imap.deliver({
    from: mailOf("C1"),
    subject: "自动回复",
    inReplyTo: sent.messageId,
    headers: { "Auto-Submitted": "auto-replied" },
    text: "休假中",
  });
  await imap.deliver({
    from: mailOf("C2"),
    subject: "只有 HTML",
    html: "<style>p{}</style><p>已付 &yen;&#49;00 &amp; 谢谢</p><script>alert(1)</script><p>张</p>",
  });
  const before = imap.unseen();
  await bench.turn(now);
  await bench.turn(now);
  const replies = await repliesOf(bench);
  assert.deepEqual(
    replies.map(({ kind, foundBy, customer, statement }) => [
      kind,
      foundBy,
      customer?.id ?? null,
      statement?.id ?? null,
    ]),
    [
      ["reply", "message", customerId, sent.statementId],
      ["reply", "number", customerId, sent.statementId],
      ["reply", "address", other.customerId, null],
      ["reply", "", null, null],
      ["auto", "message", customerId, sent.statementId],
      ["reply", "address", other.customerId, null],
    ],
  );
  assert.equal(imap.unseen(), before, "nothing was marked as read");
  const [first, , , stranger, , html] = replies;
  assert.equal(first?.text, "金额一致，10 月付。");
  assert.equal(first?.fromName, "李工");
  assert.equal(html?.text, "已付 ¥100 & 谢谢\n张");
  assert.deepEqual(
    first?.files.map(({ name, kind, why }) => [name, kind, why]),
    [
      ["回执.jpg", "jpeg", ""],
      ["发票.jpg", "", "file_kind_refused"],
      ["宏.xlsm", "", "file_kind_refused"],
    ],
  );
  const file = await readReplyFile(bench.at(now), bench.books, { id: first?.id ?? 0, n: 0 });
  assert.ok(file.ok && Buffer.from(file.value.bytes).equals(jpeg));
  const refused = await readReplyFile(bench.at(now), bench.books, { id: first?.id ?? 0, n: 1 });
  assert.equal(refused.ok, false);

  // the folder was made anew: everything is read again, nothing lands twice
  await bench.books.inBooks((db) =>
    db.query("update mailbox_cursor set uid_validity = 99 where org_id = $1", [bench.books.orgId]),
  );
  await bench.turn(now);
  const again = await repliesOf(bench);
  assert.equal(again.length, replies.length + 1, "only the old mail, which had no number, is new");

  const place = { customerId, statementId: sent.statementId };
  const of = { booksId: bench.books.booksId, id: stranger?.id ?? 0, place };
  assert.ok((await placeByHand(bench.at(now), bench.actor, of)).ok);
  const foreign = { ...of, place: { customerId: other.customerId, statementId: sent.statementId } };
  assert.equal((await placeByHand(bench.at(now), bench.actor, foreign)).ok, false);
  const list = { ...bench.books, today: "2026-10-05", timeZone: "Asia/Shanghai" };
  const read = await readStatement(bench.at(now), list, sent.statementId);
  assert.ok(read.ok);
  const trail = read.value.events.filter(({ act }) => act === "reply");
  assert.deepEqual(
    trail.map(({ side, actor }) => [side, actor]),
    [
      ["customer", "李工"],
      ["customer", "zhang@x.example"],
      ["us", "王敏"],
    ],
  );
});

test("a mail that came back says so at the message and at the statement", async (t) => {
  const bench = await sendingBench(t);
  const imap = await startImapServer(t);
  const { customerId } = await customerToWrite(bench.books, "C1");
  const sent = await sentStatement(bench, customerId);
  await saveMailbox(bench.at(now), bench.actor, { ...imap.setting, password: imap.password });
  await bench.turn(now);
  imap.deliverRaw(
    [
      "From: MAILER-DAEMON@mx.example",
      "To: ar@firm.example",
      "Subject: Undelivered Mail Returned to Sender",
      "Message-ID: <dsn-1@mx.example>",
      "MIME-Version: 1.0",
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
      "",
      "--b1",
      "Content-Type: text/plain",
      "",
      "I'm sorry to have to inform you",
      "--b1",
      "Content-Type: message/delivery-status",
      "",
      "Reporting-MTA: dns; mx.example",
      "",
      `Final-Recipient: rfc822; ${mailOf("C1")}`,
      "Action: failed",
      "Status: 5.1.1",
      "Diagnostic-Code: smtp; 550 5.1.1 no such user",
      "",
      "--b1",
      "Content-Type: text/rfc822-headers",
      "",
      `Message-ID: ${sent.messageId}`,
      "Subject: x",
      "",
      "--b1--",
      "",
    ].join("\r\n"),
  );
  await bench.turn(now);
  const [bounce] = await repliesOf(bench);
  assert.deepEqual([bounce?.kind, bounce?.customer?.id], ["bounce", customerId]);
  const messages = await listMessages(bench.at(now), bench.books, { limit: 10 });
  assert.equal(messages.rows[0]?.state, "bounced");
  assert.match(messages.rows[0]?.error ?? "", /5\.1\.1 550/);
  const list = { ...bench.books, today: "2026-10-05", timeZone: "Asia/Shanghai" };
  const read = await readStatement(bench.at(now), list, sent.statementId);
  assert.ok(read.ok && read.value.events.some(({ act }) => act === "bounced"));
});

test("a mailbox that does not open says why, and everything else goes on", async (t) => {
  const bench = await sendingBench(t);
  const imap = await startImapServer(t);
  const deps = bench.at(now);
  const wrong = { ...imap.setting, password: "wrong-password" };
  await saveMailbox(deps, bench.actor, wrong);
  await bench.turn(now);
  const first = await readMailboxSetup(deps, bench.books.orgId);
  assert.notEqual(first.error, "", "the first look says why as well");
  const tried = await tryMailbox(deps, bench.books.orgId);
  assert.ok(tried.ok && !tried.value.isOpen && tried.value.error !== "");
  await customerToWrite(bench.books, "C1");
  await bench.turn(now);
  const setup = await readMailboxSetup(deps, bench.books.orgId);
  assert.ok(!JSON.stringify(setup).includes("wrong-password"));
  await saveMailbox(deps, bench.actor, { ...imap.setting, password: imap.password });
  const right = await tryMailbox(deps, bench.books.orgId);
  assert.deepEqual(right, { ok: true, value: { isOpen: true, mails: 0, error: "" } });
});

test("the mailbox is set up by administrators alone, its password never comes back", async (t) => {
  const world = await withServer(t);
  const of = await world.organisation();
  const path = "/api/v1/sending/mailbox";
  const body = {
    host: "127.0.0.1",
    port: 1,
    security: "none",
    user: "ar",
    password: "geheim-4711",
  };
  const put = await of.administrator.send("PUT", path, body);
  assert.equal(put.status, 200, put.text);
  assert.ok(!put.text.includes("4711"));
  assert.ok(!(await of.administrator.get(path)).text.includes("4711"));
  const auditor = await world.member(of, "auditor");
  assert.equal((await auditor.send("PUT", path, body)).status, 403);
  const replies = await of.administrator.get(`/api/v1/books/${of.booksId}/replies`);
  assert.equal(replies.status, 200, replies.text);
});
