// What a list of open items may say, and what is refused; each refusal touches its own row alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../core/date.ts";
import type { ItemRow, ParsedFile, ParseOptions } from "./importer.ts";
import { readTaxRate } from "./open-items.ts";
import { parseFile } from "./registry.ts";

const options: ParseOptions = { homeCurrency: "CNY", asOf: isoDate("2026-12-31") };

function parse(text: string, more: Partial<ParseOptions> = {}): ParsedFile {
  return parseFile("x.csv", new TextEncoder().encode(text), { ...options, ...more });
}

function itemsOf(parsed: ParsedFile): readonly ItemRow[] {
  assert.ok(parsed.content.kind === "items", parsed.problems.map((one) => one.code).join());
  return parsed.content.items;
}

const head = "item_no,kind,customer_no,currency,amount,open_amount,issue_date,due_date";

function codesOf(row: string): string[] {
  const parsed = parse(`${head}\nGOOD,invoice,C1,CNY,1.00,1.00,2026-01-01,\n${row}\n`);
  assert.ok(
    itemsOf(parsed).some((item) => item.itemNo === "GOOD"),
    "the good row stays",
  );
  return parsed.problems.map((problem) => problem.code);
}

test("each bad row is refused with its own code", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["I1,invoice,C1,CNY,100,150,2026-01-01,", "open_exceeds_amount"],
    ["I1,invoice,C1,CNY,100,-50,2026-01-01,", "open_sign_differs"],
    ["I1,credit_note,C1,CNY,100,100,2026-01-01,", "credit_positive"],
    ["I1,advance,C1,CNY,100,,2026-01-01,", "credit_positive"],
    ["I1,invoice,C1,CNY,-100,,2026-01-01,", "amount_negative"],
    ["I1,invoice,C1,CNY,0,0,2026-01-01,", "amount_zero"],
    ["I1,invoice,C1,CNY,,,2026-01-01,", "amount_missing"],
    ["I1,invoice,C1,JPY,10.5,,2026-01-01,", "amount_too_precise"],
    ["I1,invoice,C1,CNY,1O0,,2026-01-01,", "amount_unreadable"],
    ["I1,invoice,C1,ABC,100,,2026-01-01,", "currency_unknown"],
    ["I1,invoice,C1,CNY,100,,2026-02-01,2026-01-01", "due_before_issue"],
    ["I1,invoice,C1,CNY,100,,1999-02-01,", "date_out_of_range"],
    ["I1,invoice,C1,CNY,100,,2026-01-01,2062-01-01", "date_out_of_range"],
    ["I1,invoice,C1,CNY,100,,2026-02-30,", "date_unreadable"],
    ["1.23E+18,invoice,C1,CNY,100,,2026-01-01,", "excel_damaged_number"],
    [",invoice,C1,CNY,100,,2026-01-01,", "item_no_missing"],
    ["I1,invoice,,CNY,100,,2026-01-01,", "customer_missing"],
    ["I1,thing,C1,CNY,100,,2026-01-01,", "kind_unknown"],
  ];
  for (const [row, code] of rows) assert.deepEqual(codesOf(row), [code], row);
});

test("a refused row names its customer: that list is incomplete", () => {
  const parsed = parse(`${head}\nI1,invoice,C7,CNY,0,0,2026-01-01,\n`);
  assert.equal(parsed.problems[0]?.fields["customerNo"], "C7");
});

test("kind, currency, open amount and due date have their defaults", () => {
  const [invoice, credit] = itemsOf(parse("item_no,customer_no,amount\nI1,C1,5\nI2,C1,-5\n"));
  assert.equal(invoice?.kind, "invoice");
  assert.equal(invoice?.openMinor, 500n);
  assert.equal(invoice?.currency, "CNY");
  assert.equal(invoice?.dueDate, null);
  assert.equal(credit?.kind, "credit_note");
});

test("what was paid is taken off where no open amount stands", () => {
  const [item] = itemsOf(parse("发票号码,客户名称,价税合计,已收金额\nA1,甲,100.00,30.00\n"));
  assert.equal(item?.openMinor, 7000n);
});

test("an instalment may fall due years ahead, an invoice may not", () => {
  assert.deepEqual(codesOf("I1,plan,C1,CNY,100,,2026-01-01,2031-01-01"), []);
});

test("two rows of one number: both refused when they differ, one kept when they do not", () => {
  const same = parse(`${head}\nI1,,C1,CNY,5,5,,\nI1,,C1,CNY,5.00,5,,\n`);
  assert.deepEqual([itemsOf(same).length, same.problems[0]?.code], [1, "repeated_row"]);
  const differ = parse(`${head}\nI1,,C1,CNY,5,5,,\nI1,,C1,CNY,6,6,,\nI1,,C2,CNY,6,6,,\n`);
  assert.deepEqual(
    itemsOf(differ).map((item) => item.customerNo),
    ["C2"],
  );
  assert.deepEqual(
    differ.problems.map((one) => one.code),
    ["duplicate_row", "duplicate_row"],
  );
});

test("numbers of a whole column that a spreadsheet has cut are seen", () => {
  const rows = ["253120000000123000", "253120000000124000", "253120000000125000"]
    .map((number) => `${number},C1,5`)
    .join("\n");
  const parsed = parse(`item_no,customer_no,amount\n${rows}\n`);
  assert.equal(itemsOf(parsed).length, 0);
  assert.equal(parsed.problems.filter((one) => one.code === "excel_damaged_number").length, 3);
  const single = parse(
    "item_no,customer_no,amount\n253120000000123000,C1,5\n253120000000123456,C1,5\n",
  );
  assert.equal(itemsOf(single).length, 2, "one number may end in zeros");
});

test("what the user expects decides between two readings of one table", () => {
  const text = "name,bank_accounts\n宁波海曜,3100660018800001234\n";
  assert.equal(parse(text).content.kind, "customers");
  const both = "account,name\n3100660018800001234,宁波海曜\n";
  assert.equal(parse(both).content.kind, "own");
  assert.equal(parse(both, { expect: "customers" }).content.kind, "customers");
  assert.equal(parse(both, { expect: "items" }).content.kind, "own", "nothing is forced");
});

test("an invoice list of other sellers is purchases and refused whole", () => {
  const text =
    "数电发票号码,销方识别号,销方名称,购方识别号,购买方名称,开票日期,金额,税额,价税合计\n26312000000000000011,91310000MA1FL0000X,别家,,我们,2026-09-01,100,13,113\n";
  const parsed = parse(text, { ownTaxIds: ["91440300MA5000000X"] });
  assert.deepEqual(
    parsed.problems.map((one) => one.code),
    ["invoices_of_other_sellers"],
  );
  assert.equal(itemsOf(parse(text)).length, 1);
});

test("tax rates are one figure however written", () => {
  assert.deepEqual(["13%", "0.13", "13", "13.0%", "免税", "", "0.005"].map(readTaxRate), [
    "13",
    "13",
    "13",
    "13",
    "",
    "",
    "0.5",
  ]);
});

function figuresOf(text: string) {
  return itemsOf(parse(text)).map((item) => [
    item.itemNo,
    item.kind,
    item.customerName,
    item.currency,
    item.amountMinor,
    item.openMinor,
  ]);
}

test("lists of accounting systems are read under their own heads", () => {
  const u8 =
    "单据日期,单据类型,单据号,客户名称,币种,原币金额,本币金额,原币余额,本币余额,发票号\n2026-08-01,销售专用发票,XS1,甲,美元,100.00,710.00,40.00,284.00,\n2026-08-02,红字专用发票,XS2,甲,人民币,-5.00,-5.00,-5.00,-5.00,\n";
  assert.deepEqual(figuresOf(u8), [
    ["XS1", "invoice", "甲", "USD", 10000n, 4000n],
    ["XS2", "credit_note", "甲", "CNY", -500n, -500n],
  ]);
  const sap =
    "Customer\tName 1\tDocument Number\tDocument Type\tDocument Date\tNet Due Date\tAmount in doc. curr.\tDocument currency\n1000123\tACME LTD\t18001\tRV\t01.08.2026\t31.08.2026\t11.300,00\tEUR\n1000123\tACME LTD\t16007\tRG\t05.08.2026\t05.08.2026\t1.130,00-\tEUR\n";
  assert.deepEqual(figuresOf(sap), [
    ["18001", "invoice", "ACME LTD", "EUR", 1130000n, 1130000n],
    ["16007", "credit_note", "ACME LTD", "EUR", -113000n, -113000n],
  ]);
  const xero =
    "*ContactName,*InvoiceNumber,*InvoiceDate,*DueDate,Total,InvoiceAmountDue,Currency,Type\nAcme,INV-1,2026-08-01,2026-08-31,1200.00,200.00,GBP,Sales invoice\n";
  assert.deepEqual(figuresOf(xero), [["INV-1", "invoice", "Acme", "GBP", 120000n, 20000n]]);
});

test("an aging detail is a list of open items, not a bank statement; its headings are no rows", () => {
  const parsed = parse(
    "A/R Aging Detail\nDate,Transaction Type,Num,Customer,Due Date,Amount,Open Balance\n1 - 30 days past due,,,,,,\n08/15/2026,Invoice,INV-1,Acme,09/14/2026,150.00,50.00\n08/20/2026,Credit Memo,CM-7,Acme,08/20/2026,-10.00,-10.00\nTotal for 1 - 30 days past due,,,,,$140.00,$40.00\nTOTAL,,,,,$140.00,$40.00\n",
  );
  assert.deepEqual(
    itemsOf(parsed).map(({ itemNo, kind, openMinor }) => [itemNo, kind, openMinor]),
    [
      ["INV-1", "invoice", 5000n],
      ["CM-7", "credit_note", -1000n],
    ],
  );
  assert.deepEqual(parsed.problems, []);
});

test("beside the document's own amount the home amount is not taken", () => {
  const text = "客户名称,发票号码,币种,原币金额,人民币金额\n甲,FX-1,USD,100.00,710.00\n";
  assert.equal(itemsOf(parse(text))[0]?.amountMinor, 10000n);
});

test("a customer's subtotal is no item", () => {
  const text = "客户名称,发票号码,价税合计\n甲贸易有限公司,A1,5.00\n甲贸易有限公司 小计,,5.00\n";
  assert.deepEqual(parse(text).problems, []);
});

test("lists of open items as other systems name their columns", () => {
  const lists: readonly (readonly [string, string, readonly unknown[]])[] = [
    [
      "Customer Number,Customer Name,Transaction Number,Transaction Date,Due Date,Transaction Class,Currency,Original Amount,Balance Due",
      "C1,Kestrel Ltd,T-9,05-SEP-2026,05-OCT-2026,Invoice,USD,100.00,60.00",
      ["T-9", "Kestrel Ltd", "C1", "2026-10-05", 10000n, 6000n, "USD"],
    ],
    [
      "Date,Type,Document Number,Name,Due Date,Amount,Amount Remaining,Currency",
      "09/25/2026,Invoice,T-9,Kestrel Ltd,10/25/2026,$100.00,$60.00,USD",
      ["T-9", "Kestrel Ltd", "", "2026-10-25", 10000n, 6000n, "USD"],
    ],
    [
      "A/C,Name,Tran No,Type,Date,Ref,Details,Due Date,Amount,Outstanding,Currency",
      "C1,Kestrel Ltd,17,SI,25/09/2026,T-9,Goods,25/10/2026,100.00,60.00,GBP",
      ["T-9", "Kestrel Ltd", "C1", "2026-10-25", 10000n, 6000n, "GBP"],
    ],
    [
      "Number,Partner,Invoice/Bill Date,Due Date,Total in Currency,Amount Due,Currency",
      "T-9,Kestrel Ltd,2026-09-25,2026-10-25,100.00,60.00,EUR",
      ["T-9", "Kestrel Ltd", "", "2026-10-25", 10000n, 6000n, "EUR"],
    ],
    [
      "Kontonummer;Kontobezeichnung;Rechnungsnummer;Datum;Fälligkeit;Betrag Soll;Betrag Haben;Saldo;Währung",
      "C1;Kestrel GmbH;T-9;25.09.2026;25.10.2026;1.100,00;1.040,00;60,00;EUR",
      ["T-9", "Kestrel GmbH", "C1", "2026-10-25", 110000n, 6000n, "EUR"],
    ],
    [
      "St,凭证编号,类型,凭证日期,净到期日,以凭证货币计的金额,凭证货币,客户,名称 1",
      "@5B@,T-9,RV,25.09.2026,25.10.2026,100.00,CNY,C1,甲公司\n*,,,,,100.00,CNY,,",
      ["T-9", "甲公司", "", "2026-10-25", 10000n, 10000n, "CNY"],
    ],
  ];
  for (const [heads, rows, expected] of lists) {
    const parsed = parse(`${heads}\n${rows}\n`);
    const read = itemsOf(parsed).map((item) => [
      item.itemNo,
      item.customerName,
      item.customerNo,
      item.dueDate,
      item.amountMinor,
      item.openMinor,
      item.currency,
    ]);
    assert.deepEqual(read, [expected], heads);
  }
});

test("a statement with an account, a reference and names is no list of open items", () => {
  for (const heads of [
    "Date,Account,Reference,Name,Amount,Balance",
    "Datum,Kontonummer,Ref,Partner,Betrag,Saldo",
    "Transaction Date,Transaction Number,Name,Amount,Balance",
  ]) {
    const cells = heads.split(",").map((head) => (/dat/i.test(head) ? "2026-09-05" : "12"));
    assert.equal(parse(`${heads}\n${cells.join(",")}\n`).content.kind, "statements", heads);
  }
});
