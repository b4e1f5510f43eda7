// What file mode accepts, refuses and skips, in the words a person reads.
import assert from "node:assert/strict";
import { test } from "node:test";
import { shippedWeights } from "../../src/core/matching/weights.ts";
import { openWorkbook, type SheetColumn } from "../../src/exporters/xlsx-writer.ts";
import { reconciled, resultOf, run, runProcess, withoutTimings } from "./run-reconcile.ts";

const itemRows = [
  "INV20260801,C1,上海启明贸易有限公司,1690.00,2026-08-01,2026-08-31",
  "INV20260802,C1,上海启明贸易有限公司,2500.00,2026-08-03,2026-09-02",
  "INV20260803,C2,杭州远景包装有限公司,88888.00,2026-08-05,2026-09-04",
  "INV20260804,C3,无锡力拓传动有限公司,410.50,2026-08-09,2026-09-08",
];
const lineRows = [
  "L1,2026-09-02,1690.00,上海启明贸易有限公司,INV20260801",
  "L2,2026-09-03,88888.00,杭州远景包装有限公司,货款",
  "L3,2026-09-04,2500.00,上海启明贸易有限公司,付 INV20260802",
  "L4,2026-09-05,410.50,无锡力拓传动有限公司,INV20260804",
];
const itemsHead = "item_no,customer_no,customer_name,amount,issue_date,due_date";
const linesHead = "line_id,date,amount,payer_name,memo";
const csv = (head: string, rows: readonly string[]) => `${[head, ...rows].join("\n")}\n`;
const files = { "items.csv": csv(itemsHead, itemRows), "lines.csv": csv(linesHead, lineRows) };

test("the order of rows and of columns decides nothing", async () => {
  const first = await run(files);
  const reversed = await run({
    "items.csv": csv(itemsHead, itemRows.toReversed()),
    "lines.csv": csv(linesHead, lineRows.toReversed()),
  });
  const turned = await run({
    "items.csv": files["items.csv"],
    "lines.csv": csv(
      linesHead.split(",").toReversed().join(","),
      lineRows.map((row) => row.split(",").toReversed().join(",")),
    ),
  });
  assert.equal(first.status, 0);
  assert.equal(withoutTimings(reversed.bytes), withoutTimings(first.bytes));
  assert.equal(withoutTimings(turned.bytes), withoutTimings(first.bytes));
});

test("a process writes the same bytes to standard output as to a file, and nothing else", async () => {
  const toFile = await run(files);
  const toOutput = await runProcess(files, [], "-");
  assert.equal(toOutput.status, 0, toOutput.notes);
  assert.equal(toOutput.notes, "");
  assert.equal(withoutTimings(toOutput.bytes), withoutTimings(toFile.bytes));
});

test("a process ends with 0, with 1 where a row was refused, with 2 where nothing can be done", async () => {
  const twice = csv(itemsHead, [...itemRows, itemRows[0]!.replace("1690.00", "1.00")]);
  const refused = await runProcess({ ...files, "items.csv": twice }, [], "-");
  assert.deepEqual([refused.status, resultOf(refused).refused.length], [1, 2]);
  const impossible = await runProcess(files, ["--as-of", "yesterday"], "-");
  assert.deepEqual([impossible.status, impossible.bytes.length], [2, 0]);
  assert.match(impossible.notes, /--as-of/);
});

test("Chinese heads in GB18030 and in a workbook give what English UTF-8 gives", async () => {
  const heads = "发票号码,客户编号,客户名称,价税合计,开票日期,到期日";
  const lines = "流水号,交易日期,金额,对方户名,附言";
  const plain = await run(files, ["--lines", "lines.csv"]);
  const encoded = await run({
    "items.csv": gb18030(csv(heads, itemRows)),
    "lines.csv": files["lines.csv"],
  });
  const book = await run({
    "items.xlsx": workbook(heads, itemRows),
    "lines.csv": files["lines.csv"],
  });
  assert.equal(encoded.status, 0, encoded.notes);
  assert.equal(withoutTimings(encoded.bytes), withoutTimings(plain.bytes));
  assert.equal(withoutTimings(book.bytes), withoutTimings(plain.bytes));
  const encodedLines = await run({
    "items.csv": files["items.csv"],
    "lines.csv": gb18030(csv(lines, lineRows)),
  });
  assert.equal(encodedLines.status, 0, encodedLines.notes);
  assert.equal(resultOf(encodedLines).totals.lines, lineRows.length);
});

test("lines without an id are named by what they say; real twins are numbered, overlaps skipped", async () => {
  const head = "date,amount,payer_name,memo";
  const twin = "2026-09-02,1690.00,上海启明贸易有限公司,货款";
  const once = "2026-09-03,410.50,无锡力拓传动有限公司,INV20260804";
  const done = await run(
    {
      "items.csv": files["items.csv"],
      "a.csv": csv(head, [twin, once, twin]),
      "b.csv": csv(head, [once, twin]),
    },
    ["--lines", "a.csv", "--lines", "b.csv"],
  );
  const result = resultOf(done);
  assert.equal(done.status, 0, done.notes);
  const ids = result.lines.map(({ lineId }) => lineId);
  assert.match(ids[0]!, /^2026-09-02\/CNY\/1690\.00\/[0-9a-f]{12}#1$/);
  assert.equal(ids[1], ids[0]!.replace(/#1$/, "#2"));
  assert.equal(ids.length, 3);
  assert.deepEqual(
    result.skipped.map(({ file, code }) => `${file} ${code}`),
    ["b.csv repeated_row", "b.csv repeated_row"],
  );
});

test("one id with two contents is refused both times, whichever comes first", async () => {
  const clash = [...lineRows, "L1,2026-09-09,5.00,某人,别的"];
  for (const rows of [clash, clash.toReversed()]) {
    const done = await run({ ...files, "lines.csv": csv(linesHead, rows) });
    const result = resultOf(done);
    assert.equal(done.status, 1);
    assert.deepEqual(
      result.refused.map(({ code }) => code),
      ["duplicate_row", "duplicate_row"],
    );
    assert.ok(!result.lines.some(({ lineId }) => lineId === "L1"));
  }
});

test("two rows of one item are refused both; identical ones count once", async () => {
  const rows = [
    ...itemRows,
    "INV20260804,C3,无锡力拓传动有限公司,999.00,2026-08-09,2026-09-08",
    itemRows[0]!,
  ];
  const done = await run({ ...files, "items.csv": csv(itemsHead, rows) });
  const result = resultOf(done);
  assert.equal(done.status, 1);
  assert.deepEqual(
    result.refused.map(({ file, row, code }) => `${file} ${row} ${code}`),
    ["items.csv 5 duplicate_row", "items.csv 6 duplicate_row"],
  );
  assert.deepEqual(
    result.skipped.map(({ file, row }) => `${file} ${row}`),
    ["items.csv 7"],
  );
  for (const { remedy, excerpt } of [...result.refused, ...result.skipped]) {
    assert.match(remedy, /[一-鿿]/);
    assert.notEqual(excerpt, "");
  }
});

test("a refused item row keeps its customer from being posted by amount alone", async () => {
  const whole = await reconciled(files);
  const second = whole.lines.find(({ lineId }) => lineId === "L2");
  const rows = [...itemRows, "RED20260803,C2,杭州远景包装有限公司,12x.00,2026-08-05,2026-09-04"];
  const done = await run({ ...files, "items.csv": csv(itemsHead, rows) });
  const result = resultOf(done);
  assert.equal(done.status, 1);
  assert.equal(second?.status, "auto");
  assert.notEqual(result.lines.find(({ lineId }) => lineId === "L2")?.status, "auto");
  assert.equal(result.lines.find(({ lineId }) => lineId === "L1")?.status, "auto");
});

test("bad rows are refused one by one with place, excerpt and remedy, the rest goes on", async () => {
  const rows = [
    ...itemRows,
    "RED1,C1,上海启明贸易有限公司,-5.00,2026-08-01,2026-08-31",
    "BAD1,C4,甲,0.00,2026-08-01,2026-08-31",
    "BAD2,C4,甲,1.234,2026-08-01,2026-08-31",
    "BAD3,C4,甲,5.00,2026-08-31,2026-08-01",
    "BAD4,C4,甲,5.00,1999-12-31,2026-08-01",
    "BAD5,C4,甲,5.00,2026-02-30,2026-08-01",
    "2.53E+19,C4,甲,5.00,2026-08-01,2026-08-01",
  ];
  const done = await run({ ...files, "items.csv": csv(itemsHead, rows) }, ["--lang", "en"]);
  const result = resultOf(done);
  assert.equal(done.status, 1);
  assert.deepEqual(
    result.refused.map(({ file, row }) => `${file} ${row}`),
    [7, 8, 9, 10, 11, 12].map((row) => `items.csv ${row}`),
  );
  assert.equal(result.items.length, itemRows.length + 1);
  for (const { remedy } of result.refused) assert.doesNotMatch(remedy, /[一-鿿{}]/);
  assert.match(done.notes, /6 rows were refused/);
});

test("a positive credit note is refused", async () => {
  const head = `${itemsHead},kind`;
  const rows = [
    ...itemRows.map((row) => `${row},`),
    "RED1,C1,上海启明贸易有限公司,5.00,2026-08-01,,credit_note",
  ];
  const done = await run({ ...files, "items.csv": csv(head, rows) });
  assert.equal(done.status, 1);
  assert.equal(resultOf(done).refused[0]?.row, 6);
});

test("an entry of an interim report is not counted beside the statement of its day", async () => {
  const entry = ":61:2609020902C1690,00NTRFNONREF\n:86:INV20260801 QIMING\n";
  const head = ":20:R\n:25:6222000011118807\n:28C:1/1\n";
  const report = `${head}:34F:CNY0,\n:13D:2609021200+0800\n${entry}:90C:1CNY1690,00\n-\n`;
  const statement = `${head}:60F:C260901CNY0,00\n${entry}:62F:C260902CNY1690,00\n-\n`;
  const both = { "items.csv": files["items.csv"], "r.sta": report, "s.sta": statement };
  const result = resultOf(await run(both, ["--lines", "r.sta", "--lines", "s.sta"]));
  assert.deepEqual(
    [result.totals.lines, result.skipped.map(({ file, code }) => `${file} ${code}`)],
    [1, ["r.sta entry_in_statement"]],
  );
  const alone = { "items.csv": files["items.csv"], "lines.sta": report };
  assert.equal(resultOf(await run(alone)).totals.lines, 1);
});

test("lines later than the as-of date are listed as skipped", async () => {
  const done = await run(files, ["--as-of", "2026-09-03"]);
  const result = resultOf(done);
  assert.equal(done.status, 0);
  assert.deepEqual(
    result.lines.map(({ lineId }) => lineId),
    ["L1", "L2"],
  );
  assert.deepEqual(
    result.skipped.map(({ row, code }) => `${row} ${code}`),
    ["4 line_after_as_of", "5 line_after_as_of"],
  );
});

test("every reason is a sentence in the language asked for, with all its places filled", async () => {
  const head = "line_id,date,amount,payer_name,memo";
  const rows = [
    "L1,2026-09-02,1690.00,QIMING TRADING LTD,INV20260801",
    "L2,2026-09-03,4.13,,interest",
    "L3,2026-09-04,777.00,Someone Else,goods",
    "L4,2026-09-05,2400.00,QIMING TRADING LTD,INV20260802",
  ];
  const items = csv("item_no,customer_no,customer_name,amount,due_date", [
    "INV20260801,C1,Qiming Trading Ltd,1690.00,2026-08-31",
    "INV20260802,C1,Qiming Trading Ltd,2500.00,2026-09-02",
  ]);
  for (const language of ["zh", "en"]) {
    const done = await run({ "items.csv": items, "lines.csv": csv(head, rows) }, [
      "--lang",
      language,
    ]);
    const { allocations, residuals, lines } = resultOf(done);
    const because = [...allocations, ...residuals].flatMap((one) => one.because);
    for (const text of [...because, ...lines.map(({ reason }) => reason)]) {
      assert.doesNotMatch(text, /^[a-z_.]+$|\{\w+\}/);
      assert.equal(/[一-鿿]/.test(text), language === "zh", text);
    }
  }
});

test("weights of one's own are named in the result; a table that is not whole is refused", async () => {
  const own = JSON.stringify({ ...shippedWeights, version: "ours-7" });
  const done = await run({ ...files, "weights.json": own });
  assert.equal(resultOf(done).engine.weights, "ours-7");
  for (const [change, pattern] of [
    [{ who: {} }, /who\./],
    [{ cited: { ...shippedWeights.cited, most: "16" } }, /cited\.most/],
    [{ luck: 1 }, /luck/],
  ] as const) {
    const wrong = JSON.stringify({ ...shippedWeights, ...change });
    const refused = await run({ ...files, "weights.json": wrong }, ["--lang", "en"]);
    assert.equal(refused.status, 2);
    assert.match(refused.notes, pattern);
  }
});

test("an MT940 file is a lines file", async () => {
  const mt940 = [
    ":20:STMT260902",
    ":25:DE89370400440532013000",
    ":28C:1/1",
    ":60F:C260901CNY1000,00",
    ":61:2609020902C1690,00NTRFNONREF//B1",
    ":86:166?00UEBERWEISUNG?20INV20260801?32SHANGHAI QIMING",
    ":62F:C260902CNY2690,00",
    "-",
    "",
  ].join("\r\n");
  const done = await run({ "items.csv": files["items.csv"], "lines.sta": mt940 });
  assert.equal(done.status, 0, done.notes);
  const result = resultOf(done);
  assert.equal(result.lines.length, 1);
  assert.equal(result.allocations[0]?.itemNo, "INV20260801");
});

test("a workbook for people opens on the summary and holds every lane", async () => {
  const done = await run(files, [], "result.xlsx");
  assert.equal(done.status, 0, done.notes);
  const { read, utils } = await import("@e965/xlsx");
  const book = read(done.bytes);
  assert.deepEqual(book.SheetNames, [
    "汇总",
    "自动核销",
    "待确认",
    "例外",
    "非应收",
    "差额",
    "未清项",
    "被拒行",
  ]);
  const rows = utils.sheet_to_json<Record<string, unknown>>(book.Sheets["自动核销"]!);
  const result = await reconciled(files);
  assert.deepEqual(
    rows.map((row) => row["流水号"]),
    result.allocations.filter(({ status }) => status === "auto").map(({ lineId }) => lineId),
  );
  assert.equal(typeof rows[0]?.["核销金额"], "number");
});

test("customers that only items name are accepted; their items may even lack a number", async () => {
  const done = await run({
    "items.csv": csv("item_no,customer_name,amount", ["INV20260809,常州新科阀门有限公司,365.25"]),
    "lines.csv": csv(linesHead, ["L1,2026-09-02,365.25,常州新科阀门有限公司,INV20260809"]),
  });
  assert.equal(done.status, 0, done.notes);
  assert.equal(resultOf(done).allocations[0]?.customerNo, "常州新科阀门有限公司");
});

test("a file with heads and no lines leaves every item open", async () => {
  const result = await reconciled({ ...files, "lines.csv": `${linesHead}\n` });
  assert.equal(result.status, 0);
  assert.deepEqual([result.lines.length, result.items.length], [0, itemRows.length]);
});

for (const [title, more, args, pattern] of [
  ["a missing file", {}, ["--items", "nowhere.csv"], /nowhere\.csv/],
  ["an unknown rule", { "rules.json": '[{"code":"R99"}]' }, [], /R99/],
  ["an unknown parameter", { "rules.json": '[{"code":"R13","params":{"blue":1}}]' }, [], /blue/],
  ["rules that are no JSON", { "rules.json": "[" }, [], /rules\.json/],
  ["a file of another kind", {}, ["--items", "lines.csv"], /lines\.csv/],
  ["a wrong date", {}, ["--as-of", "2026-13-01"], /--as-of/],
  ["a wrong currency", {}, ["--home-currency", "YUAN"], /YUAN/],
  ["a negative share", {}, ["--max-wrong-per-mille", "-1"], /--max-wrong-per-mille/],
  ["half a day", {}, ["--closed-days", "1.5"], /1\.5/],
  ["weights without a version", { "weights.json": "{}" }, [], /version/],
  ["a binary file", { "customers.csv": new Uint8Array(4096).fill(7) }, [], /customers\.csv/],
] as const) {
  test(`${title} ends with status 2, a sentence that names it, and no result`, async () => {
    const done = await run({ ...files, ...more }, args);
    assert.equal(done.status, 2, done.notes);
    assert.match(done.notes, pattern);
    assert.doesNotMatch(done.notes, /\n\s+at |\{\w+\}/);
    assert.equal(done.bytes.length, 0);
  });
}

test("a folder that does not exist, and an unknown ending, are named before any work is lost", async () => {
  const nowhere = await run(files, [], "no/such/folder/result.json");
  assert.equal(nowhere.status, 2);
  assert.match(nowhere.notes, /no\/such\/folder/);
  const sheet = workbook(itemsHead, itemRows);
  const overwritten = await run(
    { ...files, "items.xlsx": sheet },
    ["--items", "items.xlsx"],
    "items.xlsx",
  );
  assert.equal(overwritten.status, 2);
  assert.deepEqual(Buffer.from(overwritten.bytes), Buffer.from(sheet));
  const unknown = await run(files, [], "result.pdf");
  assert.equal(unknown.status, 2);
  assert.match(unknown.notes, /result\.pdf/);
});

/** GB18030 by the reverse of the platform's decoder: two-byte characters only, enough for heads. */
function gb18030(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text)
    bytes.push(...(gbkBytes().get(character) ?? [character.charCodeAt(0)]));
  return Uint8Array.from(bytes);
}

let table: Map<string, readonly [number, number]> | null = null;
function gbkBytes(): Map<string, readonly [number, number]> {
  if (table) return table;
  table = new Map();
  const decoder = new TextDecoder("gb18030");
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character.length === 1) table.set(character, [lead, trail]);
    }
  }
  return table;
}

function workbook(head: string, rows: readonly string[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  const book = openWorkbook((piece) => pieces.push(piece));
  const columns: readonly SheetColumn[] = head.split(",").map((title) => ({
    title,
    width: 20,
    format: title === "价税合计" ? "amount" : title.endsWith("日") ? "date" : "text",
  }));
  const sheet = book.openSheet("应收", columns);
  for (const row of rows) sheet.addRow(row.split(","));
  book.end();
  return Buffer.concat(pieces);
}
