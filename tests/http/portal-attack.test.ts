// The portal attacked: other customers' ids, edited, expired, revoked and replayed tokens, guessed
// codes, oversized and disguised files, script and formulas in every field. Nothing is shown, nothing
// runs, each refusal is kept.
import assert from "node:assert/strict";
import { test } from "node:test";
import { hashPortalToken } from "../../src/app/portal/portal-token.ts";
import { comparisonDetail, groupPage } from "../../src/contract/comparisons.ts";
import { disputeList } from "../../src/contract/disputes.ts";
import { idPath } from "../../src/contract/page.ts";
import { overview, portalStatement, storedFile } from "../../src/contract/portal.ts";
import { messageList } from "../../src/contract/sending.ts";
import { withinPortal } from "../../src/db/portal-scope.ts";
import { inOrganisation } from "../../src/db/transaction.ts";
import { openApiRoutes } from "../../src/http/openapi.ts";
import type { TestBooks } from "../support/books.ts";
import { sheetAt } from "./ledger-books.ts";
import {
  type Eyes,
  enter,
  eyesOf,
  lastCode,
  type PortalCustomer,
  portalBooks,
  portalCustomer,
  sendLink,
} from "./portal-books.ts";
import { withServer } from "./test-server.ts";

const secret = "绝密乙公司";

/** Refusals kept of a customer, by what they were about. */
async function refusalsOf(books: TestBooks, customerId: number): Promise<string[]> {
  const { rows } = await books.inBooks((db) =>
    db.query<{ act: string }>(
      `select act from portal_event where org_id = $1 and customer_id = $2 and is_refusal order by id`,
      [books.orgId, customerId],
    ),
  );
  return rows.map(({ act }) => act);
}

test("every id of another customer is as if it did not exist, and each try is kept", async (t) => {
  const world = await withServer(t);
  const seller = await portalBooks(world);
  const attacker = await portalCustomer(world, seller, "甲方贸易");
  const victim = await portalCustomer(world, seller, secret);
  const foreign = await portalCustomer(world, await portalBooks(world, "丙公司"), secret);
  const theirs = await enter(world, seller, victim);
  const file = (await theirs.upload("/files", "a.csv", "秘密,1\n")).as(storedFile);
  await theirs.post("/questions", { key: "victim-1", subject: secret, body: secret });
  const at = `/statements/${victim.statementId}`;
  const object = { n: 1, state: "objected", reason: "other", note: secret };
  const rest = [2, 3].map((n) => ({ n, state: "agreed" }));
  await theirs.post(`${at}/decisions`, { decisions: [object, ...rest] });
  await theirs.post(`${at}/finish`, { name: "李", position: "x", isAuthorised: true });
  const ledger = await theirs.upload("/comparisons", "ledger.csv", twoReadings("INV-X"));
  const theirAccount = await theirs.get("/overview");
  const { questions, disputes } = theirAccount.as(overview);

  const eyes = await enter(world, seller, attacker);
  const tries = await tryEverything(eyes, {
    statements: [victim.statementId, foreign.statementId, 9_999_999],
    items: victim.itemIds,
    questionId: questions[0]?.id ?? 0,
    disputeId: disputes[0]?.id ?? 0,
    fileId: file.id,
    comparisonId: ledger.as(idPath).id,
  });
  for (const { what, answer } of tries) {
    assert.ok([400, 404, 409].includes(answer.status), `${what}: ${answer.status} ${answer.text}`);
    assert.ok(!answer.text.includes(secret), `${what} leaks: ${answer.text}`);
  }
  const kept = (await refusalsOf(seller.books, attacker.customerId)).filter((a) => a === "refused");
  assert.equal(kept.length, tries.length, "one refusal kept for each try");
  assert.ok(!(await eyes.get("/overview")).text.includes(secret));
  assert.deepEqual((await theirs.get("/overview")).body, theirAccount.body, "nothing changed");
});

async function tryEverything(
  eyes: Eyes,
  of: {
    readonly statements: readonly number[];
    readonly items: readonly number[];
    readonly questionId: number;
    readonly disputeId: number;
    readonly fileId: number;
    readonly comparisonId: number;
  },
) {
  const tries: { what: string; answer: Awaited<ReturnType<Eyes["get"]>> }[] = [];
  const get = async (path: string) => tries.push({ what: path, answer: await eyes.get(path) });
  const post = async (path: string, body: unknown) =>
    tries.push({ what: path, answer: await eyes.post(path, body) });
  for (const id of of.statements) {
    await get(`/statements/${id}`);
    await get(`/statements/${id}/file?format=pdf`);
    await get(`/statements/${id}/file?format=xlsx`);
    await post(`/statements/${id}/decisions`, { decisions: [{ n: 1, state: "agreed" }] });
    await post(`/statements/${id}/lines/1/undo`, {});
    await post(`/statements/${id}/finish`, { name: "x", position: "x", isAuthorised: true });
    const upload = `/files?statement=${id}&line=1`;
    tries.push({ what: upload, answer: await eyes.upload(upload, "a.csv", "a,1\n") });
  }
  for (const id of of.items) {
    const items = [{ id, amount: "1.00" }];
    await post("/announcements", { key: `attack-${id}`, items });
  }
  const fileIds = [of.fileId];
  await get(`/files/${of.fileId}`);
  await post(`/questions/${of.questionId}/messages`, { body: "x", fileIds: [] });
  await post(`/disputes/${of.disputeId}/messages`, { body: "x", fileIds: [] });
  await post("/questions", { key: "attack-1", subject: "x", body: "x", fileIds });
  await post("/announcements/1/cancel", {});
  const comparison = `/comparisons/${of.comparisonId}`;
  await get(comparison);
  await get(`${comparison}/groups`);
  await get(`${comparison}/file?format=xlsx`);
  await post(`${comparison}/again`, { to: "2026-09-30" });
  await post(`${comparison}/groups/1`, { answer: "agreed" });
  await post(`${comparison}/sign`, { name: "x", position: "x", isAuthorised: true });
  return tries;
}

/** 250.50 without a number: the point moved five days later, or the very amount twenty days later. */
function twoReadings(no: string): string {
  return [
    "日期,凭证号,单据号,摘要,借方金额,贷方金额",
    `2026-08-05,转-1,${no},采购入库,,100.00`,
    "2026-08-06,转-2,,采购入库,,2505.00",
    "2026-08-21,转-3,,采购入库,,250.50",
  ].join("\n");
}

test("the customer cannot say which of several readings of its ledger it is", async (t) => {
  const world = await withServer(t);
  const seller = await portalBooks(world);
  const buyer = await portalCustomer(world, seller, "甲方贸易");
  const eyes = await enter(world, seller, buyer);
  const { id } = (await eyes.upload("/comparisons", "a.csv", twoReadings("INV-X"))).as(idPath);
  const at = `/comparisons/${id}`;
  const { rows } = (await eyes.get(`${at}/groups?verdict=undecided`)).as(groupPage);
  const [open] = rows;
  assert.ok(open, "the ledger may be read in two ways");
  const sideOf = (of: "ours" | "theirs") =>
    open.entries
      .filter(({ side }) => side === of)
      .map(({ date, no, amount }) => ({ date, no, amount }));
  const told = [{ ours: sideOf("ours"), theirs: sideOf("theirs") }];
  for (const body of [{ told }, { to: "2026-09-30", told }, { choices: { told } }]) {
    assert.equal((await eyes.post(`${at}/again`, body)).code, "invalid_request");
  }
  assert.equal((await eyes.post(`${at}/groups/${open.n}/reading`, { way: 1 })).status, 404);
  assert.equal((await eyes.get(at)).as(comparisonDetail).undecided, 1, "as before");
  const us = `/api/v1/books/${seller.books.booksId}/comparisons/${id}`;
  const ours = await seller.of.administrator.post(`${us}/again`, { told });
  assert.equal(ours.code, "invalid_request", "nor our own people beside the decision");

  const way = { way: 1 };
  const decided = await seller.of.administrator.post(`${us}/groups/${open.n}/reading`, way);
  const next = `/comparisons/${decided.as(idPath).id}`;
  const seen = await eyes.get(next);
  assert.equal(seen.as(comparisonDetail).undecided, 0);
  const again = await eyes.post(`${next}/again`, { to: "2026-09-30" });
  const after = (await eyes.get(`/comparisons/${again.as(idPath).id}`)).as(comparisonDetail);
  assert.equal(after.undecided, 0, "what our people decided stays decided");
});

test("within the portal the database itself shows one customer", async (t) => {
  const world = await withServer(t);
  const seller = await portalBooks(world);
  const own = await portalCustomer(world, seller, "甲方贸易");
  await portalCustomer(world, seller, secret);
  const { books } = seller;
  const tables = await world.database.ownerPool.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind = 'r' and c.relrowsecurity order by 1`,
  );
  // what concerns no customer at all, and what the portal only adds to
  const shared = new Set([
    "organisation",
    "books",
    "member",
    "bank_account",
    "chain_head",
    "idempotency_key",
    "text_template",
  ]);
  const scope = { orgId: books.orgId, customerId: own.customerId };
  await withinPortal(scope, () =>
    books.inBooks(async (db) => {
      for (const { name } of tables.rows) {
        if (shared.has(name)) continue;
        const { rows } = await db.query<{ text: string }>(`select t::text as text from ${name} t`);
        assert.ok(
          !rows.some(({ text }) => text.includes(secret)),
          `${name} shows another customer`,
        );
      }
      const { rows } = await db.query<{ id: number }>("select id from customer");
      assert.deepEqual(
        rows.map(({ id }) => id),
        [own.customerId],
      );
      const { rowCount } = await db.query("select from bank_line");
      assert.equal(rowCount, 0);
    }),
  );
  const { rows: bare } = await world.database.ownerPool.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind = 'r' and c.relrowsecurity
       and not exists (select from pg_policies p where p.tablename = c.relname and p.policyname = 'portal')`,
  );
  assert.deepEqual(bare, [], "every table says what the portal sees of it");
});

test("a token that is edited, expired, revoked, resent or withdrawn opens nothing", async (t) => {
  const world = await withServer(t);
  const seller = await portalBooks(world);
  const buyer = await portalCustomer(world, seller, "甲方贸易");
  const { books } = seller;
  const stranger = eyesOf(world);
  const door = async (token: string) => (await stranger.post("/door", { token })).code;

  const { token } = buyer;
  const edited = `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`;
  assert.equal(await door(edited), "portal_link_unknown");
  assert.equal(await door("x".repeat(32)), "portal_link_unknown");
  assert.equal(await door("' or 1=1 --"), "invalid_request");

  const session = await enter(world, seller, buyer);
  assert.equal((await session.get("/overview")).status, 200);
  const tampered = eyesOf(world, `${session.cookie.slice(0, -1)}!`);
  assert.equal((await tampered.get("/overview")).code, "portal_not_open");
  const forged = eyesOf(
    world,
    session.cookie.replace(/.$/, (c) => (c === "A" ? "B" : "A")),
  );
  assert.equal((await forged.get("/overview")).code, "portal_not_open");
  assert.equal(
    (await eyesOf(world, `qz_portal=${token}`).get("/overview")).code,
    "portal_not_open",
  );

  const fresh = await sendLink(world, books, buyer);
  assert.equal(await door(token), "portal_link_withdrawn", "sent again: the old link is dead");
  assert.equal((await session.get("/overview")).code, "portal_link_withdrawn", "and its session");
  assert.equal(await door(fresh), "");

  const again = await enter(world, seller, { ...buyer, token: fresh });
  await again.post("/sign-out");
  assert.equal((await again.get("/overview")).code, "portal_not_open", "a copied cookie is dead");

  const last = await sendLink(world, books, buyer);
  await inOrganisation(world.database.ownerPool, books.orgId, (db) =>
    db.query(
      `update portal_invitation set expires_at = now() - interval '1 second'
       where token_hash = $1`,
      [hashPortalToken(last)],
    ),
  );
  assert.equal(await door(last), "portal_link_expired");
  assert.equal((await stranger.post("/code", { token: last })).code, "portal_link_expired");
  const kept = await refusalsOf(books, buyer.customerId);
  for (const act of ["portal_link_withdrawn", "portal_not_open", "portal_link_expired"]) {
    assert.ok(kept.includes(act), `${act} is kept`);
  }
});

test("a code cannot be guessed: five tries, codes a minute apart, tries side by side counted", async (t) => {
  const world = await withServer(t);
  const seller = await portalBooks(world);
  const buyer = await portalCustomer(world, seller, "甲方贸易");
  const stranger = eyesOf(world);
  const { token } = buyer;
  assert.equal(
    (await stranger.post("/session", { token, code: "000000" })).code,
    "portal_code_ended",
  );
  await stranger.post("/code", { token });
  const code = await lastCode(seller.books, buyer.customerId);
  const wrong = Array.from({ length: 30 }, (_, place) => String(place).padStart(6, "0")).filter(
    (guess) => guess !== code,
  );
  const answers = await Promise.all(
    wrong.map((guess) => stranger.post("/session", { token, code: guess })),
  );
  const counts = new Map<string, number>();
  for (const { code: said } of answers) counts.set(said, (counts.get(said) ?? 0) + 1);
  assert.equal(counts.get("portal_code_wrong"), 4, "four times told that tries are left");
  assert.equal(counts.get("portal_code_ended"), wrong.length - 4);
  const right = await stranger.post("/session", { token, code });
  assert.equal(right.code, "portal_code_ended", "even the right one, after five wrong ones");
  assert.equal((await stranger.post("/code", { token })).code, "portal_code_wait");
  const kept = await refusalsOf(seller.books, buyer.customerId);
  assert.equal(kept.length, wrong.length + 3, "each refusal is kept");
});

test("nobody of the seller learns a code that was sent to the customer", async (t) => {
  const world = await withServer(t);
  const seller = await portalBooks(world);
  const buyer = await portalCustomer(world, seller, "甲方贸易");
  await eyesOf(world).post("/code", { token: buyer.token });
  const code = await lastCode(seller.books, buyer.customerId);
  const outbox = `/api/v1/books/${seller.of.booksId}/messages`;
  const { administrator } = seller.of;
  const trial = await administrator.get(outbox);
  assert.ok(trial.text.includes(code), "on the trial channel it can be read here alone");
  const owner = await world.database.ownerPool.connect();
  await owner.query("select set_config('app.org_id', $1, false)", [String(seller.of.orgId)]);
  await owner.query(`update message set channel = 'email', state = 'failed'
    where template = 'portal_code'`);
  owner.release(true);
  const listed = await administrator.get(outbox);
  const sent = listed.as(messageList).rows.find(({ template }) => template === "portal_code");
  assert.match(sent?.body ?? "", /••••••/);
  assert.ok(!listed.text.includes(code), listed.text);
  const searched = await administrator.get(`${outbox}?q=${code.slice(0, 3)}`);
  assert.deepEqual(searched.as(messageList).rows, [], "nor by searching for its digits");
  const elsewhere = { toAddress: "insider@seller.example" };
  const retried = await administrator.post(`${outbox}/${sent?.id}/retry`, elsewhere);
  assert.equal(retried.code, "message_state", "nor by having it sent to oneself");
});

test("files that are too large or not what they say are refused; the rest are attachments", async (t) => {
  const world = await withServer(t);
  const seller = await portalBooks(world);
  const buyer = await portalCustomer(world, seller, "甲方贸易");
  const eyes = await enter(world, seller, buyer);
  const large = Buffer.alloc(10 * 1_048_576 + 1, 0xff);
  assert.equal((await eyes.upload("/files", "a.jpg", large)).code, "file_too_large");
  const disguised: [string, string | Uint8Array][] = [
    ["photo.jpg", "<script>alert(1)</script>"],
    ["photo.png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"],
    ["a.html", "<html></html>"],
    ["a.csv", "<html><body onload=alert(1)>"],
    ["a.pdf", Buffer.from([0x4d, 0x5a, 0x90, 0])],
    ["../../../etc/passwd", "root:x:0:0"],
    ["a.xlsx", Buffer.from("PK\u0003\u0004 word/document.xml")],
  ];
  for (const [name, bytes] of disguised) {
    assert.equal((await eyes.upload("/files", name, bytes)).code, "file_kind_refused", name);
  }
  assert.equal((await eyes.upload("/files", "empty.csv", "")).code, "file_empty");
  assert.equal((await eyes.post("/files", {})).code, "unsupported_media_type");
  const broken = Buffer.concat([
    Buffer.from("PK\u0003\u0004xl/workbook.xml"),
    Buffer.alloc(500, 7),
  ]);
  const advice = await eyes.upload("/advice", "bomb.xlsx", broken);
  assert.equal(advice.status, 200, "kept as evidence");
  assert.ok(advice.text.includes('"rows":null'), "and not read");

  const kept = (await eyes.upload("/files", "取证 (1); a=b.csv", "a,1\n")).as(storedFile);
  const back = await eyes.get(`/files/${kept.id}`);
  assert.match(String(back.headers["content-disposition"]), /^attachment; filename\*=UTF-8''/);
  assert.equal(back.headers["x-content-type-options"], "nosniff");
  assert.match(String(back.headers["content-security-policy"]), /sandbox/);
  assert.equal(back.headers["set-cookie"], undefined);
});

test("script and formulas in every field stay text, in answers and in exports", async (t) => {
  const world = await withServer(t);
  const seller = await portalBooks(world);
  const buyer = await portalCustomer(world, seller, "甲方贸易");
  const eyes = await enter(world, seller, buyer);
  const script = "<script>alert(1)</script>";
  const formula = '=HYPERLINK("http://evil.example","x")';
  const text = `${formula}${script}`;
  const at = `/statements/${buyer.statementId}`;
  await eyes.post(`${at}/decisions`, {
    decisions: [
      { n: 1, state: "objected", reason: "other", note: text },
      { n: 2, state: "agreed", note: text },
      { n: 3, state: "agreed" },
    ],
  });
  const finish = { name: formula, position: script, note: text, isAuthorised: true };
  const statement = (await eyes.post(`${at}/finish`, finish)).as(portalStatement);
  assert.equal(statement.lines[0]?.note, text, "kept as it was written");
  await eyes.post("/questions", { key: "script-1", subject: formula, body: text });
  for (const path of ["/overview", at]) {
    const answer = await eyes.get(path);
    assert.match(String(answer.headers["content-type"]), /^application\/json/);
    assert.equal(answer.headers["x-content-type-options"], "nosniff");
    assert.match(String(answer.headers["content-security-policy"]), /default-src 'none'/);
  }
  const us = seller.of.administrator;
  const path = `/api/v1/books/${seller.books.booksId}`;
  const [row] = (await us.get(`${path}/disputes`)).as(disputeList).rows;
  assert.equal((await us.get(`${path}/disputes/${row?.id}`)).status, 200);
  const sheet = await sheetAt(
    { ...us, inject: (options) => us.inject(options) },
    `/api/v1/books/${seller.books.booksId}/items/export?format=xlsx`,
  );
  for (const [cell, value] of Object.entries(sheet)) {
    if (cell.startsWith("!")) continue;
    assert.equal((value as { f?: string }).f, undefined, `${cell} is a formula`);
  }
  const extra = await eyes.post(`${at}/decisions`, {
    decisions: [{ n: 1, state: "agreed", customerId: 1 }],
    customerId: 1,
  });
  assert.equal(extra.code, "invalid_request", "unknown keys are refused");
});

test("every route of the room needs a session; a foreign site posts nothing", async (t) => {
  const world = await withServer(t);
  const seller = await portalBooks(world);
  const buyer: PortalCustomer = await portalCustomer(world, seller, "甲方贸易");
  const doors = ["/door", "/code", "/session", "/new-link", "/hand-over"];
  const rooms = openApiRoutes(world.server).filter(({ url }) => {
    const path = url.replace("/api/portal", "");
    return url.startsWith("/api/portal/") && !doors.includes(path);
  });
  assert.ok(rooms.length >= 12, `${rooms.length} routes`);
  for (const { method, url } of rooms) {
    const answer = await world.server.inject({
      method: method as "GET", // the document lists methods of inject
      url: url.replaceAll(/:(\w+)/g, "1"),
      headers: { host: "localhost" },
    });
    assert.equal(answer.statusCode, 401, `${method} ${url}`);
  }
  const eyes = await enter(world, seller, buyer);
  const forged = await world.server.inject({
    method: "POST",
    url: "/api/portal/sign-out",
    headers: { host: "localhost", cookie: eyes.cookie, "sec-fetch-site": "cross-site" },
  });
  assert.equal(forged.statusCode, 403);
  assert.equal((await eyes.get("/overview")).status, 200);
});
