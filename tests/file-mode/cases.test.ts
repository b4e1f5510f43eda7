// The cases every reader of the documentation expects, each as files in and a result out; every
// result is checked against the documented rules besides.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { FileModeResult } from "./check-result.ts";
import { reconciled } from "./run-reconcile.ts";

const customers = `customer_no,name,aliases,tax_id,bank_accounts,pays_for
C1,苏州恒远机电有限公司,,,6222020011223344,
C2,宁波海拓轴承有限公司,,,6228480388776655,
C3,华东恒信控股集团有限公司,,,6217001122334455,C4|C5
C4,恒信精密铸造有限公司,,,,
C5,恒信表面处理有限公司,,,,
C6,Northwind Pumps Ltd,,,GB29NWBK60161331926819,
`;
const itemHead =
  "item_no,kind,customer_no,currency,amount,issue_date,due_date,linked_no,booking_rate\n";
const lineHead = "line_id,date,currency,amount,payer_name,payer_account,memo\n";

async function match(
  items: readonly string[],
  lines: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<FileModeResult> {
  const files = {
    "customers.csv": customers,
    "items.csv": `${itemHead}${items.join("\n")}\n`,
    "lines.csv": `${lineHead}${lines.join("\n")}\n`,
    ...more,
  };
  const result = await reconciled(files);
  assert.equal(result.status, 0, JSON.stringify(result.refused));
  return result;
}

function allocationsOf(result: FileModeResult): readonly string[] {
  return result.allocations.map(
    ({ lineId, itemNo, customerNo, amount, lineAmount }) =>
      `${lineId} ${itemNo} ${customerNo} ${amount} ${lineAmount}`,
  );
}

function residualsOf(result: FileModeResult): readonly string[] {
  return result.residuals.map(
    ({ lineId, itemNo, side, amount, currency, code, posted }) =>
      `${lineId} ${itemNo} ${side} ${amount} ${currency} ${code} ${posted ? "posted" : "open"}`,
  );
}

function openOf(result: FileModeResult): Readonly<Record<string, string>> {
  return Object.fromEntries(result.items.map(({ itemNo, openAfter }) => [itemNo, openAfter]));
}

test("an invoice paid to the cent with its number cited is settled", async () => {
  const result = await match(
    ["INV20260801,invoice,C1,CNY,1690.00,2026-08-01,2026-08-31,,"],
    ["L1,2026-09-02,CNY,1690.00,苏州恒远机电有限公司,6222020011223344,货款 INV20260801"],
  );
  assert.deepEqual(allocationsOf(result), ["L1 INV20260801 C1 1690.00 1690.00"]);
  assert.deepEqual(openOf(result), { INV20260801: "0.00" });
  assert.deepEqual(result.totals, {
    lines: 1,
    auto: 1,
    suggested: 0,
    unmatched: 0,
    notReceivable: 0,
    autoAmount: { CNY: "1690.00" },
  });
});

test("92,000 for 100,000 and a credit note of 8,000 are two allocations", async () => {
  const result = await match(
    [
      "INV20260801,invoice,C1,CNY,100000.00,2026-08-01,2026-08-31,,",
      "RED20260815,credit_note,C1,CNY,-8000.00,2026-08-15,,INV20260801,",
    ],
    [
      "L1,2026-09-02,CNY,92000.00,苏州恒远机电有限公司,6222020011223344,INV20260801 减红字 RED20260815",
    ],
  );
  assert.deepEqual(allocationsOf(result), [
    "L1 INV20260801 C1 100000.00 100000.00",
    "L1 RED20260815 C1 -8000.00 -8000.00",
  ]);
  assert.deepEqual(residualsOf(result), []);
});

test("10,500 on 10,000 leaves an advance of 500 on the line", async () => {
  const result = await match(
    ["INV20260802,invoice,C1,CNY,10000.00,2026-08-01,2026-08-31,,"],
    ["L1,2026-09-02,CNY,10500.00,苏州恒远机电有限公司,6222020011223344,INV20260802"],
  );
  assert.deepEqual(allocationsOf(result), ["L1 INV20260802 C1 10000.00 10000.00"]);
  const [residual] = result.residuals;
  assert.deepEqual(
    [residual?.side, residual?.amount, residual?.currency, residual?.code],
    ["line", "500.00", "CNY", "advance"],
  );
});

test("USD 9,975 on 10,000 is a fee of 25 and closes the item when it is posted", async () => {
  const result = await match(
    ["EX260802,invoice,C6,USD,10000.00,2026-08-01,2026-08-31,,7.10"],
    ["L1,2026-09-02,USD,9975.00,NORTHWIND PUMPS LTD,GB29NWBK60161331926819,INVOICE EX260802"],
    { "rates.csv": "date,from,to,rate\n2026-09-02,USD,CNY,7.10\n" },
  );
  assert.deepEqual(allocationsOf(result), ["L1 EX260802 C6 9975.00 9975.00"]);
  const fee = result.residuals.find(({ code }) => code === "fee");
  assert.deepEqual(
    [fee?.itemNo, fee?.side, fee?.amount, fee?.currency, fee?.difference],
    ["EX260802", "item", "25.00", "USD", "P04"],
  );
  const isPosted = fee?.posted === true;
  assert.equal(
    openOf(result)["EX260802"],
    isPosted ? "0.00" : openWhen(result, "25.00", "10000.00"),
  );
});

test("18,800 on 20,000 with 扣质量款1200 leaves the deduction open on the item", async () => {
  const result = await match(
    ["INV20260803,invoice,C1,CNY,20000.00,2026-08-01,2026-08-31,,"],
    ["L1,2026-09-02,CNY,18800.00,苏州恒远机电有限公司,6222020011223344,INV20260803 扣质量款1200"],
  );
  assert.deepEqual(allocationsOf(result), ["L1 INV20260803 C1 18800.00 18800.00"]);
  assert.deepEqual(residualsOf(result), ["L1 INV20260803 item 1200.00 CNY deduction open"]);
  assert.equal(result.residuals[0]?.difference, "S01");
  assert.equal(openOf(result)["INV20260803"], openWhen(result, "1200.00", "20000.00"));
});

test("CNY 71,000 settles USD 10,000; the exchange difference stands in the home currency", async () => {
  const result = await match(
    ["EX260803,invoice,C6,USD,10000.00,2026-08-01,2026-08-31,,7.00"],
    ["L1,2026-09-02,CNY,71000.00,NORTHWIND PUMPS LTD,GB29NWBK60161331926819,INVOICE EX260803"],
    { "rates.csv": "date,from,to,rate,unit\n2026-09-01,USD,CNY,710,100\n" },
  );
  assert.deepEqual(allocationsOf(result), ["L1 EX260803 C6 10000.00 71000.00"]);
  const fx = result.residuals.find(({ side }) => side === "home");
  assert.deepEqual([fx?.amount, fx?.currency, fx?.code], ["1000.00", "CNY", "fx"]);
});

test("a parent pays for two customers: two allocations, each with its own customer", async () => {
  const result = await match(
    [
      "INV20260804,invoice,C4,CNY,30000.00,2026-08-01,2026-08-31,,",
      "INV20260805,invoice,C5,CNY,12500.00,2026-08-01,2026-08-31,,",
    ],
    [
      "L1,2026-09-02,CNY,42500.00,华东恒信控股集团有限公司,6217001122334455,INV20260804 INV20260805",
    ],
  );
  assert.deepEqual(allocationsOf(result), [
    "L1 INV20260804 C4 30000.00 30000.00",
    "L1 INV20260805 C5 12500.00 12500.00",
  ]);
  assert.equal(result.lines[0]?.customerNo, "C3");
});

test("two items of 5,000 and no clue: a suggestion, tied with one other, nothing posted", async () => {
  const result = await match(
    [
      "INV20260806,invoice,C2,CNY,5000.00,2026-08-01,2026-08-31,,",
      "INV20260807,invoice,C2,CNY,5000.00,2026-08-01,2026-08-31,,",
    ],
    ["L1,2026-09-02,CNY,5000.00,宁波海拓轴承有限公司,6228480388776655,货款"],
  );
  assert.equal(result.lines[0]?.status, "suggested");
  assert.equal(result.allocations.length, 1);
  assert.equal(result.allocations[0]?.tiedWith, 1);
  assert.deepEqual(openOf(result), { INV20260806: "5000.00", INV20260807: "5000.00" });
  assert.deepEqual([result.lines[0]?.applied, result.lines[0]?.unapplied], ["0.00", "5000.00"]);
});

test("bank interest is no receipt, a stranger's money stays an exception with a reason", async () => {
  const result = await match(
    ["INV20260808,invoice,C2,CNY,5000.00,2026-08-01,2026-08-31,,"],
    [
      "L1,2026-09-21,CNY,13.27,,,利息收入",
      "L2,2026-09-21,CNY,777.77,某不相识的商行,6200000000000001,往来",
    ],
  );
  const [interest, stranger] = result.lines;
  assert.deepEqual([interest?.status, interest?.category], ["not_receivable", "interest"]);
  assert.equal(stranger?.status, "unmatched");
});

test("yen have no decimals, dinars three", async () => {
  const result = await match(
    [
      "JP260801,invoice,C6,JPY,150000,2026-08-01,2026-08-31,,",
      "KW260801,invoice,C6,KWD,120.500,2026-08-01,2026-08-31,,",
    ],
    [
      "L1,2026-09-02,JPY,150000,NORTHWIND PUMPS LTD,GB29NWBK60161331926819,JP260801",
      "L2,2026-09-02,KWD,120.500,NORTHWIND PUMPS LTD,GB29NWBK60161331926819,KW260801",
    ],
  );
  assert.deepEqual(allocationsOf(result), [
    "L1 JP260801 C6 150000 150000",
    "L2 KW260801 C6 120.500 120.500",
  ]);
});

/** What is open after: less the allocation where the line is automatic. */
function openWhen(result: FileModeResult, ifAutomatic: string, ifNot: string): string {
  return result.lines[0]?.status === "auto" ? ifAutomatic : ifNot;
}
