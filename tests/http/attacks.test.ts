// What was added last, attacked: requests forged by other sites, formulas in every file that leaves,
// mails that no database takes, figures mailed out of the house.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import type { HTTPMethods } from "fastify";
import { strFromU8, unzipSync } from "fflate";
import { takeMail } from "../../src/app/replies/take-mail.ts";
import { csvLines } from "../../src/app/statements/archive.ts";
import { reportScheduleList } from "../../src/contract/reports.ts";
import { inOrganisation } from "../../src/db/transaction.ts";
import { openApiRoutes } from "../../src/http/openapi.ts";
import { seedBooks } from "./seed-books.ts";
import { seedTables } from "./seed-tables.ts";
import { withServer } from "./test-server.ts";

/** Run by a spreadsheet that takes it for a formula. */
const formula = '=HYPERLINK("http://evil.example","x")';

test("no write of another site's page is taken, on any route", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const sites = ["cross-site", "same-site"];
  let tried = 0;
  for (const { method, url } of openApiRoutes(world.server)) {
    if (method === "GET") continue;
    for (const site of sites) {
      const answer = await own.administrator.inject({
        method: method as HTTPMethods as "POST", // the document lists methods of inject
        url: url.replaceAll(":booksId", String(own.booksId)).replaceAll(/:\w+/g, "1"),
        headers: {
          "sec-fetch-site": site,
          "idempotency-key": randomUUID(),
          "content-type": "application/json",
        },
        payload: "{}",
      });
      assert.equal(answer.json().code, "cross_site_request", `${method} ${url}: ${answer.body}`);
      tried += 1;
    }
  }
  assert.ok(tried > 200, `${tried}`);
});

test("no text of a customer becomes a formula in any file that leaves", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation(formula);
  const ids = await seedBooks(world.deps, own, formula);
  const seeded = await inOrganisation(world.deps.pool, own.orgId, (db) =>
    seedTables(db, own, formula),
  );
  const places = new Map([...seeded.ids, ...ids]);
  const checked: string[] = [];
  for (const { method, url } of openApiRoutes(world.server)) {
    if (method !== "GET" || !url.startsWith("/api/v1/") || url === "/api/v1/events") continue;
    const address = url
      .replaceAll(":booksId", String(own.booksId))
      .replaceAll(/:(\w+)/g, (_, name: string) => String(places.get(name) ?? 1))
      .replace("/reports/1", "/reports/overdue_list");
    for (const format of ["csv", "xlsx"]) {
      const answer = await own.administrator.inject({
        method: "GET",
        url: `${address}?format=${format}&state=all`,
      });
      const type = String(answer.headers["content-type"]);
      if (answer.statusCode !== 200) continue;
      if (type.includes("csv")) assertNoFormula(answer.body, address);
      else if (type.includes("spreadsheet")) assertNoFormulaCell(answer.rawPayload, address);
      else continue;
      checked.push(`${url} ${format}`);
    }
  }
  assert.ok(checked.length >= 8, checked.join("\n"));
});

test("lists beside printed papers hold no formulas either, whatever stands before the sign", () => {
  for (const start of ["=", "+", "-", "@", " =", "\t=", "|", "\r="]) {
    assertNoFormula(csvLines([[`${start}cmd()`, "12.50", "-3.00"]]), start);
  }
  assert.match(csvLines([["-3.00", "7"]]), /-3\.00,7/);
});

/** A field of a CSV begins as text, or is a number. */
function assertNoFormula(csv: string, place: string): void {
  const fields = csv.replace(/^\uFEFF/, "").matchAll(/(?:^|,|\n)("(?:[^"]|"")*"|[^,\r\n]*)/g);
  for (const [, field = ""] of fields) {
    const value = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
    const isKeptNumber = /^="\d{12,}"$/.test(value);
    const isNumber = /^-?\d[\d.,]*$/.test(value);
    assert.ok(isKeptNumber || isNumber || !/^\s*[=+\-@|]/.test(value), `${place}: ${value}`);
  }
}

function assertNoFormulaCell(bytes: Uint8Array, place: string): void {
  for (const [name, part] of Object.entries(unzipSync(bytes))) {
    const formulas = strFromU8(part).matchAll(/<f[^>]*>([^<]*)<\/f>/g);
    for (const [, text = ""] of formulas) {
      assert.doesNotMatch(text, /HYPERLINK|evil/, `${place} ${name}`);
    }
  }
}

test("a mail that no text column takes is kept all the same, and the next one comes in", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const nested = `${"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n".repeat(400)}x`;
  const long = `${"x".repeat(499)}😀`;
  const mails = [
    "Subject: =?utf-8?B?AGJhZAA=?=\r\nContent-Transfer-Encoding: base64\r\n\r\nAGEAYg==\r\n",
    `Subject: ${long}\r\nIn-Reply-To: <a\0b@c>\r\n\r\nbody\r\n`,
    "Content-Type: text/html\r\n\r\n<script>alert(1)</script>\0&#0;&#xD800;text\r\n",
    'Content-Type: application/pdf; name="../../etc/\u202efdp.exe"\r\nContent-Disposition: attachment\r\n\r\n%PDF-1.7\r\n',
    nested,
    "Subject: ordinary\r\n\r\nordinary\r\n",
  ];
  for (const [n, text] of mails.entries()) {
    const source = Buffer.from(
      `From: "x\0y" <a${n}@b.example>\r\nMessage-ID: <m${n}@b>\r\n${text}`,
    );
    const incoming = {
      uid: n + 1,
      uidValidity: 1,
      sizeBytes: source.length,
      source,
      fromName: "x\0y",
      fromAddress: `a${n}@b.example`,
      subject: "\0",
      messageId: `<m${n}@b>`,
      date: null,
    };
    const isNew = await inOrganisation(world.deps.pool, own.orgId, (db) =>
      takeMail(world.deps, db, own.orgId, incoming),
    );
    assert.equal(isNew, true, `mail ${n}`);
  }
  const { rows } = await inOrganisation(world.deps.pool, own.orgId, (db) =>
    db.query<{ files: { name: string }[]; body: string }>(
      "select files, body from mail_reply where org_id = $1 order by id",
      [own.orgId],
    ),
  );
  assert.equal(rows.length, mails.length);
  for (const { files, body } of rows) {
    for (const { name } of files) assert.doesNotMatch(name, /[/\\\u202e]/);
    assert.doesNotMatch(body, /<script/);
  }
});

/** What storing a mail costs by itself; less cannot be told apart. */
const leastMicroseconds = 100_000;

test("no mail that anybody may send us holds up the server", async (t) => {
  const head = "From: a@b.example\r\n";
  const report =
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n';
  const mails: Record<string, string> = {
    tags: `${head}Content-Type: text/html\r\n\r\n${"<".repeat(400_000)}`,
    blocks: `${head}Content-Type: text/html\r\n\r\n${"<br ".repeat(100_000)}`,
    ids: `${head}${report}--b\r\nContent-Type: message/delivery-status\r\n\r\n<${"@".repeat(190_000)}\r\n--b--\r\n`,
    "blank lines": `${head}\r\n${"\r\n".repeat(1_500_000)}`,
    "more lines than its reader has memory for": `${head}\r\n${"\r\n".repeat(12_000_000)}`,
  };
  const world = await withServer(t);
  const own = await world.organisation();
  /** CPU time of the server's own thread, whatever the machine does meanwhile. */
  const take = async (uid: number, subject: string, text: string) => {
    const source = Buffer.from(text);
    const facts = { uid, uidValidity: 1, sizeBytes: source.length, source, date: null, subject };
    const who = { fromName: "", fromAddress: "a@b.example", messageId: `<${uid}@b>` };
    const before = process.threadCpuUsage();
    const isNew = await inOrganisation(world.deps.pool, own.orgId, (db) =>
      takeMail(world.deps, db, own.orgId, { ...facts, ...who }),
    );
    const { user, system } = process.threadCpuUsage(before);
    assert.equal(isNew, true, subject);
    return user + system;
  };
  for (const [n, [name, text]] of Object.entries(mails).entries()) {
    const letter = `${head}\r\n${"a plain word\r\n".repeat(text.length / 14)}`;
    const usual = await take(2 * n + 1, "a letter as long", letter);
    const spent = await take(2 * n + 2, name, text);
    const times = spent / Math.max(usual, leastMicroseconds);
    assert.ok(times < 8, `${name}: ${times.toFixed(1)} times the work of a letter as long`);
  }
  const { rows } = await inOrganisation(world.deps.pool, own.orgId, (db) =>
    db.query<{ subject: string }>(
      `select subject from mail_reply where org_id = $1 and files @> '[{"why": "mail_too_large"}]'`,
      [own.orgId],
    ),
  );
  const unread = rows.map(({ subject }) => subject);
  assert.ok(unread.includes("more lines than its reader has memory for"), "kept unread");
});

test("a reader mails reports to the house alone; to others only who manages the books", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const path = `/api/v1/books/${own.booksId}/report-schedules`;
  const schedule = {
    code: "overdue_list",
    title: "逾期清单\r\nBcc: evil@evil.example",
    query: {},
    every: "day",
    onDay: 0,
    format: "csv",
    language: "zh",
    receivers: ["evil@evil.example"],
  };
  const auditor = await world.member(own, "auditor");
  const answer = await auditor.post(path, schedule);
  assert.equal(answer.code, "receiver_outside");
  const inside = await auditor.post(path, { ...schedule, receivers: [own.email] });
  assert.equal(inside.status, 201, inside.text);
  assert.equal((await own.administrator.post(path, schedule)).status, 201);
  const { rows } = (await auditor.get(path)).as(reportScheduleList);
  const theirs = rows.find(({ receivers }) => receivers.includes("evil@evil.example"));
  const ended = await auditor.send("DELETE", `${path}/${theirs?.id}`);
  assert.equal(ended.code, "not_allowed", "what somebody else set up");
  const mine = rows.find(({ id }) => id !== theirs?.id);
  assert.equal((await auditor.send("DELETE", `${path}/${mine?.id}`)).status, 204);
});
