// Remittance advices in the portal: a text PDF is read by rows, a scan is kept as evidence, and nothing a
// file does reaches the server.
import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { printOne } from "../../src/app/statements/printer.ts";
import { adviceRead } from "../../src/contract/portal.ts";
import { enter, portalBooks, portalCustomer } from "./portal-books.ts";
import { withServer } from "./test-server.ts";

function advicePdf(rows: readonly (readonly string[])[]): Promise<Uint8Array> {
  return printOne({
    title: "付款通知",
    footer: "{page}/{pages}",
    watermark: "",
    content: [
      { text: "付款通知 Remittance advice", fontSize: 16 },
      "以下款项已于 2026-09-28 付出：",
      {
        table: {
          widths: [40, "*", 100, 100],
          body: [["序号", "发票号码", "发票金额", "本次付款金额"], ...rows],
        },
      },
    ],
  });
}

test("a text PDF ticks its documents; a scan and a broken file are kept as evidence", async (t) => {
  const world = await withServer(t);
  const seller = await portalBooks(world);
  const buyer = await portalCustomer(world, seller, "上海启明贸易有限公司");
  const { rows: items } = await seller.books.inBooks((db) =>
    db.query<{ no: string }>("select no from open_item where customer_id = $1 order by id", [
      buyer.customerId,
    ]),
  );
  const [first = "", second = ""] = items.map(({ no }) => no);
  const eyes = await enter(world, seller, buyer);
  const pdf = await advicePdf([
    ["1", first, "100.00", "92.00"],
    ["2", second, "250.50", "250.50"],
    ["3", "INV-1999-88", "7.50", "7.50"],
  ]);
  const read = (await eyes.upload("/advice", "付款通知.pdf", pdf)).as(adviceRead);
  assert.deepEqual(
    read.rows?.map(({ no, amount, itemId }) => [no, amount, itemId !== null]),
    [
      [first, "92.00", true],
      [second, "250.50", true],
      ["INV-1999-88", "7.50", false],
    ],
  );

  const scan = await printOne({
    title: "scan",
    footer: "",
    watermark: "",
    content: [{ canvas: [{ type: "rect", x: 0, y: 0, w: 200, h: 200, color: "#cccccc" }] }],
  });
  const kept = (await eyes.upload("/advice", "扫描.pdf", scan)).as(adviceRead);
  assert.equal(kept.rows, null);
  assert.equal(kept.file.kind, "pdf");

  for (const end of [20, 400, pdf.length - 300]) {
    const cut = (await eyes.upload("/advice", "cut.pdf", pdf.subarray(0, end))).as(adviceRead);
    assert.equal(cut.file.kind, "pdf", "kept, whatever can be read of it");
  }
  assert.equal((await eyes.get("/overview")).status, 200);
});

/** A page whose content is packed twice. */
function bombPdf(): Buffer {
  const content = deflateSync(deflateSync(Buffer.alloc(500_000_000, " ")));
  return Buffer.concat([
    Buffer.from(
      "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" +
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>endobj\n" +
        `4 0 obj<</Length ${content.length}/Filter[/FlateDecode/FlateDecode]>>stream\n`,
    ),
    content,
    Buffer.from("\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"),
  ]);
}

test("neither a PDF of kilobytes that holds half a gigabyte nor a ledger without end takes the server's memory", async (t) => {
  const world = await withServer(t);
  const seller = await portalBooks(world);
  const buyer = await portalCustomer(world, seller, "上海启明贸易有限公司");
  const eyes = await enter(world, seller, buyer);
  const bomb = bombPdf();
  assert.ok(bomb.length < 100_000, `${bomb.length} bytes`);
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 20);
  const kept = (await eyes.upload("/advice", "bomb.pdf", bomb)).as(adviceRead);
  assert.equal(kept.rows, null, "kept as evidence");
  const endless = `日期,单据号,借方,贷方\n${"2026-09-01,A,1,\n".repeat(250_000)}`;
  const refused = await eyes.upload("/comparisons", "ledger.csv", Buffer.from(endless));
  assert.equal(refused.code, "comparison_too_large");
  clearInterval(watch);
  const grownMb = (most - before) / 2 ** 20;
  assert.ok(grownMb < 200, `the server grew by ${Math.round(grownMb)} MiB`);
});
