// DOMAIN §7: each bad row is refused with its remedy and the rest is kept; hostile files change
// nothing; a cancelled import leaves nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { commitImport } from "../../src/app/importing/commit-import.ts";
import { silentProgress, WorkCancelled } from "../../src/app/importing/progress.ts";
import { readImport } from "../../src/app/importing/read-import.ts";
import {
  cancelImport,
  changeChoices,
  chooseAccount,
  startCommit,
} from "../../src/app/importing/start-import.ts";
import { importProblemRemedy, importProblemWhat } from "../../src/core/words/importing-to-books.ts";
import { balanceOf } from "../support/books.ts";
import { type ImportDesk, importDesk } from "../support/import-file.ts";

const itemHead = "单号,类型,客户编号,客户名称,税号,币种,价税合计,未收金额,开票日期,到期日\n";
const good = "OK1,发票,C1,甲公司,,CNY,10.00,10.00,2026-09-01,2026-09-30\n";

/** One bad row of an item list → the code it is refused with. */
const badItems: readonly (readonly [row: string, code: string])[] = [
  ["B1,发票,C2,乙公司,,CNY,10.00,20.00,2026-09-01,", "open_exceeds_amount"],
  ["B2,发票,C2,乙公司,,CNY,10.00,-5.00,2026-09-01,", "open_sign_differs"],
  ["B3,红字,C2,乙公司,,CNY,10.00,10.00,2026-09-01,", "credit_positive"],
  ["B4,发票,C2,乙公司,,CNY,0.00,0.00,2026-09-01,", "amount_zero"],
  ["B5,发票,C2,乙公司,,CNY,10.005,10.005,2026-09-01,", "amount_too_precise"],
  ["B6,发票,C2,乙公司,,CNY,10.00,10.00,2026-09-10,2026-09-01", "due_before_issue"],
  ["B7,发票,C2,乙公司,,CNY,10.00,10.00,2028-09-10,", "date_out_of_range"],
  ["B8,发票,C2,乙公司,,CNY,10.00,10.00,1999-09-10,", "date_out_of_range"],
  ["2.53E+19,发票,C2,乙公司,,CNY,10.00,10.00,2026-09-10,", "excel_damaged_number"],
  ["B10,发票,C2,乙公司,91350100M000100Y44,CNY,10.00,10.00,2026-09-10,", "tax_id_invalid"],
  ["B11,发票,C2,乙公司,,XXQ,10.00,10.00,2026-09-10,", "currency_unknown"],
  ["B12,发票,C2,乙公司,,USD,10.00,10.00,2026-09-10,", "missing_rate"],
  ["B13,发票,C2,乙公司,,CNY,1O.00,10.00,2026-09-10,", "amount_unreadable"],
  [",发票,C2,乙公司,,CNY,10.00,10.00,2026-09-10,", "item_no_missing"],
  ["B15,发票,,,,CNY,10.00,10.00,2026-09-10,", "customer_missing"],
];

test("each bad row of a list of items is refused with place, excerpt and remedy; the rest is kept", async (t) => {
  const desk = await importDesk(t);
  const text = itemHead + good + badItems.map(([row]) => row).join("\n");
  const read = await desk.read("items.csv", text);
  const problems = await desk.problems(read.id);
  badItems.forEach(([row, code], index) => {
    const found = problems.filter((problem) => problem.place.row === index + 3);
    assert.ok(
      found.some((problem) => problem.code === code),
      `${row}: ${JSON.stringify(found)}`,
    );
  });
  for (const problem of problems) {
    const plain = { ...problem, place: { row: problem.place.row ?? 0 } };
    for (const language of ["zh", "en"] as const) {
      const sentence = importProblemWhat(plain, language) + importProblemRemedy(plain, language);
      assert.doesNotMatch(sentence, /\{\w+\}/, `${problem.code} ${language}: ${sentence}`);
      assert.notEqual(importProblemRemedy(plain, language), "", problem.code);
    }
  }
  assert.equal(read.preview?.counts.fresh, 1);
  assert.equal(read.preview?.counts.refused, badItems.length);
  const done = await desk.commit(read.id);
  assert.equal(done.result?.stored, 1);
  assert.equal(await desk.count("select count(*) from open_item where no = 'OK1'"), 1);
  assert.equal(await desk.count("select count(*) from open_item"), 1);
});

test("two rows of one number are both refused, unless they are identical", async (t) => {
  const desk = await importDesk(t);
  const read = await desk.read(
    "items.csv",
    `${itemHead}${good}${good}D1,发票,C1,甲公司,,CNY,5.00,5.00,2026-09-01,\nD1,发票,C1,甲公司,,CNY,6.00,6.00,2026-09-01,\n`,
  );
  assert.equal(read.preview?.counts.fresh, 1);
  assert.equal(
    (await desk.problems(read.id)).filter(({ code }) => code === "duplicate_row").length,
    2,
  );
});

test("one account at two customers is refused at the second, which is named", async (t) => {
  const desk = await importDesk(t);
  const head = "客户编号,客户名称,银行账号\n";
  await desk.commit((await desk.read("a.csv", `${head}C1,甲公司,6222000011110001\n`)).id);
  const read = await desk.read(
    "b.csv",
    `${head}C2,乙公司,6222000011110001\nC3,丙公司,6222000011110003\n`,
  );
  const [problem] = await desk.problems(read.id);
  assert.equal(problem?.code, "account_at_other_customer");
  assert.equal(problem?.fields["other"], "甲公司");
  await desk.commit(read.id);
  assert.equal(await desk.count("select count(*) from customer"), 2);
});

const lineHead = (account: string) =>
  `账号,${account}\n交易日期,收入,支出,余额,对方户名,对方账号,摘要,交易流水号\n`;
const lines =
  "2026-08-31,100.00,,100.00,甲公司,31001,货款,REF00001\n2026-09-01,50.00,,150.00,乙公司,31002,货款,REF00002\n";

test("a line in a closed month is refused with the earliest open day, or moved there when asked to", async (t) => {
  const desk = await importDesk(t);
  await desk.books.inBooks((db) => db.query("update books set closed_through = '2026-08-31'"));
  const read = await desk.read("l.csv", lineHead("6222000011118807") + lines);
  assert.deepEqual(read.preview?.closed, {
    rows: 1,
    through: "2026-08-31",
    earliestOpen: "2026-09-01",
  });
  const [problem] = await desk.problems(read.id);
  assert.equal(problem?.code, "closed_month");
  assert.deepEqual(problem?.fields, {
    date: "2026-08-31",
    month: "2026-08",
    earliest: "2026-09-01",
  });
  await reread(desk, read.id, { closedMonth: "earliest_open" });
  const done = await desk.commit(read.id);
  assert.equal(done.result?.stored, 2);
  assert.equal(
    await desk.count(
      "select count(*) from entry where business_date = '2026-08-31' and accounting_date = '2026-09-01'",
    ),
    1,
  );
});

async function reread(
  desk: ImportDesk,
  id: number,
  choices: Parameters<typeof changeChoices>[2]["choices"],
) {
  const { booksId, orgId } = desk.books;
  const changed = await changeChoices(desk.deps, desk.actor, { booksId, id, choices });
  assert.ok(changed.ok, JSON.stringify(changed));
  await readImport(desk.deps, { orgId, batchId: id }, silentProgress);
}

test("an unknown account waits for a decision, another firm's statement is refused", async (t) => {
  const desk = await importDesk(t);
  const { booksId, orgId } = desk.books;
  const unknown = await desk.read("u.csv", lineHead("6222999988887777") + lines);
  assert.equal(unknown.preview?.statements[0]?.standing, "unknown");
  assert.deepEqual([unknown.preview?.counts.fresh, unknown.preview?.counts.waiting], [0, 2]);
  const statementKey = unknown.preview?.statements[0]?.key ?? "";
  const create = {
    accountNo: "6222999988887777",
    name: "",
    bank: "ICBC",
    currency: "CNY",
    origin: "gl",
  } as const;
  const chosen = await chooseAccount(desk.deps, desk.actor, {
    booksId,
    id: unknown.id,
    statementKey,
    create,
  });
  assert.ok(chosen.ok, JSON.stringify(chosen));
  await readImport(desk.deps, { orgId, batchId: unknown.id }, silentProgress);
  await desk.commit(unknown.id);
  assert.equal(
    await desk.count("select count(*) from entry where event = 'J07' and origin = 'gl'"),
    2,
  );
  assert.equal(await balanceOf(desk.books, "bank"), 0);
  assert.equal(await balanceOf(desk.books, "gl_contra"), 15_000);

  await desk.books.inBooks((db) =>
    db.query("update books set own_names = array['测试制造有限公司']"),
  );
  const title =
    "账号,6222555566667777\n户名,别家科技有限公司\n交易日期,收入,支出,余额,对方户名,对方账号,摘要,交易流水号\n";
  const other = await desk.read("other.csv", title + lines);
  assert.equal(other.state, "refused");
  assert.equal((await desk.problems(other.id))[0]?.code, "another_firm");
});

test("a gap to the last statement and an opening that differs from its closing are both said", async (t) => {
  const desk = await importDesk(t);
  await desk.commit((await desk.read("a.csv", lineHead("6222000011118807") + lines)).id);
  const later = "2026-09-05,10.00,,999.00,丙公司,31003,货款,REF00009\n";
  const read = await desk.read("b.csv", lineHead("6222000011118807") + later);
  const statement = read.preview?.statements[0];
  assert.deepEqual(statement?.gap, { from: "2026-09-02", to: "2026-09-04" });
  assert.deepEqual(statement?.openingMismatch, { expected: "150.00", found: "989.00" });
});

test("a cell corrected in the preview is read in place of the file's; a row left out stays out", async (t) => {
  const desk = await importDesk(t);
  const text = `${itemHead}I1,发票,C1,甲公司,,CNY,1O0.00,,2026-09-01,\nI2,发票,C1,甲公司,,CNY,7.005,,2026-09-01,\n`;
  const read = await desk.read("items.csv", text);
  assert.equal(read.preview?.counts.refused, 2);
  const problems = await desk.problems(read.id);
  const { row = 0, column = "" } = problems[0]?.place ?? {};
  await reread(desk, read.id, {
    edits: [{ row, column, value: "100.00" }],
    leftOut: [{ row: 3, reason: "原文件有误" }],
  });
  const again = await desk.card(read.id);
  assert.deepEqual(
    [again.preview?.counts.fresh, again.preview?.counts.refused, again.preview?.counts.leftOut],
    [1, 0, 1],
  );
  assert.deepEqual(await desk.problems(read.id), []);
  await desk.commit(read.id);
  assert.equal(await balanceOf(desk.books, "receivable"), 10_000);
});

test("a mapping made once for a layout is used for the next file of it", async (t) => {
  const desk = await importDesk(t);
  const odd = (day: string) =>
    `Tag,Zugang,Abgang,Wer,Wozu\n${day},100.00,,甲公司,货款\n${day},,20.00,乙公司,电费\n`;
  const read = await desk.read("odd.csv", odd("2026-09-01"));
  assert.equal(read.state, "refused");
  assert.ok(read.preview?.mapping, "the table's columns are offered");
  const fields = ["date", "money_in", "money_out", "payer_name", "memo"];
  const mapping = {
    ...read.preview.mapping,
    columns: read.preview.mapping.columns.map((column, n) => ({
      ...column,
      field: fields[n] ?? null,
    })),
  };
  const accounts = { "- CNY": desk.books.bankAccountId };
  await reread(desk, read.id, { mapping, expect: "statements", accounts });
  const mapped = await desk.card(read.id);
  assert.equal(mapped.preview?.counts.fresh, 2, JSON.stringify(await desk.problems(read.id)));
  const next = await desk.read("odd2.csv", odd("2026-09-02"), { accounts });
  assert.equal(next.contentKind, "statements");
  assert.equal(next.preview?.counts.fresh, 2, JSON.stringify(await desk.problems(next.id)));
});

function zipBomb(): Uint8Array {
  const inner = deflateRawSync(Buffer.alloc(300 * 2 ** 20, 32));
  const name = Buffer.from("xl/worksheets/sheet1.xml");
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(inner.length, 18);
  local.writeUInt32LE(1000, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 4);
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(inner.length, 20);
  central.writeUInt32LE(1000, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + inner.length, 16);
  return Buffer.concat([local, name, inner, central, name, end]);
}

test("hostile files are refused with a reason and change nothing", async (t) => {
  const desk = await importDesk(t);
  const doctype =
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">]><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>&a;</BkToCstmrStmt></Document>';
  const hostile: [string, string | Uint8Array][] = [
    ["bomb.xlsx", zipBomb()],
    ["doctype.xml", doctype],
    ["nothing.csv", "\n\n\n"],
    ["noise.bin", Buffer.from(Array.from({ length: 4096 }, (_, n) => (n * 2_654_435_761) % 256))],
    ["cut.xlsx", Buffer.from("PK\u0003\u0004 this is no archive")],
    ["program.exe", "MZ\u0090\u0000 not a table"],
  ];
  const rssBefore = process.memoryUsage.rss();
  for (const [name, content] of hostile) {
    const read = await desk.read(name, content);
    assert.equal(read.state, "refused", name);
    const problems = await desk.problems(read.id);
    assert.ok(
      problems.some((problem) => problem.severity === "fatal"),
      name,
    );
    const started = await startCommit(desk.deps, desk.actor, {
      booksId: desk.books.booksId,
      id: read.id,
    });
    assert.ok(!started.ok && started.error.code === "import_not_ready", name);
  }
  const growthMb = (process.memoryUsage.rss() - rssBefore) / 2 ** 20;
  assert.ok(growthMb < 400, `memory grew by ${growthMb} MB`);
  for (const table of ["bank_line", "open_item", "customer", "entry", "receipt"]) {
    assert.equal(await desk.count(`select count(*) from ${table}`), 0, table);
  }
});

test("formula cells come in as inert text", async (t) => {
  const desk = await importDesk(t);
  const read = await desk.read(
    "f.csv",
    `${itemHead}I1,发票,C1,"=cmd|'/C calc'!A0",,CNY,10.00,10.00,2026-09-01,\n`,
  );
  await desk.commit(read.id);
  assert.equal(
    await desk.count(`select count(*) from customer where name = '=cmd|''/C calc''!A0'`),
    1,
  );
});

test("an import that is cancelled while it posts leaves nothing and can be started again", async (t) => {
  const desk = await importDesk(t);
  const { booksId, orgId, memberId } = desk.books;
  const read = await desk.read("l.csv", lineHead("6222000011118807") + lines);
  assert.ok((await startCommit(desk.deps, desk.actor, { booksId, id: read.id })).ok);
  const cancelling = {
    report: async (phase: string) => {
      if (phase === "posting") throw new WorkCancelled();
    },
  };
  const input = { orgId, batchId: read.id, memberId, actor: "王敏" };
  await assert.rejects(commitImport(desk.deps, input, cancelling), WorkCancelled);
  assert.equal((await desk.card(read.id)).state, "previewed");
  for (const table of ["bank_line", "bank_statement", "entry", "receipt", "audit_event"]) {
    assert.equal(await desk.count(`select count(*) from ${table}`), 0, table);
  }
  const done = await desk.commit(read.id);
  assert.equal(done.result?.stored, 2);
});

test("a file that is still waiting can be cancelled before anything is read", async (t) => {
  const desk = await importDesk(t);
  const { booksId } = desk.books;
  const read = await desk.read("l.csv", lineHead("6222000011118807") + lines);
  assert.ok((await startCommit(desk.deps, desk.actor, { booksId, id: read.id })).ok);
  const cancelled = await cancelImport(desk.deps, desk.actor, { booksId, id: read.id });
  assert.ok(cancelled.ok, JSON.stringify(cancelled));
  assert.equal((await desk.card(read.id)).state, "previewed");
  assert.equal(await desk.count("select count(*) from bank_line"), 0);
});
