// 影子月 over HTTP: a firm's own settlements beside the run that never saw them; each disagreement is
// judged once, and the lines are labels.
import assert from "node:assert/strict";
import { test } from "node:test";
import { calibrationOnWire } from "../../src/contract/accuracy.ts";
import { shadowMonth } from "../../src/contract/shadow.ts";
import { addCustomer, addItem, addLine } from "../support/books.ts";
import { clearCase, reconcileBooks } from "./run-books.ts";
import { answerOf, type Client, withServer } from "./test-server.ts";
import { booksOf } from "./workbench-books.ts";

async function handIn(client: Client, path: string, text: string) {
  const boundary = "a-boundary-of-this-test";
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="核销.csv"\r\n\r\n`;
  return answerOf(
    await client.inject({
      method: "POST",
      url: `${path}/shadow-month`,
      headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
      payload: Buffer.from(`${head}${text}\r\n--${boundary}--\r\n`),
    }),
  );
}

test("a month the firm settled itself is compared with what the run found", async (t) => {
  const server = await withServer(t);
  const organisation = await server.organisation();
  const books = await booksOf(server, organisation);
  const client = organisation.administrator;
  const path = `/api/v1/books/${organisation.booksId}`;
  const name = "上海启明贸易有限公司";
  const customerId = await addCustomer(books, "C1", name);
  for (let n = 1; n <= 3; n++) await clearCase(books, { customerId, name, n });
  await addItem(books, { customerId, no: "T1", amountMinor: 500_000 });
  await addItem(books, { customerId, no: "T2", amountMinor: 500_000 });
  const tied = await addLine(books, { amountMinor: 500_000, payer: name, memo: "货款" });
  await reconcileBooks(server, books);

  assert.equal((await client.get(`${path}/shadow-month`)).as(shadowMonth).month, null);

  await t.test("a file that is no list of settlements, or of other books, is refused", async () => {
    assert.equal((await handIn(client, path, "a,b\n1,2\n")).code, "shadow_file_wrong");
    const others = "日期,金额,单号,核销金额\n2020-01-01,1.00,NO-1,1.00\n";
    assert.equal((await handIn(client, path, others)).code, "shadow_nothing_placed");
  });

  // the third was settled on another invoice by the firm; the last row is of another month
  const file = [
    "九月核销清单,,,,",
    "收款日期,付款人,到账金额,发票号码,核销金额",
    `2026/9/18,${name},"10,012.37",INV202600001,10012.37`,
    `2026-09-18,${name},10024.74,INV202600002,10024.74`,
    `2026-09-18,${name},10037.11,T1,10037.11`,
    `2026-09-18,${name},5000.00,T2,5000.00`,
    "2026-08-01,别人,99999999999999999999,INV1,1.00",
  ].join("\n");

  await t.test(
    "agreement, disagreement and what was asked are told by count and money",
    async () => {
      const { month } = (await handIn(client, path, file)).as(shadowMonth);
      assert.ok(month);
      assert.equal(month.rowsRead, 5);
      assert.equal(month.rowsUnplaced, 1);
      assert.equal(month.outcomes.agree.count, 2);
      assert.equal(month.outcomes.agree.home.amount, "20037.11");
      assert.equal(month.outcomes.differ.count, 1);
      assert.equal(month.outcomes.asked_right.count + month.outcomes.asked_wrong.count, 1);
      assert.ok(month.minutesSaved >= 4);
      const differ = month.disagreements.find(({ outcome }) => outcome === "differ");
      assert.deepEqual([differ?.ours[0]?.no, differ?.theirs[0]?.no], ["INV202600003", "T1"]);
      assert.ok(month.disagreements.every(({ lineId }) => lineId !== tied) || month.unjudged === 2);
    },
  );

  await t.test("who was right is said once, and every line is a label", async () => {
    const { month } = (await client.get(`${path}/shadow-month`)).as(shadowMonth);
    const line = month?.disagreements.find(({ outcome }) => outcome === "differ");
    const url = `${path}/shadow-month/${month?.id}/lines/${line?.lineId}/verdict`;
    const before = (await client.post(`${path}/accuracy/calibration`)).as(calibrationOnWire);
    const answer = (await client.post(url, { verdict: "ours" })).as(shadowMonth);
    assert.equal(answer.month?.oursRight, 1);
    assert.equal((await client.post(url, { verdict: "theirs" })).code, "not_found");
    const after = (await client.post(`${path}/accuracy/calibration`)).as(calibrationOnWire);
    assert.equal(before.labels, 4);
    assert.equal(after.wrong, before.wrong - 1);
  });
});
