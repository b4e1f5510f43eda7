// Bank statements into the books: overlap, identical payments, receipts and their entries, undo.
import assert from "node:assert/strict";
import { test } from "node:test";
import { silentProgress } from "../../src/app/importing/progress.ts";
import { readImport } from "../../src/app/importing/read-import.ts";
import { chooseAccount } from "../../src/app/importing/start-import.ts";
import { undoImport } from "../../src/app/importing/undo-import.ts";
import { verifyBooks } from "../../src/app/verification/verify-books.ts";
import { claimLine, undoLineDecision } from "../../src/app/workbench/decide.ts";
import { addCustomer, balanceOf } from "../support/books.ts";
import { importDesk } from "../support/import-file.ts";

const head = "账号,6222000011118807\n交易日期,收入,支出,余额,对方户名,对方账号,摘要,交易流水号\n";
const september = `${head}2026-09-01,1000.00,,11000.00,上海启明贸易有限公司,31001,货款,A1
2026-09-02,,200.00,10800.00,电力公司,31002,电费,A2
2026-09-02,500.00,,11300.00,苏州远景,31003,定金,
2026-09-02,500.00,,11800.00,苏州远景,31003,定金,
`;

test("a bank file becomes lines, receipts of unknown payers and balanced entries", async (t) => {
  const desk = await importDesk(t);
  const read = await desk.read("sept.csv", september);
  assert.equal(read.state, "previewed", JSON.stringify(await desk.problems(read.id)));
  const { preview } = read;
  assert.ok(preview);
  assert.equal(preview.counts.fresh, 4);
  assert.equal(preview.counts.known, 0);
  assert.equal(preview.statements[0]?.standing, "known");
  assert.equal(preview.statements[0]?.proof.state, "proven");
  assert.deepEqual(preview.totals, [{ currency: "CNY", in: "2000.00", out: "200.00" }]);

  const done = await desk.commit(read.id);
  assert.equal(done.state, "committed");
  assert.equal(done.result?.stored, 4);
  assert.equal(done.result?.receipts, 3);
  assert.equal(await desk.count("select count(*) from bank_line"), 4);
  assert.equal(await desk.count("select count(*) from receipt where customer_id is null"), 3);
  assert.equal(await balanceOf(desk.books, "bank"), 200_000);
  assert.equal(await balanceOf(desk.books, "unidentified"), -200_000);
  assert.equal(
    await desk.count("select count(*) from entry where event = 'J07' and origin = 'ours'"),
    3,
  );
});

test("the same file again points to the first import; an overlapping export adds only what is new", async (t) => {
  const desk = await importDesk(t);
  const first = await desk.read("sept.csv", september);
  await desk.commit(first.id);
  const same = await desk.read("sept-copy.csv", september);
  assert.equal(same.id, first.id);

  const longer = `${september}2026-09-03,300.00,,12100.00,上海启明贸易有限公司,31001,货款,A3\n`;
  const second = await desk.read("sept2.csv", longer);
  assert.equal(second.preview?.counts.known, 4);
  assert.equal(second.preview?.counts.fresh, 1);
  const done = await desk.commit(second.id);
  assert.equal(done.result?.stored, 1);
  assert.equal(done.result?.known, 4);
  assert.equal(await desk.count("select count(*) from bank_line"), 5);
  assert.equal(
    await desk.count(
      "select count(*) from bank_line where payer_name = '苏州远景' and amount_minor = 50000",
    ),
    2,
  );
});

test("an import nobody built on is undone without a trace in any balance", async (t) => {
  const desk = await importDesk(t);
  const read = await desk.read("sept.csv", september);
  await desk.commit(read.id);
  const undone = await undoImport(desk.deps, desk.actor, {
    booksId: desk.books.booksId,
    id: read.id,
  });
  assert.deepEqual(undone, { ok: true, value: { lines: 4, items: 0 } });
  assert.equal(await balanceOf(desk.books, "bank"), 0);
  assert.equal(await balanceOf(desk.books, "unidentified"), 0);
  assert.equal(await desk.count("select count(*) from bank_line where cancelled_at is null"), 0);
  assert.equal((await desk.card(read.id)).state, "undone");

  const again = await desk.read("sept.csv", september);
  assert.notEqual(again.id, read.id);
  assert.equal(again.preview?.counts.fresh, 4);
  await desk.commit(again.id);
  assert.equal(await balanceOf(desk.books, "bank"), 200_000);
});

test("a statement in another currency of an account whose number is ours needs no question", async (t) => {
  const desk = await importDesk(t);
  await desk.commit((await desk.read("own.csv", "account,name\n502118330838,测试公司\n")).id);
  await desk.commit(
    (await desk.read("rates.csv", "date,from,to,rate\n2026-08-31,USD,CNY,7.1\n")).id,
  );
  const usd = `账号,BANKCNBJ/502118330838\n币种,USD\n${head.split("\n")[1]}\n2026-09-01,10.00,,10.00,HX TECH,9,INV,R0000001\n`;
  const read = await desk.read("usd.csv", usd);
  const [statement] = read.preview?.statements ?? [];
  assert.deepEqual([statement?.currency, statement?.standing], ["USD", "known"]);
  assert.equal((await desk.commit(read.id)).result?.stored, 1);
  assert.equal(
    await desk.count("select count(*) from bank_account where account_no = '502118330838'"),
    1,
  );
  assert.equal(await balanceOf(desk.books, "bank"), 7100);
});

test("a statement that waited for its account is read again when own accounts come in", async (t) => {
  const desk = await importDesk(t);
  const read = await desk.read(
    "sept.csv",
    september.replace("6222000011118807", "6222000022228888"),
  );
  assert.equal(read.preview?.counts.waiting, 4);
  const own = await desk.read("own.csv", "account,name\n6222000022228888,测试公司\n");
  await desk.commit(own.id);
  assert.equal((await desk.card(read.id)).state, "reading");
  const { orgId } = desk.books;
  await readImport(desk.deps, { orgId, batchId: read.id }, silentProgress);
  assert.deepEqual((await desk.card(read.id)).preview?.counts.fresh, 4);
});

test("an account known by its number alone learns its bank and holder from its first statement", async (t) => {
  const desk = await importDesk(t);
  const named = () =>
    desk.books.inBooks(async (db) => {
      const sql = "select bank, name from bank_account where account_no = '6222000011118807'";
      return (await db.query<{ bank: string; name: string }>(sql)).rows;
    });
  await desk.books.inBooks((db) => db.query("update bank_account set bank = '', name = '乙公司'"));
  const icbc = [
    "凭证号,本方账号,对方账号,交易时间,借/贷,借方发生额,贷方发生额,对方行号,摘要,用途,对方单位名称,余额",
    "1,6222000011118807,31001,2026-09-05 10:00:00,贷,0.00,12.00,102,货款,,上海启明贸易有限公司,12.00",
  ].join("\n");
  const read = await desk.read("icbc.csv", icbc);
  await desk.commit(read.id);
  assert.deepEqual(await named(), [{ bank: "工商银行", name: "乙公司" }]);
});

test("one number with two currencies is two accounts, however the first of them became known", async (t) => {
  const rows = ["人民币,2026-09-01,100.00,,货款", "美元,2026-09-01,10.00,,INV-1"];
  const file = (no: string, more = "") =>
    `账号,币种,交易日期,收入,支出,摘要\n${rows.map((row) => `${no},${row}`).join("\n")}\n${more}`;
  for (const way of ["listed", "added"] as const) {
    const desk = await importDesk(t);
    const { booksId } = desk.books;
    const rates = "date,from,to,rate\n2026-08-31,USD,CNY,7.1\n";
    await desk.commit((await desk.read("rates.csv", rates)).id);
    const no = "622203121112223";
    if (way === "listed") {
      await desk.commit((await desk.read("own.csv", `account,name\n${no},测试公司\n`)).id);
    }
    const read = await desk.read("both.csv", file(no));
    if (way === "added") {
      const create = {
        accountNo: no,
        name: "",
        bank: "",
        currency: "CNY",
        origin: "ours",
      } as const;
      const statementKey = read.preview?.statements[0]?.key ?? "";
      await chooseAccount(desk.deps, desk.actor, { booksId, id: read.id, statementKey, create });
      await readImport(desk.deps, { orgId: desk.books.orgId, batchId: read.id }, silentProgress);
    }
    assert.equal((await desk.commit(read.id)).result?.stored, 2, way);
    const currencies = `select count(*) from bank_line l join bank_account a on a.id = l.bank_account_id
      where a.account_no = '${no}' and a.currency = l.currency`;
    assert.equal(await desk.count(currencies), 2, way);
    const longer = await desk.read("longer.csv", file(no, `${no},美元,2026-09-02,5.00,,INV-2\n`));
    assert.deepEqual([longer.preview?.counts.known, longer.preview?.counts.fresh], [2, 1], way);
  }
});

test("a statement taken back leaves no money on any day, also where it was settled and undone", async (t) => {
  const desk = await importDesk(t);
  const { books, deps, actor } = desk;
  const read = await desk.read("sept.csv", september);
  await desk.commit(read.id);
  const customerId = await addCustomer(books, "A", "上海启明贸易有限公司");
  const lineId = await desk.count("select id from bank_line where bank_ref = 'A1'");
  const { booksId } = books;
  const claimed = await claimLine(deps, actor, { booksId, lineId, customerId });
  assert.ok(claimed.ok);
  const { decisionId } = claimed.value;
  const undone = await undoLineDecision(deps, actor, { booksId, decisionId, reason: "" });
  assert.ok(undone.ok);
  const holds = async () => {
    const at = { dates: ["2026-09-01", "2026-09-30", "2026-10-05"], knownAt: null };
    return (await verifyBooks(deps, books, at)).holds;
  };
  assert.ok(await holds());
  assert.ok((await undoImport(deps, actor, { booksId, id: read.id })).ok);
  assert.equal(await balanceOf(books, "bank"), 0);
  assert.ok(await holds());
  // claimed until the fifth of October, so the money is there until then
  const dates = "select count(*) from entry where accounting_date = '2026-10-05' and event = 'J07'";
  assert.equal(await desk.count(dates), 1);
});
