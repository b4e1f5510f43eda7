// 待确认 as a workbook: it goes out, is filled in, comes back, is previewed and posted. Altered rows,
// overtaken proposals and other files post nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type DecisionsPreview, decisionsPreview } from "../../src/contract/to-confirm.ts";
import { lineOutcomes, workbenchSummary } from "../../src/contract/workbench.ts";
import { toConfirmColumns } from "../../src/core/words/to-confirm.ts";
import { openWorkbook } from "../../src/exporters/xlsx-writer.ts";
import { openTable } from "../../src/importers/table-source.ts";
import { addCustomer, addItem, addLine } from "../support/books.ts";
import { answerOf, type Client, type TestServer, withServer } from "./test-server.ts";
import { booksOf, propose } from "./workbench-books.ts";

type Row = Record<keyof typeof toConfirmColumns, string>;

const columnNames = Object.keys(toConfirmColumns) as (keyof Row)[];

async function download(client: Client, path: string, language = "zh"): Promise<Row[]> {
  const answer = await client.inject({
    url: `${path}/workbench/to-confirm.xlsx`,
    headers: { "accept-language": language },
  });
  assert.equal(answer.statusCode, 200, answer.body);
  const opened = openTable(new Uint8Array(answer.rawPayload));
  assert.ok(opened.ok);
  const rows: Row[] = [];
  let head: string[] | null = null;
  opened.value.sheets[0]?.read((cells) => {
    if (head === null) head = [...cells];
    else rows.push(Object.fromEntries(columnNames.map((c, n) => [c, cells[n] ?? ""])) as Row);
    return true;
  });
  assert.deepEqual(
    head,
    columnNames.map((c) => toConfirmColumns[c][language === "zh" ? "zh" : "en"]),
  );
  return rows;
}

/** Written anew, as a spreadsheet program does, with the columns in another order. */
function workbook(rows: readonly Row[], language: "zh" | "en" = "zh"): Uint8Array {
  const pieces: Uint8Array[] = [];
  const book = openWorkbook((piece) => pieces.push(piece));
  const order = columnNames.toReversed();
  const sheet = book.openSheet(
    "Sheet1",
    order.map((c) => ({
      title: toConfirmColumns[c][language],
      width: 12,
      format: "text" as const,
    })),
  );
  for (const row of rows) sheet.addRow(order.map((c) => row[c]));
  book.end();
  return Buffer.concat(pieces);
}

async function hand(client: Client, path: string, bytes: Uint8Array) {
  const boundary = "a-boundary-of-this-test";
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="to-confirm.xlsx"\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const answer = await client.inject({
    method: "POST",
    url: `${path}/workbench/to-confirm`,
    headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
    payload,
  });
  return answerOf(answer);
}

/** Four lines, each with its own invoice; the first has a second proposal. */
async function story(server: TestServer) {
  const organisation = await server.organisation();
  const books = await booksOf(server, organisation);
  const customer = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const lines: number[] = [];
  for (const n of [1, 2, 3, 4]) {
    const amountMinor = n * 10_000;
    const item = await addItem(books, { customerId: customer, no: `INV${n}`, amountMinor });
    const line = await addLine(books, { amountMinor, payer: `付款人${n}` });
    const own = { customerId: customer, items: [[item, amountMinor]] } as const;
    if (n === 1) {
      const twin = await addItem(books, { customerId: customer, no: "INV1B", amountMinor });
      await propose(books, line, [own, { customerId: customer, items: [[twin, amountMinor]] }]);
    } else await propose(books, line, [own]);
    lines.push(line);
  }
  const path = `/api/v1/books/${organisation.booksId}`;
  return { organisation, books, customer, lines, path, client: organisation.administrator };
}

/** Largest first, so line 4 stands in the first row. */
function filled(rows: Row[], fill: Record<string, Partial<Row>>): Row[] {
  return rows.map((row) => ({ ...row, ...fill[row.payer] }));
}

function standings(preview: DecisionsPreview): Record<string, string> {
  return Object.fromEntries(preview.rows.map((row) => [row.payerName, row.standing]));
}

test("amounts within the texts of the workbook have their thousands", async (t) => {
  const server = await withServer(t);
  const { books, customer, path, client } = await story(server);
  const item = await addItem(books, { customerId: customer, no: "INV9", amountMinor: 123_456_789 });
  const line = await addLine(books, { amountMinor: 123_456_789, payer: "付款人9" });
  await propose(books, line, [{ customerId: customer, items: [[item, 123_456_789]] }]);
  const [row] = await download(client, path);
  assert.match(row?.proposal ?? "", /INV9 1,234,567\.89/);
  assert.equal(row?.amount, "1234567.89", "a number, not a text");
});

test("decisions by workbook are previewed, posted, and posted once", async (t) => {
  const server = await withServer(t);
  const { client, path, lines } = await story(server);
  const rows = await download(client, path);
  assert.deepEqual(
    rows.map((row) => [row.payer, row.amount, row.customer]),
    [
      ["付款人4", "400.00", "上海启明贸易有限公司"],
      ["付款人3", "300.00", "上海启明贸易有限公司"],
      ["付款人2", "200.00", "上海启明贸易有限公司"],
      ["付款人1", "100.00", "上海启明贸易有限公司"],
    ],
  );
  assert.match(rows[3]?.proposal ?? "", /INV1 100\.00/);
  assert.match(rows[3]?.second ?? "", /INV1B 100\.00/);
  const file = workbook(
    filled(rows, {
      付款人1: { decision: "第2候选" },
      付款人2: { decision: "Accept" },
      付款人3: { decision: "不是应收", reason: "利息收入", note: "活期结息" },
      付款人4: { decision: "跳过" },
    }),
  );
  const preview = (await hand(client, path, file)).as(decisionsPreview);
  assert.deepEqual(preview.ready, {
    count: 3,
    amounts: [{ amount: "600.00", currency: "CNY" }],
  });
  assert.equal(preview.skipped, 1);
  assert.equal(preview.stays, 0);
  const before = (await client.get(`${path}/workbench`)).as(workbenchSummary);
  assert.equal(
    before.lanes.find((l) => l.lane === "to_confirm")?.count,
    4,
    "a preview posts nothing",
  );

  const key = { "idempotency-key": "the-same-workbook-once" };
  const body = { file: preview.file };
  const posted = (await client.post(`${path}/workbench/to-confirm/post`, body, key)).as(
    lineOutcomes,
  );
  const again = (await client.post(`${path}/workbench/to-confirm/post`, body, key)).as(
    lineOutcomes,
  );
  assert.deepEqual(again, posted);
  assert.deepEqual(
    posted.outcomes.map((o) => [o.lineId, o.problem]).sort(),
    [lines[0], lines[1], lines[2]].map((id) => [id, null]).sort(),
  );
  const after = (await client.get(`${path}/workbench`)).as(workbenchSummary);
  const counts = Object.fromEntries(after.lanes.map((l) => [l.lane, l.count]));
  assert.deepEqual(counts, { auto: 2, to_confirm: 1, exception: 0, not_receivable: 1 });
  const later = (await client.post(`${path}/workbench/to-confirm/post`, body)).as(lineOutcomes);
  assert.deepEqual(later.outcomes, [], "nothing of it is left to post");
});

test("rows that were altered or overtaken stay, each with its reason", async (t) => {
  const server = await withServer(t);
  const { client, path, books, lines, customer } = await story(server);
  const rows = await download(client, path, "en");
  const [four, three, two, one] = rows as [Row, Row, Row, Row];
  const item = await addItem(books, { customerId: customer, no: "NEW", amountMinor: 40_000 });
  await propose(books, lines[3]!, [{ customerId: customer, items: [[item, 40_000]] }]);
  const confirm = { confirmations: [{ lineId: lines[2]!, version: 1, candidate: 0 }] };
  await client.post(`${path}/decisions/confirm`, confirm);
  const accept = { decision: "accept" };
  const file = workbook(
    [
      { ...four, ...accept },
      { ...three, ...accept },
      { ...two, ...accept, line: one.line, payer: "moved id" },
      { ...two, ...accept, check: `${two.check.slice(0, -1)}x`, payer: "broken check" },
      { ...two, ...accept, amount: "200.01", payer: "other amount" },
      { ...two, decision: "perhaps", payer: "other word" },
      { ...two, decision: "3rd proposal", payer: "no third" },
      { ...two, decision: "No receivable", payer: "no reason" },
      { ...two, decision: "No receivable", reason: "gift", payer: "other reason" },
      { ...one, ...accept },
      { ...one, decision: "2nd proposal", payer: "again" },
    ],
    "en",
  );
  const preview = (await hand(client, path, file)).as(decisionsPreview);
  const byRow = preview.rows.map((row) => [row.row, row.standing]);
  assert.deepEqual(byRow, [
    [2, "proposal_changed"],
    [3, "decided"],
    [4, "altered"],
    [5, "altered"],
    [6, "altered"],
    [7, "decision_unknown"],
    [8, "no_candidate"],
    [9, "reason_missing"],
    [10, "reason_unknown"],
    [11, "ready"],
    [12, "twice"],
  ]);
  assert.equal(preview.rows.find((row) => row.standing === "decided")?.decidedBy, "王敏");
  assert.equal(preview.stays, 10);
  const body = { file: preview.file };
  const posted = (await client.post(`${path}/workbench/to-confirm/post`, body)).as(lineOutcomes);
  assert.deepEqual(
    posted.outcomes.map((o) => [o.lineId, o.problem]),
    [[lines[0], null]],
  );
});

test("another run with the same proposals does not make a workbook out of date", async (t) => {
  const server = await withServer(t);
  const { client, path, books, lines, customer } = await story(server);
  const rows = await download(client, path);
  const { rows: found } = await books.inBooks((db) =>
    db.query<{ id: number }>("select id from open_item where org_id = $1 and no = 'INV2'", [
      books.orgId,
    ]),
  );
  await propose(books, lines[1]!, [{ customerId: customer, items: [[found[0]!.id, 20_000]] }]);
  const file = workbook(filled(rows, { 付款人2: { decision: "采用" } }));
  const preview = (await hand(client, path, file)).as(decisionsPreview);
  assert.deepEqual(standings(preview), { 付款人2: "ready" });
});

test("other files, and the file of another organisation, are refused", async (t) => {
  const server = await withServer(t);
  const { client, path } = await story(server);
  for (const bytes of [
    Buffer.from("日期,决定\n2026-01-01,采用\n"),
    Buffer.from("PK\u0003\u0004torn"),
  ]) {
    const answer = await hand(client, path, bytes);
    assert.equal(answer.status, 422);
    assert.equal(answer.code, "decisions_file_wrong");
  }
  const file = workbook(filled(await download(client, path), { 付款人2: { decision: "采用" } }));
  for (let cut = 0; cut < file.length; cut += 97) {
    const answer = await hand(client, path, file.subarray(0, cut + 1));
    assert.ok([200, 422].includes(answer.status), `${cut}: ${answer.text}`);
  }
  const preview = (await hand(client, path, file)).as(decisionsPreview);
  const other = await server.organisation("乙公司");
  const theirs = `/api/v1/books/${other.booksId}/workbench/to-confirm`;
  const taken = await other.administrator.post(`${theirs}/post`, { file: preview.file });
  assert.equal(taken.code, "decisions_file_wrong");
  const handed = await hand(other.administrator, `/api/v1/books/${other.booksId}`, file);
  assert.deepEqual(standings(handed.as(decisionsPreview)), { 付款人2: "altered" });
});
