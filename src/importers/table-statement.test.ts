// How tables of bank lines are read: signs by proof, mappings by a person, accounts apart.
import assert from "node:assert/strict";
import { test } from "node:test";
import { zipSync } from "fflate";
import { isoDate } from "../core/date.ts";
import { importFieldWords } from "../core/words/import-fields.ts";
import type { ColumnMapping, ParsedFile, ParseOptions, Statement } from "./importer.ts";
import { parseFile } from "./registry.ts";
import { fieldsOfKind } from "./table-layout.ts";

const options: ParseOptions = { homeCurrency: "CNY", asOf: isoDate("2026-12-31") };

function parse(text: string, more: Partial<ParseOptions> = {}): ParsedFile {
  return parseFile("x.csv", new TextEncoder().encode(text), { ...options, ...more });
}

function statementsOf(parsed: ParsedFile): readonly Statement[] {
  assert.ok(parsed.content.kind === "statements", parsed.problems.map((one) => one.code).join());
  return parsed.content.statements;
}

function amountsOf(parsed: ParsedFile): bigint[] {
  return statementsOf(parsed).flatMap((one) => one.entries.map((entry) => entry.amountMinor));
}

function codesOf(parsed: ParsedFile): string[] {
  return parsed.problems.map((problem) => problem.code);
}

test("an unsigned amount takes its sign from the direction: credit is money in", () => {
  const parsed = parse(
    "交易日期,借贷标志,交易金额,对方户名\n2026-09-01,贷,5.00,甲\n2026-09-02,借,3.00,乙\n",
  );
  assert.deepEqual(amountsOf(parsed), [500n, -300n]);
});

test("a reversal is a negative amount under its own mark", () => {
  const parsed = parse(
    "交易日期,借贷标志,交易金额,余额\n2026-09-01,贷,5.00,105.00\n2026-09-02,借,-3.00,108.00\n2026-09-03,借,1.00,107.00\n",
  );
  assert.deepEqual(amountsOf(parsed), [500n, 300n, -100n]);
  assert.equal(statementsOf(parsed)[0]?.proof.state, "proven");
});

test("where the mark only repeats the sign, the balances say so", () => {
  const parsed = parse(
    "Date,D/C,Amount,Balance\n2026-09-01,C,-5.00,105.00\n2026-09-02,D,3.00,102.00\n2026-09-03,C,-2.00,104.00\n",
  );
  assert.deepEqual(amountsOf(parsed), [500n, -300n, 200n]);
});

test("our own ledger's view of the bank (debit is money in) is turned round by proof, and said", () => {
  const parsed = parse(
    "日期,摘要,借方,贷方,余额\n2026-09-01,收,500.00,,1500.00\n2026-09-02,付,,120.00,1380.00\n2026-09-03,收,20.00,,1400.00\n",
  );
  assert.deepEqual(amountsOf(parsed), [50000n, -12000n, 2000n]);
  assert.ok(codesOf(parsed).includes("signs_turned"));
});

test("a broken balance is a finding with its place; the entries stay", () => {
  const parsed = parse(
    "交易日期,金额,余额\n2026-09-01,5.00,105.00\n2026-09-02,5.00,110.00\n2026-09-03,5.00,116.00\n2026-09-04,1.00,117.00\n",
  );
  assert.equal(amountsOf(parsed).length, 4);
  const proof = statementsOf(parsed)[0]?.proof;
  assert.deepEqual(proof, { state: "broken", differenceMinor: 100n, place: { row: 4 } });
  assert.ok(codesOf(parsed).includes("balance_broken"));
});

test("accounts and currencies of one file become statements of their own", () => {
  const parsed = parse(
    "账号,交易日期,收入金额,支出金额,币种,对方户名\n111,2026-09-01,5.00,,人民币,甲\n222,2026-09-01,7.00,,人民币,甲\n111,2026-09-01,9.00,,美元,甲\n",
  );
  assert.deepEqual(
    statementsOf(parsed).map(({ account, currency }) => `${account} ${currency}`),
    ["111 CNY", "222 CNY", "111 USD"],
  );
});

test("the comma is the decimal mark where the column shows it", () => {
  const parsed = parse("Date;Amount;Name\n01.09.2026;1.234;A\n13.09.2026;2,5;B\n");
  assert.deepEqual(amountsOf(parsed), [123400n, 250n]);
});

test("a date order no date shows is assumed day first, and said", () => {
  const parsed = parse("Date,Amount,Name\n01/02/2026,5.00,A\n");
  assert.equal(statementsOf(parsed)[0]?.entries[0]?.bookingDate, "2026-02-01");
  assert.ok(codesOf(parsed).includes("date_order_assumed"));
});

test("headers repeated inside, totals and remarks are counted as no records", () => {
  const head = "交易日期,收入金额,支出金额,对方户名";
  const parsed = parse(
    `某银行明细\n${head}\n2026-09-01,5.00,,甲\n${head}\n2026-09-02,6.00,,乙\n合计,11.00,,\n以上明细仅供参考,,,\n`,
  );
  assert.equal(amountsOf(parsed).length, 2);
  assert.equal(parsed.ignoredRows, 5);
  assert.deepEqual(codesOf(parsed), ["header_again"]);
});

test("no row of a file disappears: records, refused, counted aside make up all rows", () => {
  const parsed = parse(
    "标题\n\n交易日期,收入金额,支出金额,对方户名\n2026-09-01,5.00,,甲\n2026-09-0x,6.00,,乙\n,7.00,,丙\n2026-09-03,,,丁\n2026-09-04,1.00,1.00,戊\n2026-09-05,0.00,,己\n\n",
  );
  const refused = parsed.problems.filter((problem) => problem.severity === "row").length;
  const zero = parsed.problems.filter((problem) => problem.code === "entry_zero").length;
  assert.deepEqual([amountsOf(parsed).length, refused, zero, parsed.ignoredRows], [1, 4, 1, 4]);
});

test("a list of items that a person mapped is one when it comes again, whatever it looks like", () => {
  const text = "Beleg,Soll,Schuldner,Zahlbar\nRE-1,500.00,Lindental,2026-10-01\n";
  const guess = parse(text).mapping;
  assert.ok(guess);
  assert.deepEqual(
    guess.columns.map(({ samples }) => samples),
    [["RE-1"], ["500.00"], ["Lindental"], ["2026-10-01"]],
  );
  const fields = ["item_no", "amount", "customer_name", "due_date"];
  const columns = guess.columns.map((column, at) => ({ ...column, field: fields[at] ?? null }));
  const mappings = new Map([[guess.layout, { ...guess, columns }]]);
  const again = `${text}RE-2,80.00,Kontor,2026-10-09\n`;
  const { content } = parse(again, { mappings });
  assert.ok(content.kind === "items");
  assert.deepEqual(
    content.items.map(({ itemNo, amountMinor }) => [itemNo, amountMinor]),
    [
      ["RE-1", 50_000n],
      ["RE-2", 8_000n],
    ],
  );
});

test("a table nobody knows asks for a mapping, and reads with it from then on", () => {
  const text =
    "Wann,Wieviel,Wer,Wozu\n2026-09-01,5.00,Lindental,Rechnung 4711\n2026-09-02,6.00,Kontor,-\n";
  const unknown = parse(text);
  assert.deepEqual(codesOf(unknown), ["header_not_found"]);
  const guess = unknown.mapping;
  assert.ok(guess);
  assert.deepEqual(
    guess.columns.map((column) => column.raw),
    ["Wann", "Wieviel", "Wer", "Wozu"],
  );
  const fields = ["date", "amount", "payer_name", "memo"];
  const mapping: ColumnMapping = {
    ...guess,
    columns: guess.columns.map((column, at) => ({ ...column, field: fields[at] ?? null })),
  };
  const parsed = parse(text, { mappings: new Map([[mapping.layout, mapping]]) });
  assert.equal(parsed.format, "learned");
  const entries = statementsOf(parsed).flatMap((one) => one.entries);
  assert.deepEqual(
    entries.map(({ bookingDate, amountMinor, payerName, memo }) => [
      bookingDate,
      amountMinor,
      payerName,
      memo,
    ]),
    [
      ["2026-09-01", 500n, "Lindental", "Rechnung 4711"],
      ["2026-09-02", 600n, "Kontor", ""],
    ],
  );
});

test("a mapping may also correct a layout that is known", () => {
  const text = "交易日期,收入金额,支出金额,对方户名,备用\n2026-09-01,5.00,,甲,真名\n";
  const { mapping } = parse(text);
  assert.ok(mapping);
  const columns = mapping.columns.map((column) => {
    if (column.raw === "备用") return { ...column, field: "payer_name" };
    return column.raw === "对方户名" ? { ...column, field: "memo" } : column;
  });
  const parsed = parse(text, { mappings: new Map([[mapping.layout, { ...mapping, columns }]]) });
  assert.equal(statementsOf(parsed)[0]?.entries[0]?.payerName, "真名");
});

test("a table with most columns says which are missing", () => {
  const parsed = parse("交易日期,对方户名,摘要\n2026-09-01,甲,货款\n");
  assert.deepEqual(codesOf(parsed), ["columns_missing"]);
  assert.equal(parsed.problems[0]?.fields["missing"], "amount");
});

test("amounts in units of ten thousand are refused: the cents are gone", () => {
  const parsed = parse("交易日期,金额（万元）,对方户名\n2026-09-01,5.00,甲\n");
  assert.deepEqual(codesOf(parsed), ["unit_ten_thousand"]);
});

test("every field a mapping may name has words", () => {
  for (const kind of [
    "lines",
    "statement",
    "items",
    "customers",
    "rates",
    "own",
    "tax_invoices",
  ] as const) {
    for (const field of fieldsOfKind(kind)) assert.ok(importFieldWords[field], `${kind}.${field}`);
  }
});

function accountsOf(parsed: ParsedFile): [string, number, string][] {
  return statementsOf(parsed).map((one) => [one.account, one.entries.length, one.proof.state]);
}

const twoAccounts = (between: string) =>
  `账号：6222000000000003\n交易日期,借方发生额,贷方发生额,余额,摘要\n2026-09-01,,5.00,105.00,a\n2026-09-02,3.00,,102.00,b\n${between}账号：6222000000000004\n交易日期,借方发生额,贷方发生额,余额,摘要\n2026-09-01,,7.00,907.00,c\n2026-09-03,,1.00,908.00,d\n`;

test("accounts one under the other in a sheet are apart, each with its own proof", () => {
  const parsed = parse(twoAccounts("合计,3.00,5.00\n\n"));
  assert.deepEqual(accountsOf(parsed), [
    ["6222000000000003", 2, "proven"],
    ["6222000000000004", 2, "proven"],
  ]);
  assert.deepEqual(codesOf(parsed), ["header_again"]);
});

/** A workbook of text cells, one sheet a name. */
function workbook(sheets: Readonly<Record<string, string>>): Uint8Array {
  const names = Object.keys(sheets);
  const part = (text: string) => new TextEncoder().encode(text);
  const cell = (text: string, at: number, row: number) =>
    text === ""
      ? ""
      : `<c r="${String.fromCharCode(65 + at)}${row}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const sheetXml = (text: string) =>
    `<worksheet><sheetData>${text
      .trim()
      .split("\n")
      .map(
        (line, at) =>
          `<row r="${at + 1}">${line
            .split(",")
            .map((value, column) => cell(value, column, at + 1))
            .join("")}</row>`,
      )
      .join("")}</sheetData></worksheet>`;
  return zipSync({
    "xl/workbook.xml": part(
      `<workbook xmlns:r="r"><sheets>${names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join("")}</sheets></workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": part(
      `<Relationships>${names.map((_, at) => `<Relationship Id="rId${at + 1}" Type="worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join("")}</Relationships>`,
    ),
    ...Object.fromEntries(
      names.map((name, at) => [`xl/worksheets/sheet${at + 1}.xml`, part(sheetXml(sheets[name]!))]),
    ),
  });
}

test("each sheet is of the account its own title names, and problems name their sheet", () => {
  const head = "交易日期,借方发生额,贷方发生额,余额,摘要";
  const parsed = parseFile(
    "x.xlsx",
    workbook({
      甲: `账号,6222000000000006\n${head}\n2026-09-01,,5.00,105.00,a\n2026-09-02,3.00,,102.00,b\n`,
      乙: `账号,6222000000000007\n${head}\n2026-09-01,,7.00,907.00,c\n2026-09-02,,1X,908.00,d\n2026-09-03,,1.00,909.00,e\n`,
    }),
    options,
  );
  assert.deepEqual(
    accountsOf(parsed).map(([account, lines]) => [account, lines]),
    [
      ["6222000000000006", 2],
      ["6222000000000007", 2],
    ],
  );
  const bad = parsed.problems.find((one) => one.code === "amount_unreadable");
  assert.deepEqual(bad?.place, { sheet: "乙", row: 4, column: "贷方发生额" });
});

test("a column of nothing but 收 and 支 is the direction under any head, a lone dash is not", () => {
  const parsed = parse(
    "记账日期,收支别,发生额,对方户名\n2026-09-01,收,5.00,甲\n2026-09-02,支,3.00,乙\n",
  );
  assert.deepEqual(amountsOf(parsed), [500n, -300n]);
  const dashes = parse(
    "记账日期,备用,发生额,对方户名\n2026-09-01,-,5.00,甲\n2026-09-02,-,3.00,乙\n",
  );
  assert.deepEqual(amountsOf(dashes), [500n, 300n]);
});

test("heads of one character count whole: 借 and 贷 are columns, 余额(借) stays the balance", () => {
  const parsed = parse("交易日期,借,贷,对方户名\n2026-09-01,,5.00,甲\n2026-09-02,3.00,,乙\n");
  assert.deepEqual(amountsOf(parsed), [500n, -300n]);
  const balance = parse(
    "交易日期,发生额,余额(借),对方户名\n2026-09-01,5.00,105.00,甲\n2026-09-02,-3.00,102.00,乙\n",
  );
  assert.deepEqual(amountsOf(balance), [500n, -300n]);
});

test('="…" around a cell is Excel\'s mark for text, in accounts and amounts', () => {
  const parsed = parse(
    '交易日期\t账号\t收入\t支出\t对方户名\n2026-09-01\t="6222000000000015"\t="5.00"\t\t甲\n',
  );
  assert.deepEqual(accountsOf(parsed), [["6222000000000015", 1, "unproven"]]);
  assert.deepEqual(amountsOf(parsed), [500n]);
});

test("a title may hold several labels in one cell, and brackets round its values", () => {
  const rows = "交易日期,收入,支出,对方户名\n2026-09-01,5.00,,甲\n";
  const oneCell = parse(`账户明细 账号:601234567 户名:启衡机电 币种:美元\n${rows}`);
  const [statement] = statementsOf(oneCell);
  assert.deepEqual(
    [statement?.account, statement?.accountName, statement?.currency],
    ["601234567", "启衡机电", "USD"],
  );
  const [bracketed] = statementsOf(
    parse(`# 账号:[512908123410807]\n# 户名:[启衡机电],,# 币种:[美元]\n${rows}`),
  );
  assert.deepEqual(
    [bracketed?.account, bracketed?.accountName, bracketed?.currency],
    ["512908123410807", "启衡机电", "USD"],
  );
});

test("sums and balances the bank puts among the entries are no entries", () => {
  const parsed = parse(
    "日期,摘要,借方,贷方,余额,对方户名\n2026-09-01,上期余额,,,100.00,\n2026-09-01,货款,,5.00,105.00,甲\n2026-09-02,货款,,7.00,112.00,乙\n2026-09-30,本月合计,,12.00,112.00,\n2026-09-30,期末余额,,,112.00,\n",
  );
  assert.deepEqual(amountsOf(parsed), [500n, 700n]);
  assert.deepEqual(codesOf(parsed), []);
  const named = parse("日期,摘要,收入,支出,对方户名\n2026-09-30,合计,12.00,,合计贸易\n");
  assert.deepEqual(amountsOf(named), [1200n], "a payer makes it a payment");
});

test("a head of two rows reads 对方 over 户名 and 账号 as the other side's", () => {
  const parsed = parse(
    "账号：6222000000000035\n交易日期,发生额,,余额,对方,,摘要\n,借方,贷方,,户名,账号,\n2026-09-01,,5.00,105.00,甲,3301,a\n2026-09-02,3.00,,102.00,乙,3302,b\n",
  );
  assert.deepEqual(accountsOf(parsed), [["6222000000000035", 2, "proven"]]);
  const [entry] = statementsOf(parsed)[0]?.entries ?? [];
  assert.deepEqual([entry?.payerName, entry?.payerAccount], ["甲", "3301"]);
});

test("beside the account of the title a column of other accounts is the other side's", () => {
  const parsed = parse(
    "Kontonummer,DE89370400440532013000\nBuchungstag,IBAN,Betrag\n2026-09-01,DE12500105170648489890,5.00\n2026-09-02,DE44500105175407324931,3.00\n",
  );
  assert.deepEqual(accountsOf(parsed), [["DE89370400440532013000", 2, "unproven"]]);
  assert.equal(statementsOf(parsed)[0]?.entries[0]?.payerAccount, "DE12500105170648489890");
});

test("balances of the title that contradict the entries break the proof of the column", () => {
  const rows = "交易日期,收入,支出,余额\n2026-09-02,7.00,,112.00\n2026-09-03,1.00,,113.00\n";
  const stated = (opening: string) =>
    parse(`账号,6222,期初余额,${opening},期末余额,113.00\n${rows}`);
  assert.equal(statementsOf(stated("105.00"))[0]?.proof.state, "proven");
  const cut = stated("100.00");
  assert.deepEqual(statementsOf(cut)[0]?.proof, {
    state: "broken",
    differenceMinor: 500n,
    place: { row: 3 },
  });
  assert.ok(codesOf(cut).includes("balance_broken"));
});

test("a table without entries says so", () => {
  assert.deepEqual(codesOf(parse("交易日期,收入,支出,余额\n没有符合条件的记录\n")), ["no_entries"]);
});

test("units of ten thousand above the table are refused like those in a head", () => {
  const parsed = parse("账号,6222,单位：万元\n交易日期,收入,支出\n2026-09-01,5.00,\n");
  assert.deepEqual(codesOf(parsed), ["unit_ten_thousand"]);
  assert.equal(
    amountsOf(parse("账号,6222,单位：元\n交易日期,收入,支出\n2026-09-01,5.00,\n"))[0],
    500n,
  );
});

test("days of one month are not read as one day of many months", () => {
  const parsed = parse(
    "Date,Description,Amount\n09/02/2026,a,5.00\n09/03/2026,b,5.00\n09/04/2026,c,5.00\n09/08/2026,d,5.00\n",
  );
  assert.deepEqual(
    statementsOf(parsed)[0]?.entries.map((entry) => entry.bookingDate),
    ["2026-09-02", "2026-09-03", "2026-09-04", "2026-09-08"],
  );
  assert.deepEqual(codesOf(parsed), ["month_first_assumed"]);
});

test("NUL is no part of a text", () => {
  const parsed = parse("交易日期\0,收入,支出,对方户名\n2026-09-01,5.0\x000,,甲\0\n");
  assert.deepEqual(amountsOf(parsed), [500n]);
  assert.equal(statementsOf(parsed)[0]?.entries[0]?.payerName, "甲");
});

test("an excerpt never ends in half a character", () => {
  for (const before of ["", "甲"]) {
    const parsed = parse(
      `交易日期,收入,支出,对方户名\n2026-09-01,9X,,${before}${"𠮷".repeat(90)}\n`,
    );
    assert.deepEqual(codesOf(parsed), ["amount_unreadable"]);
    assert.ok(parsed.problems[0]?.excerpt.isWellFormed());
  }
});

test("heads that many banks use name no bank, unless the title does", () => {
  const rows =
    "交易日期,借方金额,贷方金额,余额,对方户名,对方账号,摘要\n2026-09-01,,5.00,105.00,浦发银行,3301,a\n";
  const bankOf = (text: string) => statementsOf(parse(text))[0]?.bank;
  assert.equal(bankOf(rows), "");
  assert.equal(bankOf(`兴业银行账户明细\n${rows}`), "");
  assert.equal(bankOf(`浦发银行 账户明细\n${rows}`), "浦发银行");
});

test("a mark that speaks of the balance is no direction: 借 is an overdraft, and no sign is turned", () => {
  const parsed = parse(
    "账号：6222031202000123456\n日期,借方发生额,贷方发生额,借/贷,余额,对方户名,对方账号\n" +
      "2026-09-01,,300.00,借,700.00,甲,31001\n2026-09-02,100.00,,借,800.00,乙,31002\n2026-09-03,,900.00,贷,100.00,丙,31003\n",
  );
  assert.deepEqual(amountsOf(parsed), [30000n, -10000n, 90000n]);
  const [statement] = statementsOf(parsed);
  assert.deepEqual(
    [statement?.openingMinor, statement?.closingMinor, statement?.proof.state],
    [-100000n, 10000n, "proven"],
  );
  assert.ok(!codesOf(parsed).includes("signs_turned"));
});

test("a direction written behind a backtick still decides the sign", () => {
  const parsed = parse(
    "记账时间,收支类型,收支金额(元),账户结余(元),备注\n`2026-09-01 10:00:00,`收入,`5.00,`105.00,`甲\n`2026-09-02 10:00:00,`支出,`3.00,`102.00,`乙\n",
  );
  assert.deepEqual(amountsOf(parsed), [500n, -300n]);
  assert.equal(statementsOf(parsed)[0]?.proof.state, "proven");
});

test("a label spread out with blanks, or parted from its number by one, still names the account", () => {
  for (const title of ["账  号：6222031202000123456", "账号 6222031202000123456"]) {
    const parsed = parse(`${title},,币  种：美元\n日期,收入,支出\n2026-09-01,5.00,\n`);
    assert.equal(statementsOf(parsed)[0]?.account, "6222031202000123456", title);
    assert.equal(statementsOf(parsed)[0]?.currency, "USD", title);
  }
});

test("a head that ends with a currency says the currency of the table", () => {
  const parsed = parse(
    "Datum;Buchungstext;Belastung;Gutschrift;Saldo CHF\n05.09.2026;A;;1'200.00;1'300.00\n06.09.2026;B;50.00;;1'250.00\n",
  );
  assert.deepEqual(
    statementsOf(parsed).map(({ currency, proof }) => [currency, proof.state]),
    [["CHF", "proven"]],
  );
  assert.deepEqual(amountsOf(parsed), [120000n, -5000n]);
});

test("a column of many accounts beside one running balance is the other side's", () => {
  const rows = ["DE02", "DE03", "DE04", "DE05", "DE06"].map(
    (country, at) =>
      `0${at + 1}.09.2026;Kunde ${at};${country}12030000000020205${at};RE ${at};10,00;EUR;1${at}0,00`,
  );
  const parsed = parse(
    `Buchungstag;Name;IBAN;Verwendungszweck;Betrag;Währung;Saldo\n${rows.join("\n")}\n`,
  );
  const [statement, ...others] = statementsOf(parsed);
  assert.deepEqual([statement?.account, others.length], ["", 0]);
  assert.equal(statement?.entries[1]?.payerAccount, "DE03120300000000202051");
});

test("an account out of a ledger is named for what it is, whether or not its words say so", () => {
  const rows = "2026-09-01,记-1,销售,500.00,,借,1500.00\n2026-09-02,记-2,收款,,120.00,借,1380.00\n";
  const ledgers = [
    `日期,凭证号,摘要,借方,贷方,方向,余额\n${rows}`,
    `客户往来明细账\n日期,凭证号,摘要,借方,贷方,方向,余额\n${rows}`,
    "制单日期,凭证字号,科目,摘要,借方金额,贷方金额,余额\n2026-09-01,记-1,1122 应收账款,销售,500.00,,1500.00\n",
  ];
  for (const ledger of ledgers) {
    const parsed = parse(ledger);
    assert.deepEqual(codesOf(parsed), ["ledger_of_customers"], ledger);
    assert.equal(parsed.problems[0]?.severity, "fatal");
  }
  const journal = `银行存款日记账\n日期,凭证号,摘要,借方,贷方,方向,余额\n${rows}`;
  assert.deepEqual(amountsOf(parse(journal)), [50000n, -12000n]);
  const bank = `账号：6222031202000123456\n日期,凭证号,摘要,借方,贷方,借贷,余额\n2026-09-01,1,收,,500.00,贷,1500.00\n`;
  assert.deepEqual(amountsOf(parse(bank)), [50000n]);
});

test("a workbook written as one XML text is read like any other", () => {
  const cell = (type: string, text: string, more = "") =>
    `<Cell${more}><Data ss:Type="${type}">${text}</Data></Cell>`;
  const heads = ["日期", "收入", "支出", "余额", "对方户名"].map((head) => cell("String", head));
  const xml = `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="明细"><Table><Row>${cell("String", "账号：6222031202000123456", ' ss:MergeAcross="4"')}</Row><Row>${heads.join("")}</Row>
<Row ss:Index="4">${cell("DateTime", "2026-09-01T00:00:00.000")}${cell("Number", "5.1")}${cell("Number", "105.1", ' ss:Index="4"')}${cell("String", "甲")}</Row>
<Row>${cell("DateTime", "2026-09-02T08:30:00.000")}${cell("Number", "3", ' ss:Index="3"')}${cell("Number", "102.1")}${cell("String", "乙")}</Row>
</Table></Worksheet><Worksheet ss:Name="说明"><Table><Row>${cell("String", "x")}</Row></Table></Worksheet></Workbook>`;
  const parsed = parse(xml);
  const [statement] = statementsOf(parsed);
  assert.deepEqual([statement?.account, statement?.proof.state], ["6222031202000123456", "proven"]);
  assert.deepEqual(
    statement?.entries.map((entry) => [entry.bookingDate, entry.amountMinor, entry.payerName]),
    [
      ["2026-09-01", 510n, "甲"],
      ["2026-09-02", -300n, "乙"],
    ],
  );
  assert.deepEqual(codesOf(parse(xml.slice(0, -200))), ["workbook_damaged"]);
});

test("codes for in and out are told apart by the balances, and refused without them", () => {
  const rows = [
    ["2026-09-01", "2", "5.00", "105.00"],
    ["2026-09-02", "1", "3.00", "102.00"],
    ["2026-09-03", "2", "9.00", "111.00"],
  ];
  const table = (heads: string, width: number) =>
    `${heads}\n${rows.map((row) => row.slice(0, width).join(",")).join("\n")}\n`;
  const proven = parse(table("交易日期,借贷标志,交易金额,余额", 4));
  assert.deepEqual(amountsOf(proven), [500n, -300n, 900n]);
  assert.equal(statementsOf(proven)[0]?.proof.state, "proven");
  const open = parse(table("交易日期,借贷标志,交易金额", 3));
  assert.deepEqual(amountsOf(open), []);
  assert.deepEqual(new Set(codesOf(open)), new Set(["direction_unknown"]));
});

test("a payment that failed or still waits is no entry, and is named", () => {
  const parsed = parse(
    "交易日期,收入,支出,余额,对方户名,交易状态\n2026-09-01,5.00,,105.00,甲,成功\n2026-09-02,,9.00,105.00,乙,失败\n2026-09-03,1.00,,106.00,丙,交易成功\n",
  );
  assert.deepEqual(amountsOf(parsed), [500n, 100n]);
  assert.equal(statementsOf(parsed)[0]?.proof.state, "proven");
  assert.deepEqual(codesOf(parsed), ["entry_not_booked"]);
  const waiting = "Date,Amount,Status\n2026-09-01,5.00,Completed\n2026-09-02,9.00,Pending\n";
  assert.deepEqual(amountsOf(parse(waiting)), [500n]);
  const moved =
    "Date,Amount,Balance,Status\n2026-09-01,5.00,5.00,Completed\n2026-09-02,9.00,14.00,Pending\n";
  assert.deepEqual(amountsOf(parse(moved)), [500n, 900n], "the balance says that it moved");
});

test("NULL and n/a in a column of amounts are empty cells", () => {
  const parsed = parse("交易日期,收入,支出\n2026-09-01,5.00,NULL\n2026-09-02,n/a,3.00\n");
  assert.deepEqual(amountsOf(parsed), [500n, -300n]);
});
