// Files made to harm: each gets a clear refusal, quickly and in little memory.
import assert from "node:assert/strict";
import { test } from "node:test";
import { strToU8, zipSync } from "fflate";
import { assertGrowsWithSize } from "../../tests/pure/growth.ts";
import { isoDate } from "../core/date.ts";
import { problemSentence } from "../core/words/importing.ts";
import type { ParsedFile, ParseOptions } from "./importer.ts";
import { parseFile } from "./registry.ts";
import { lookOfFormat } from "./xlsx-numbers.ts";

const options: ParseOptions = { homeCurrency: "CNY", asOf: isoDate("2026-12-31") };

function codesOf(parsed: ParsedFile): string[] {
  return parsed.problems.map((problem) => problem.code);
}

function parseText(name: string, text: string): ParsedFile {
  return parseFile(name, new TextEncoder().encode(text), options);
}

const workbookXml = strToU8(
  '<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
);

function workbook(
  sheetXml: string | Uint8Array,
  more: Record<string, Uint8Array> = {},
): Uint8Array {
  return zipSync({
    "xl/workbook.xml": workbookXml,
    "xl/worksheets/sheet1.xml": typeof sheetXml === "string" ? strToU8(sheetXml) : sheetXml,
    ...more,
  });
}

test("a zip bomb is refused by its ratio before it is unpacked", () => {
  const bomb = workbook(new Uint8Array(50_000_000).fill(32));
  assert.ok(bomb.length < 100_000);
  const before = process.memoryUsage().rss;
  assert.deepEqual(codesOf(parseFile("bomb.xlsx", bomb, options)), ["zip_bomb"]);
  assert.ok(process.memoryUsage().rss - before < 30_000_000);
});

test("a bomb that lies about its size is stopped while it unpacks", () => {
  const bomb = workbook(new Uint8Array(50_000_000).fill(32));
  const at = sizeFieldOf(bomb, "xl/worksheets/sheet1.xml");
  new DataView(bomb.buffer, bomb.byteOffset).setUint32(at, 90_000, true);
  const codes = codesOf(parseFile("bomb.xlsx", bomb, options));
  assert.equal(codes.length, 1);
  assert.notEqual(codes[0], undefined);
});

test("a claim of ten gigabytes in a header is refused without reserving them", () => {
  const claim = zipSync({ "statement.csv": strToU8("date,amount\n") });
  const at = sizeFieldOf(claim, "statement.csv");
  new DataView(claim.buffer, claim.byteOffset).setUint32(at, 4_200_000_000, true);
  const before = process.memoryUsage().rss;
  const codes = codesOf(parseFile("claim.zip", claim, options));
  assert.ok(["file_too_large", "zip_bomb"].includes(codes[0] ?? ""));
  assert.ok(process.memoryUsage().rss - before < 30_000_000);
});

test("paths that climb out of an archive, and thousands of entries, are refused", () => {
  assert.deepEqual(
    codesOf(parseFile("a.zip", zipSync({ "../../etc/x.csv": strToU8("a") }), options)),
    ["zip_path_unsafe"],
  );
  const many = Object.fromEntries(
    Array.from({ length: 2001 }, (_, at) => [`${at}.csv`, new Uint8Array(0)]),
  );
  assert.deepEqual(codesOf(parseFile("a.zip", zipSync(many), options)), ["zip_too_many_entries"]);
});

test("a zip in a zip is not opened, a single file in a zip is", () => {
  const csv = strToU8("line_id,date,amount\nL1,2026-09-01,5\n");
  const once = parseFile("a.zip", zipSync({ "lines.csv": csv }), options);
  assert.equal(once.format, "lines");
  const twice = zipSync({ "b.zip": zipSync({ "c.zip": zipSync({ "lines.csv": csv }) }) });
  assert.deepEqual(codesOf(parseFile("a.zip", twice, options)), ["zip_many_files"]);
});

test("a DOCTYPE is refused in CAMT and in workbooks: no entity can exist", () => {
  const laughs = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>
<Document><BkToCstmrStmt><Stmt><Id>&b;</Id></Stmt></BkToCstmrStmt></Document>`;
  assert.deepEqual(codesOf(parseText("x.xml", laughs)), ["xml_doctype"]);
  const external = `<!DOCTYPE d SYSTEM "file:///etc/passwd"><BkToCstmrStmt><Stmt/></BkToCstmrStmt>`;
  assert.deepEqual(codesOf(parseText("x.xml", external)), ["xml_doctype"]);
  const sheet = `<!DOCTYPE x><worksheet><sheetData/></worksheet>`;
  const codes = codesOf(
    parseFile(
      "x.xlsx",
      workbook("<worksheet><sheetData/></worksheet>", { "xl/sharedStrings.xml": strToU8(sheet) }),
      options,
    ),
  );
  assert.deepEqual(codes, ["xml_doctype"]);
});

test("XML nested a hundred thousand deep is refused", () => {
  const deep = `<Document><BkToCstmrStmt>${"<a>".repeat(100_000)}`;
  assert.deepEqual(codesOf(parseText("x.xml", deep)), ["xml_too_deep"]);
});

/** A file by its size, looked at in two: what is said of it, and how the work grows. */
type Look = readonly [
  name: string,
  text: string | ((size: number) => string),
  codes: readonly string[],
];

function lookAt(file: string, looks: readonly Look[]): void {
  for (const [name, text, codes] of looks) {
    const whole = typeof text === "string" ? text : text(100_000);
    assert.deepEqual(codesOf(parseText(file, whole)), codes, name);
    if (typeof text !== "string")
      assertGrowsWithSize(name, (input) => parseText(file, input), text);
  }
}

test("OFX made to harm is refused or read for what it says, in work that grows with its size", () => {
  const wrap = (inside: string) => `<OFX><STMTRS><CURDEF>EUR</CURDEF>${inside}</STMTRS></OFX>`;
  const entry = (inside: string) => wrap(`<STMTTRN><DTPOSTED>20260901${inside}</STMTTRN>`);
  lookAt("x.ofx", [
    ["entities", `<!DOCTYPE d [<!ENTITY a "ha">]>${wrap("")}`, ["xml_doctype"]],
    ["brackets", (size) => wrap("<".repeat(size)), []],
    ["open tags", (size) => wrap("<A".repeat(size)), []],
    ["statements in statements", (size) => wrap("<STMTRS>".repeat(size)), []],
    ["a comment without end", (size) => wrap("<!--".repeat(size)), []],
    [
      "a name without end",
      (size) => entry(`<TRNAMT>1<NAME>${"x".repeat(size)}`),
      ["entry_unreadable"],
    ],
    ["an amount without end", entry(`<TRNAMT>${"9".repeat(9_000)}`), []],
    ["no amount", entry("<TRNAMT>"), ["amount_missing"]],
    ["not a number", entry("<TRNAMT>NaN"), ["amount_unreadable"]],
    ["more decimals than cents", entry("<TRNAMT>1,234"), ["amount_too_precise"]],
    ["a day that is none", entry("<TRNAMT>1").replace("0901", "1341"), ["date_unreadable"]],
    ["a day far off", entry("<TRNAMT>1").replace("2026", "2062"), ["date_out_of_range"]],
    [
      "an entry of no statement",
      "<OFX><STMTTRN><TRNAMT>1</OFX>",
      ["date_missing", "statement_missing"],
    ],
  ]);
});

test("BAI2 made to harm is refused or read for what it says, in work that grows with its size", () => {
  const wrap = (inside: string) =>
    `01,A,B,260903,0630,1,,,2/\n02,B,A,1,260902,,USD,2/\n03,ACCOUNT,USD,${inside}\n49,,/\n98,,,/\n99,,,/`;
  const entry = (inside: string) => wrap(`/\n16,${inside}`);
  lookAt("x.bai", [
    ["commas", (size) => wrap(",".repeat(size)), []],
    ["blanks before the end", (size) => entry(`195,1,,,,${" ".repeat(size)}x`), []],
    ["blanks behind a slash", (size) => entry(`195,1,,,,/${" ".repeat(size)}x`), []],
    ["continuations", (size) => entry(`195,1,,,,x${"\n88,y".repeat(size)}`), []],
    ["a billion pairs", entry("195,1,D,999999999,1,1,REF,REF,x/"), []],
    ["pairs that never come", entry("195,1,D,999,1,1/"), []],
    ["an amount without end", entry(`195,${"9".repeat(100)},,,/`), ["entry_unreadable"]],
    ["no amount", entry("195,,,,/"), ["amount_missing"]],
    ["letters", entry("195,1O0,,,/"), ["entry_unreadable"]],
    ["a code of no direction", entry("950,100,,,/"), ["type_code_unknown"]],
    ["no end", entry("195,100,,,/").replace("99,,,/", ""), ["file_cut_off"]],
    [
      "a transaction of no account",
      "01,A,B,260903,,,,2/\n02,B,A,1,260902,,,/\n16,195,1/\n99,,,/",
      ["entry_unreadable"],
    ],
  ]);
});

test("blanks without end in a date or under an MT940 entry are read in work that grows with them", () => {
  const dates = (size: number) =>
    `line_id,date,amount\nL1,"2026-09-01${" ".repeat(size)}x",5.00\nL2,2026-09-01${"T".repeat(size)},5.00\n`;
  lookAt("x.csv", [["dates", dates, ["date_unreadable", "date_unreadable"]]]);
  const head = ":20:X\n:25:6222\n:28C:1/1\n:60F:C260901EUR0,\n";
  const entries = (size: number) =>
    `${head}:61:2609020902C5,00NTRFX\n${" ".repeat(size)}b\n:86:a${" ".repeat(size)}b\n:62F:C260902EUR5,\n`;
  lookAt("x.sta", [["entries", entries, []]]);
});

test("cells, numbers and formats without end are read in work that grows with their size", () => {
  const sheet = (cells: string) =>
    workbook(`<worksheet><sheetData><row r="1">${cells}</row></sheetData></worksheet>`);
  assertGrowsWithSize(
    "cells without end",
    (text) => parseFile("x.xls", strToU8(text), options),
    (size) => `<table><tr>${"<td ".repeat(size)}`,
  );
  assertGrowsWithSize(
    "a number without end",
    (cells) => parseFile("x.xlsx", sheet(cells), options),
    (size) => `<c r="A1"><v>${"0".repeat(size)}x</v></c>`,
  );
  assertGrowsWithSize("a format without end", lookOfFormat, (size) => "[".repeat(size));
});

test("QIF made to harm is refused or read for what it says", () => {
  const record = (text: string) => `!Type:Bank\n${text}\n^\n`;
  const looks: readonly (readonly [string, readonly string[]])[] = [
    ["!Type:Invst\nD9/18'26\n^\n", ["file_is_investment"]],
    ["!Type:Cat\nNSales\n^\n", ["statement_missing"]],
    [record("D9/18'26\nT1"), ["currency_assumed"]],
    [record(`D9/18'26\nT${"9".repeat(1_000_000)}`), ["currency_assumed"]],
    [record(`D${"9".repeat(1_000_000)}\nT1`), ["date_unreadable", "currency_assumed"]],
    [record(`D9/18'26\nT1\nP${" ".repeat(1_000_000)}x`), ["currency_assumed"]],
    [record("D9/18'2062\nT1"), ["date_out_of_range", "currency_assumed"]],
    ["!Type:Bank\nD9/18'26\nT12", ["entry_unreadable", "currency_assumed"]],
    ["!".repeat(1_000_000), ["not_recognised"]],
  ];
  for (const [text, codes] of looks) {
    assert.deepEqual(codesOf(parseText("x.qif", text)), codes, text.slice(0, 40));
  }
});

test("MT942 made to harm is refused or read for what it says", () => {
  const wrap = (inside: string) =>
    `:20:R\n:25:6222\n:28C:1/1\n:34F:EUR0,\n:13D:2609021200+0800\n${inside}\n-\n`;
  const looks: readonly (readonly [string, readonly string[]])[] = [
    ["", []],
    [":61:2609020902C1O,00NTRFX", ["entry_unreadable"]],
    [":90C:99999EUR99999999999999999999,", ["control_total_broken"]],
    [":90C:1EUR", []],
    [`:61:2609020902C5,00NTRFX\n:86:${"x".repeat(1_000_000)}`, []],
  ];
  for (const [text, codes] of looks) {
    const found = codesOf(parseText("x.sta", wrap(text))).filter(
      (code) => code !== "interim_report",
    );
    assert.deepEqual(found, codes, text.slice(0, 40));
  }
});

test("formulas are text or their stored value, never evaluated", () => {
  const csv = `line_id,date,amount,memo\n=1+1,2026-09-01,5.00,"=cmd|'/c calc'!A0"\n`;
  const parsed = parseText("x.csv", csv);
  assert.ok(parsed.content.kind === "statements");
  const [entry] = parsed.content.statements[0]?.entries ?? [];
  assert.equal(entry?.lineId, "=1+1");
  assert.equal(entry?.memo, "=cmd|'/c calc'!A0");
});

test("a header named __proto__ changes no prototype", () => {
  const parsed = parseText("x.csv", "line_id,date,amount,__proto__\nL1,2026-09-01,5.00,evil\n");
  assert.ok(parsed.content.kind === "statements");
  assert.equal(({} as Record<string, unknown>)["evil"], undefined);
  assert.deepEqual(parsed.content.statements[0]?.entries[0]?.extra, { proto: "evil" });
});

test("a workbook with a cell at the far corner is refused without making room for it", () => {
  const sheet = `<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>`;
  const before = process.memoryUsage().rss;
  assert.deepEqual(codesOf(parseFile("x.xlsx", workbook(sheet), options)), ["nothing_in_it"]);
  assert.ok(process.memoryUsage().rss - before < 30_000_000);
});

test("files that are something else are named for what they are", () => {
  const looks: readonly (readonly [string, Uint8Array, string])[] = [
    ["a.pdf", strToU8("%PDF-1.7 ..."), "file_is_pdf"],
    ["a.png", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), "file_is_image"],
    [
      "a.ofd",
      zipSync({ "OFD.xml": strToU8("<x/>"), "Doc_0/Document.xml": strToU8("<x/>") }),
      "file_is_ofd",
    ],
    ["a.docx", zipSync({ "word/document.xml": strToU8("<x/>") }), "file_is_document"],
    ["a.rar", strToU8("Rar!\u001a"), "file_is_archive"],
    ["a.ofx", strToU8("OFXHEADER:100\n<OFX>"), "file_cut_off"],
    ["a.txt", strToU8("hello"), "not_recognised"],
    ["a.csv", new Uint8Array(0), "file_empty"],
    ["a.xml", strToU8('<?xml version="1.0"?><EInvoice><Header/></EInvoice>'), "file_is_einvoice"],
  ];
  for (const [name, bytes, code] of looks) {
    assert.deepEqual(codesOf(parseFile(name, bytes, options)), [code], name);
  }
});

test("an encrypted zip asks for the unpacked file", () => {
  const zip = zipSync({ "a.csv": strToU8("date,amount\n") });
  const flags = sizeFieldOf(zip, "a.csv") - 24 + 8;
  zip[flags] = (zip[flags] ?? 0) | 1;
  assert.deepEqual(codesOf(parseFile("a.zip", zip, options)), ["zip_encrypted"]);
});

test("throwing from onProgress stops the parse: that is how it is cancelled", () => {
  const rows = Array.from({ length: 5000 }, (_, at) => `L${at},2026-09-01,5.00`).join("\n");
  const bytes = new TextEncoder().encode(`line_id,date,amount\n${rows}\n`);
  let told = 0;
  const onProgress = (done: number) => {
    told = done;
    if (done >= 2000) throw new Error("cancelled");
  };
  assert.throws(() => parseFile("x.csv", bytes, { ...options, onProgress }), /cancelled/);
  assert.equal(told, 2000);
});

/** Where the central directory holds the unpacked size of an entry. */
function sizeFieldOf(zip: Uint8Array, name: string): number {
  const text = new TextDecoder("latin1").decode(zip);
  const nameAt = text.lastIndexOf(name);
  assert.ok(nameAt > 0);
  return nameAt - 46 + 24;
}

test("an amount that unquoted thousands commas tear apart is refused, not read as its first digits", () => {
  const head = "line_id,date,currency,amount,payer_name,payer_account,memo,bank_ref\n";
  const parsed = parseText(
    "l.csv",
    `${head}L1,2026-10-01,CNY,1,690.00,上海启明贸易有限公司,,货款,\n`,
  );
  assert.deepEqual(codesOf(parsed), ["amount_split"]);
  const trailing = parseText("l.csv", `${head}L1,2026-10-01,CNY,1,上海启明贸易有限公司,,货款,,\n`);
  assert.deepEqual(codesOf(trailing), []);
});

test("rows that end with a separator are no torn amounts", () => {
  const head = "item_no,customer_name,amount,open_amount,issue_date\n";
  const items = parseText("i.csv", `${head}A1001,上海启明贸易有限公司,250,200,2026-08-01,\n`);
  assert.deepEqual(codesOf(items), []);
  const columns = "line_id,date,amount,bank_ref,payer_name\n";
  const lines = parseText("l.csv", `${columns}L1,2026-10-01,100,123,上海启明贸易有限公司,\n`);
  assert.deepEqual(codesOf(lines), []);
});

test("a firm whose name holds a word of totals is a record, a line of totals is not", () => {
  const head = "customer_name,item_no,amount,issue_date\n";
  const firms = "北京合计贸易有限公司,A1001,10.00,\nTotal Supply Ltd,A1002,11.00,2026-08-01\n";
  const parsed = parseText("i.csv", `${head}${firms}合计,,21.00,\n`);
  assert.ok(parsed.content.kind === "items");
  assert.deepEqual(
    parsed.content.items.map((item) => item.itemNo),
    ["A1001", "A1002"],
  );
});

test("an MT940 amount that breaks off is refused with its row, not cut to its first digits", () => {
  const parsed = parseText(
    "x.sta",
    ":20:X\n:25:6222000000000001\n:28C:1/1\n:60F:C260901EUR100,00\n:61:2609010901C1O,00NTRFX\n:86:INV 3\n:61:2609010901C5,00NTRFX\n:86:INV 4\n:62F:C260901EUR115,00\n",
  );
  assert.ok(parsed.content.kind === "statements");
  assert.deepEqual(
    parsed.content.statements.flatMap((one) => one.entries.map((entry) => entry.amountMinor)),
    [500n],
  );
  const [refused] = parsed.problems;
  assert.deepEqual([refused?.code, refused?.place], ["entry_unreadable", { row: 5 }]);
});

test("what a library says of a damaged file goes to the log, the sentence says what to do", () => {
  const xml = '<?xml version="1.0"?><Document><BkToCstmrStmt><Stmt><Id>1</Id>\n<Ntry>\n';
  const sound = workbook("<worksheet><sheetData/></worksheet>");
  const brokenOle = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(600).fill(7)];
  const looks: readonly (readonly [string, Uint8Array, string, object])[] = [
    ["cut.xml", strToU8(xml), "xml_cut_off", { row: 3 }],
    ["edited.xml", strToU8(`${xml}<Amt Ccy=EUR>`), "xml_damaged", { row: 3 }],
    ["sheet.xlsx", workbook("<worksheet><sheetData><row>"), "workbook_damaged", { sheet: "a" }],
    ["half.xls", Uint8Array.from(brokenOle), "workbook_damaged", {}],
  ];
  assert.deepEqual(codesOf(parseFile("empty.xlsx", sound, options)), ["nothing_in_it"]);
  for (const [name, bytes, code, place] of looks) {
    const [problem] = parseFile(name, bytes, options).problems;
    assert.deepEqual([problem?.code, problem?.place, problem?.fields], [code, place, {}], name);
    assert.ok(problem?.detail, name);
    for (const language of ["zh", "en"] as const) {
      const sentence = problemSentence(problem, language);
      assert.ok(!sentence.includes(problem.detail) && !/[{}]/.test(sentence), sentence);
    }
  }
});

test("a file without words is called what it is, never quoted as “”", () => {
  const looks: readonly (readonly [string, Uint8Array, string])[] = [
    ["blank.csv", strToU8(" \r\n\t \r\n"), "nothing_in_it"],
    ["mark.csv", Uint8Array.from([0xef, 0xbb, 0xbf]), "nothing_in_it"],
    [
      "noise.dat",
      Uint8Array.from(Array.from({ length: 400 }, (_, at) => at % 29)),
      "file_is_binary",
    ],
  ];
  for (const [name, bytes, code] of looks) {
    const parsed = parseFile(name, bytes, options);
    assert.deepEqual(codesOf(parsed), [code], name);
    assert.doesNotMatch(problemSentence(parsed.problems[0]!, "zh"), /“”|「」/);
  }
  const lone = workbook(
    '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>经营月报</t></is></c></row></sheetData></worksheet>',
  );
  const [problem] = parseFile("lone.xlsx", lone, options).problems;
  assert.deepEqual([problem?.code, problem?.excerpt], ["not_recognised", "经营月报"]);
});
