// One entry in two messages: a sum in the statement (camt.053, MT940), its details in a notification
// (camt.054) or in a report of the day (camt.052). Counted once, whichever comes first.
import assert from "node:assert/strict";
import { test } from "node:test";
import { undoImport } from "../../src/app/importing/undo-import.ts";
import { addCustomer, balanceOf } from "../support/books.ts";
import { claimLine } from "../support/claim-line.ts";
import { type ImportDesk, importDesk } from "../support/import-file.ts";

const account = "<Acct><Id><Othr><Id>6222000011118807</Id></Othr></Id><Ccy>CNY</Ccy></Acct>";

type Part = { readonly amount: string; readonly name?: string; readonly memo?: string };
type Entry = {
  readonly amount: string;
  readonly ref?: string;
  readonly count?: number;
  readonly parts?: readonly Part[];
};

function entryXml({ amount, ref = "", count, parts = [] }: Entry): string {
  const details = parts.map(
    (part) =>
      `<TxDtls><Amt Ccy="CNY">${part.amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>` +
      `<RltdPties><Dbtr><Nm>${part.name ?? ""}</Nm></Dbtr></RltdPties>` +
      `<RmtInf><Ustrd>${part.memo ?? ""}</Ustrd></RmtInf></TxDtls>`,
  );
  const batch = count === undefined ? "" : `<Btch><NbOfTxs>${count}</NbOfTxs></Btch>`;
  return (
    `<Ntry><Amt Ccy="CNY">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>` +
    `<BookgDt><Dt>2026-09-02</Dt></BookgDt>${ref === "" ? "" : `<AcctSvcrRef>${ref}</AcctSvcrRef>`}` +
    `<NtryDtls>${batch}${details.join("")}</NtryDtls></Ntry>`
  );
}

const message = (outer: string, inner: string, id: string, entries: readonly Entry[]) =>
  `<?xml version="1.0" encoding="UTF-8"?><Document><${outer}><${inner}><Id>${id}</Id>${account}` +
  `${entries.map(entryXml).join("")}</${inner}></${outer}></Document>`;
const statement = (...entries: Entry[]) => message("BkToCstmrStmt", "Stmt", "S", entries);
const advice = (...entries: Entry[]) => message("BkToCstmrDbtCdtNtfctn", "Ntfctn", "N", entries);
const report = (...entries: Entry[]) => message("BkToCstmrAcctRpt", "Rpt", "R", entries);
const mt940 = (amount: string) =>
  `:20:X\n:25:6222000011118807\n:28C:1/1\n:60F:C260901CNY100,00\n:61:2609020902C${amount}NTRFNONREF\n:86:BATCH CREDIT\n:62F:C260902CNY${Number.parseInt(amount, 10) + 100},00\n`;

const parts: readonly Part[] = [
  { amount: "200.00", name: "上海启明贸易有限公司", memo: "INV-1" },
  { amount: "100.00", name: "苏州远景", memo: "INV-2" },
];
const sum: Entry = { amount: "300.00", ref: "BATCH000017", count: 2 };
const detailed: Entry = { amount: "300.00", ref: "BATCH000017", count: 2, parts };

async function load(desk: ImportDesk, ...files: readonly (readonly [string, string])[]) {
  const cards = [];
  for (const [name, content] of files) {
    const read = await desk.read(name, content);
    assert.equal(read.state, "previewed", JSON.stringify(await desk.problems(read.id)));
    cards.push({ read, done: await desk.commit(read.id), problems: await desk.problems(read.id) });
  }
  return cards;
}

async function booksOf(desk: ImportDesk) {
  const rows = await desk.books.inBooks(async (db) => {
    const sql = `select amount_minor as minor, payer_name as name from bank_line
      where cancelled_at is null order by amount_minor desc, id`;
    return (await db.query<{ minor: number; name: string }>(sql)).rows;
  });
  return {
    lines: rows.map(({ minor, name }) => `${minor} ${name}`),
    bank: await balanceOf(desk.books, "bank"),
  };
}

const twoPayers = { lines: ["20000 上海启明贸易有限公司", "10000 苏州远景"], bank: 30_000 };

test("the details come first, then the sum: the sum adds nothing and the preview says why", async (t) => {
  const desk = await importDesk(t);
  const [, second] = await load(desk, ["n.xml", advice(detailed)], ["s.xml", statement(sum)]);
  assert.deepEqual(await booksOf(desk), twoPayers);
  assert.deepEqual(
    [second?.read.preview?.counts.known, second?.read.preview?.counts.fresh],
    [1, 0],
  );
  assert.deepEqual(second?.read.preview?.totals, []);
  assert.ok(second?.problems.some(({ code }) => code === "entry_in_books"));
});

test("the sum comes first, then the details: they take its place, and all is as the other way round", async (t) => {
  const desk = await importDesk(t);
  const [, second] = await load(desk, ["s.xml", statement(sum)], ["n.xml", advice(detailed)]);
  assert.deepEqual(await booksOf(desk), twoPayers);
  assert.deepEqual(second?.read.preview?.totals, [], "no money comes in by it");
  assert.ok(second?.problems.some(({ code }) => code === "entry_takes_place"));
  assert.equal(await balanceOf(desk.books, "unidentified"), -30_000);
  assert.equal(await desk.count("select count(*) from receipt where cancelled_at is null"), 2);
  // an overlapping export of the statement finds its sum under the details
  const [again] = await load(desk, [
    "s2.xml",
    statement(sum, { amount: "50.00", ref: "OTHER00001" }),
  ]);
  assert.equal(again?.done.result?.stored, 1);
  assert.equal(await balanceOf(desk.books, "bank"), 35_000);
});

test("an MT940 sum and a report of the day are the same entry as well, in any order", async (t) => {
  const files: readonly (readonly [string, string])[] = [
    ["m.sta", mt940("300,00")],
    ["r.xml", report({ amount: "300.00", count: 2 })],
    ["n.xml", advice(detailed)],
  ];
  const [a, b, c] = files;
  for (const order of [
    [a, b, c],
    [c, b, a],
    [b, c, a],
    [b, a, c],
    [c, a, b],
    [a, c, b],
  ]) {
    const desk = await importDesk(t);
    await load(desk, ...order.flatMap((file) => (file ? [file] : [])));
    assert.deepEqual(await booksOf(desk), twoPayers, order.map((file) => file?.[0]).join(" "));
  }
});

test("an MT942 of the day is the same money as its MT940, and as its camt.053, in any order", async (t) => {
  const noon = `:20:R\n:25:6222000011118807\n:28C:1/1\n:34F:CNY0,\n:13D:2609021200+0800
:61:2609020902C300,00NTRFNONREF\n:86:TRANSFER
:61:260903C50,00NTRFNONREF\n:86:NO ENTRY DATE\n:90D:0CNY0,00\n:90C:2CNY350,00\n-\n`;
  for (const [name, final] of [
    ["m.sta", mt940("300,00")],
    ["s.xml", statement({ amount: "300.00", ref: "BATCH000017" })],
  ] as const) {
    for (const isFirst of [true, false]) {
      const desk = await importDesk(t);
      const files = [["r.sta", noon] as const, [name, final] as const];
      const cards = await load(desk, ...(isFirst ? files : files.toReversed()));
      assert.deepEqual((await booksOf(desk)).bank, 30_000, `${name} ${isFirst}`);
      const report = cards[isFirst ? 0 : 1];
      const codes = report?.problems.map(({ code }) => code) ?? [];
      assert.ok(codes.includes("interim_report") && codes.includes("interim_day_unknown"));
    }
  }
});

test("two equal sums of one day both stay; details with another reference are another entry", async (t) => {
  const desk = await importDesk(t);
  const plain: Entry = { amount: "300.00", count: 2 };
  const bare: Entry = { ...plain, parts };
  await load(desk, ["n.xml", advice(bare)], ["s.xml", statement(plain, plain)]);
  assert.deepEqual((await booksOf(desk)).bank, 60_000);
  await load(desk, ["s2.xml", statement(plain, plain, { amount: "1.00", ref: "SMALL00001" })]);
  assert.deepEqual((await booksOf(desk)).bank, 60_100);

  const other = await importDesk(t);
  await load(
    other,
    ["n.xml", advice(detailed)],
    ["s.xml", statement({ ...sum, ref: "BATCH000018" })],
  );
  assert.equal((await booksOf(other)).bank, 60_000);
});

test("a sum that somebody has worked with keeps its place; the details add nothing", async (t) => {
  const desk = await importDesk(t);
  await load(desk, ["s.xml", statement(sum)]);
  const customer = await addCustomer(desk.books, "C1", "上海启明贸易有限公司");
  await claimLine(desk.books, await desk.count("select id from bank_line"), customer);
  const [late] = await load(desk, ["n.xml", advice(detailed)]);
  assert.deepEqual([late?.done.result?.stored, late?.done.result?.known], [0, 2]);
  assert.ok(late?.problems.some(({ code }) => code === "entry_in_use"));
  assert.equal((await booksOf(desk)).bank, 30_000);
});

test("details undone give the sum its place back; a sum undone leaves the details", async (t) => {
  const desk = await importDesk(t);
  const { booksId } = desk.books;
  const [first, second] = await load(desk, ["s.xml", statement(sum)], ["n.xml", advice(detailed)]);
  const undone = await undoImport(desk.deps, desk.actor, { booksId, id: second?.read.id ?? 0 });
  assert.ok(undone.ok);
  assert.deepEqual(await booksOf(desk), { lines: ["30000 "], bank: 30_000 });
  assert.equal(await desk.count("select count(*) from receipt where cancelled_at is null"), 1);
  const again = await desk.read("n.xml", advice(detailed));
  await desk.commit(again.id);
  assert.deepEqual(await booksOf(desk), twoPayers);
  assert.ok((await undoImport(desk.deps, desk.actor, { booksId, id: first?.read.id ?? 0 })).ok);
  assert.deepEqual(await booksOf(desk), twoPayers);
});

test("one payment that only one of the messages describes keeps its description in any order", async (t) => {
  const bare: Entry = { amount: "200.00" };
  const told: Entry = {
    amount: "200.00",
    parts: [{ amount: "200.00", name: "苏州远景", memo: "INV-9" }],
  };
  for (const files of [
    [
      ["s.xml", statement(bare)],
      ["n.xml", advice(told)],
    ],
    [
      ["n.xml", advice(told)],
      ["s.xml", statement(bare)],
    ],
  ] as const) {
    const desk = await importDesk(t);
    await load(desk, ...files);
    assert.deepEqual(await booksOf(desk), { lines: ["20000 苏州远景"], bank: 20_000 });
  }
});

/** 交易账单: two orders, and a refund of which WeChat gives its fee back. */
const orders = [
  "交易时间,商户号,特约商户号,微信订单号,商户订单号,用户标识,交易状态,货币种类,应结订单金额,微信退款单号,退款金额,退款状态,商品名称,手续费,费率",
  "`2026-09-02 09:14:21,`6222000011118807,`0,`4200002101202609020000000011,`QH-1,`oUpF8-a,`SUCCESS,`CNY,`1200.00,`0,`0.00,`,`滤芯,`7.20000,`0.60%",
  "`2026-09-02 10:02:00,`6222000011118807,`0,`4200002101202609020000000012,`QH-2,`oUpF8-b,`SUCCESS,`CNY,`300.00,`0,`0.00,`,`滤芯,`1.80000,`0.60%",
  "`2026-09-02 10:03:00,`6222000011118807,`0,`4200002101202609020000000013,`QH-3,`oUpF8-b,`SUCCESS,`CNY,`300.00,`0,`0.00,`,`滤芯,`1.80000,`0.60%",
  "`2026-09-02 15:40:09,`6222000011118807,`0,`4200002101202609020000000012,`QH-2,`oUpF8-b,`REFUND,`CNY,`0.00,`50300002102026090212345678,`100.00,`SUCCESS,`滤芯,`-0.60000,`0.60%",
].join("\n");

/** 资金账单 of the same day: the same movements but one order, and a withdrawal. */
const movements = [
  "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号",
  "`2026-09-02 09:14:21,`4200002101202609020000000011,`1000002026090200000001,`交易,`交易,`收入,`1200.00,`1200.00,`system,`,`QH-1",
  "`2026-09-02 09:14:21,`4200002101202609020000000011,`1000002026090200000002,`交易手续费,`扣除交易手续费,`支出,`7.20,`1192.80,`system,`,`QH-1",
  "`2026-09-02 10:02:00,`4200002101202609020000000012,`1000002026090200000003,`交易,`交易,`收入,`300.00,`1492.80,`system,`,`QH-2",
  "`2026-09-02 10:02:00,`4200002101202609020000000012,`1000002026090200000004,`交易手续费,`扣除交易手续费,`支出,`1.80,`1491.00,`system,`,`QH-2",
  "`2026-09-02 15:40:09,`50300002102026090212345678,`1000002026090200000005,`退款,`退款,`支出,`100.00,`1391.00,`system,`,`QH-2",
  "`2026-09-02 15:40:09,`50300002102026090212345678,`1000002026090200000006,`退款手续费,`退还手续费,`收入,`0.60,`1391.60,`system,`,`QH-2",
  "`2026-09-02 18:00:00,`7000000000000000000000000001,`1000002026090200000007,`提现,`提现,`支出,`1391.60,`0.00,`system,`,`TX-1",
].join("\n");

test("the bill by order and the bill of the balance of one wallet are the same money, in any order", async (t) => {
  for (const isOrdersFirst of [true, false]) {
    const desk = await importDesk(t);
    const accounts = { "- CNY": desk.books.bankAccountId };
    const readBill = (isOrders: boolean, end = "") =>
      isOrders
        ? desk.read("orders.csv", orders + end)
        : desk.read("balance.csv", movements + end, { accounts });
    const first = await readBill(isOrdersFirst);
    await desk.commit(first.id);
    const second = await readBill(!isOrdersFirst);
    const told = (await desk.problems(second.id)).filter(({ code }) => code === "bill_in_books");
    assert.equal(told.length, 1, "told at the preview, once");
    assert.deepEqual(told[0]?.fields, {
      ...{ count: 6, amount: "CNY 1,391.60", from: "2026-09-02", to: "2026-09-02" },
    });
    // one of two orders of the same amount and day is in the other bill too
    const fresh = isOrdersFirst ? 1 : 2;
    assert.deepEqual([second.preview?.counts.known, second.preview?.counts.fresh], [6, fresh]);
    await desk.commit(second.id);
    assert.equal(await balanceOf(desk.books, "bank"), 1800_60);
    // money out of a wallet is a line without a receipt
    const again = await readBill(isOrdersFirst, "\n");
    assert.equal(again.preview?.counts.fresh, 0);
    assert.equal(await balanceOf(desk.books, "bank"), 1800_60);
  }
});
