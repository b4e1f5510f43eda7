// Files through the API, with a worker beside it as in production: upload, preview, import, undo; who
// may, and whose they are.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fixedClock } from "../../src/clock.ts";
import { dataHealth } from "../../src/contract/data-health.ts";
import {
  importCard,
  importList,
  importProblems,
  importUndone,
  uploadOutcomes,
} from "../../src/contract/imports.ts";
import { answerOf, type Client, type TestServer, withServer } from "./test-server.ts";
import { withWorkers } from "./test-workers.ts";

const csv =
  "账号,6222000011118807\n交易日期,收入,支出,余额,对方户名,对方账号,摘要,交易流水号\n" +
  "2026-09-01,1000.00,,1000.00,上海启明贸易有限公司,31001,货款,REF000001\n" +
  "2026-09-02,x12.00,,1012.00,苏州远景,31002,货款,REF000002\n";

async function upload(
  client: Client,
  booksId: number,
  files: readonly (readonly [name: string, text: string])[],
) {
  const boundary = "----import-test";
  const parts = files.map(
    ([name, text]) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n` +
      `content-type: application/octet-stream\r\n\r\n${text}\r\n`,
  );
  const response = await client.inject({
    method: "POST",
    url: `/api/v1/books/${booksId}/imports`,
    headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.from(`${parts.join("")}--${boundary}--\r\n`, "utf8"),
  });
  return answerOf(response);
}

async function withWorker(t: Parameters<typeof withServer>[0]): Promise<TestServer> {
  const server = await withServer(t);
  await withWorkers(server);
  return server;
}

/** The card once no job of it is under way. */
async function settled(client: Client, path: string) {
  for (let tries = 0; tries < 200; tries++) {
    const card = (await client.get(path)).as(importCard);
    if (card.state !== "reading" && card.state !== "committing") return card;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${path} did not settle`);
}

test("a file is uploaded, previewed, its account added, imported and undone through the API", async (t) => {
  const server = await withWorker(t);
  const of = await server.organisation();
  const accountant = await server.member(of, "accountant");
  const books = `/api/v1/books/${of.booksId}`;
  const [file] = (await upload(accountant, of.booksId, [["九月流水.csv", csv]])).as(
    uploadOutcomes,
  ).files;
  assert.deepEqual([file?.fileName, file?.sameFile], ["九月流水.csv", false]);
  const path = `${books}/imports/${file?.importId}`;
  const read = await settled(accountant, path);
  assert.equal(read.state, "previewed", JSON.stringify(read));
  assert.deepEqual([read.preview?.counts.waiting, read.preview?.counts.refused], [1, 1]);
  const problems = (await accountant.get(`${path}/problems`)).as(importProblems);
  assert.deepEqual(problems.byCode, [{ code: "amount_unreadable", severity: "row", count: 1 }]);

  const statementKey = read.preview?.statements[0]?.key;
  const create = { accountNo: "6222000011118807", bank: "ICBC", currency: "CNY" };
  assert.equal((await accountant.post(`${path}/account`, { statementKey, create })).status, 200);
  assert.equal((await settled(accountant, path)).preview?.counts.fresh, 1);

  const again = (await upload(accountant, of.booksId, [["copy.csv", csv]])).as(uploadOutcomes)
    .files[0];
  assert.deepEqual([again?.importId, again?.sameFile], [file?.importId, true]);

  assert.equal((await accountant.post(`${path}/commit`)).status, 202);
  const done = await settled(accountant, path);
  assert.deepEqual([done.state, done.result?.stored, done.result?.refused], ["committed", 1, 1]);
  const health = (await accountant.get(`${books}/data-health`)).as(dataHealth);
  assert.equal(health.accounts[0]?.loadedThrough, "2026-09-01");
  assert.ok(health.findings.some(({ check, count }) => check === "refused_rows" && count === 1));

  const undone = (await accountant.post(`${path}/undo`)).as(importUndone);
  assert.equal(undone.lines, 1);
  assert.equal((await accountant.post(`${path}/undo`)).code, "import_not_committed");
  const list = (await accountant.get(`${books}/imports`)).as(importList);
  assert.deepEqual(
    list.rows.map(({ state }) => state),
    ["undone"],
  );
});

test("a table pasted from a spreadsheet is a file like any other", async (t) => {
  const server = await withWorker(t);
  const of = await server.organisation();
  const accountant = await server.member(of, "accountant");
  const imports = `/api/v1/books/${of.booksId}/imports`;
  const text = "单号\t客户名称\t价税合计\t开票日期\nI1\t甲公司\t1,130.00\t2026-09-01\n";
  const [file] = (await accountant.post(`${imports}/paste`, { text })).as(uploadOutcomes).files;
  const read = await settled(accountant, `${imports}/${file?.importId}`);
  assert.deepEqual([read.contentKind, read.preview?.counts.fresh], ["items", 1]);
  assert.equal((await accountant.post(`${imports}/${file?.importId}/discard`)).status, 200);
  assert.deepEqual((await accountant.get(imports)).as(importList).rows, []);
});

test("what is pasted before eight in the morning is named after that day, not after UTC's", async (t) => {
  const server = await withServer(t, { clock: fixedClock("2026-12-31T16:30:00Z") });
  const { administrator, booksId } = await server.organisation();
  const text = "单号\t客户名称\t价税合计\t开票日期\nI1\t甲公司\t1,130.00\t2026-09-01\n";
  const paste = await administrator.post(`/api/v1/books/${booksId}/imports/paste`, { text });
  assert.match(paste.as(uploadOutcomes).files[0]?.fileName ?? "", /^paste-2027-01-01-/);
});

test("a file that was refused is read again on its own card, not on a second one", async (t) => {
  const server = await withWorker(t);
  const of = await server.organisation();
  const accountant = await server.member(of, "accountant");
  const books = `/api/v1/books/${of.booksId}`;
  const file = ["什么都不是.csv", "甲乙丙\n一二三\n"] as const;
  const hand = async () =>
    (await upload(accountant, of.booksId, [file])).as(uploadOutcomes).files[0]?.importId;
  const first = await hand();
  assert.equal((await settled(accountant, `${books}/imports/${first}`)).state, "refused");
  assert.equal(await hand(), first);
  assert.equal((await settled(accountant, `${books}/imports/${first}`)).state, "refused");
  const { rows } = (await accountant.get(`${books}/imports`)).as(importList);
  assert.deepEqual(
    rows.map(({ id }) => id),
    [first],
  );
});

test("who may not import is refused, and another organisation's files are nowhere to be seen", async (t) => {
  const server = await withServer(t);
  const mine = await server.organisation("甲公司");
  const theirs = await server.organisation("乙公司");
  const accountant = await server.member(mine, "accountant");
  const auditor = await server.member(mine, "auditor");
  const stranger = await server.member(theirs, "accountant");
  assert.equal((await upload(auditor, mine.booksId, [["a.csv", csv]])).code, "not_allowed");
  assert.equal((await upload(stranger, mine.booksId, [["a.csv", csv]])).code, "books_not_found");
  const [file] = (await upload(accountant, mine.booksId, [["a.csv", csv]])).as(
    uploadOutcomes,
  ).files;
  const foreign = `/api/v1/books/${theirs.booksId}/imports/${file?.importId}`;
  for (const act of ["commit", "cancel", "discard", "undo", "again"]) {
    assert.equal((await stranger.post(`${foreign}/${act}`)).code, "import_not_found", act);
  }
  assert.equal((await stranger.get(foreign)).code, "import_not_found");
  assert.equal((await stranger.get(`${foreign}/problems`)).code, "import_not_found");
  assert.equal((await stranger.send("PUT", `${foreign}/choices`, {})).code, "import_not_found");
  const own = (await stranger.get(`/api/v1/books/${theirs.booksId}/imports`)).as(importList);
  assert.deepEqual(own.rows, []);
});

test("an upload without a file, or with an empty one, is refused by name", async (t) => {
  const server = await withServer(t);
  const of = await server.organisation();
  const accountant = await server.member(of, "accountant");
  assert.equal((await upload(accountant, of.booksId, [])).code, "file_missing");
  assert.equal((await upload(accountant, of.booksId, [["empty.csv", ""]])).code, "file_empty");
});
