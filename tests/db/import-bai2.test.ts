// BAI2 reports into the books: exports that overlap, and interim reports of a day whose statement comes
// later, or came before.
import assert from "node:assert/strict";
import { test } from "node:test";
import { balanceOf } from "../support/books.ts";
import {
  type BankPayment,
  overlappingWindows,
  paymentsIn,
  paymentTexts,
  randomPayments,
} from "../support/export-windows.ts";
import { bookedTexts, type ImportDesk, importDesk } from "../support/import-file.ts";

const account = "6222000011118807";

type Group = {
  readonly day: number;
  readonly modifier: "2" | "3";
  readonly details: readonly string[];
  readonly opening?: number;
  readonly sum?: number;
};

/** Control totals are left out; the importer's own tests look at them. */
function bai2Of(groups: readonly Group[], note = ""): string {
  const lines = groups.flatMap(({ day, modifier, details, opening = 0, sum }) => [
    `02,QZ,BANK,1,26090${day},2400,CNY,${modifier}/`,
    sum === undefined
      ? `03,${account},CNY,/`
      : `03,${account},CNY,010,${opening},,,015,${opening + sum},,/`,
    ...details,
    "49,,/",
    "98,,,/",
  ]);
  return ["01,BANK,QZ,260930,0600,1,80,,2/", ...lines, `99,,,/${note}`].join("\n");
}

function detailOf({ minor, name, memo, number }: BankPayment, hasId: boolean): string {
  const code = minor > 0 ? "195" : "495";
  const party = minor > 0 ? "DBNM" : "CRNM";
  const size = minor < 0 ? -minor : minor;
  return `16,${code},${size},0,${hasId ? `HB${number}` : ""},,${memo}/\n88,${party}: ${name}`;
}

function groupsOf(payments: readonly BankPayment[], hasId: boolean): Group[] {
  const days = [...new Set(payments.map(({ day }) => day))].sort();
  return days.map((day) => {
    const own = payments.filter((payment) => payment.day === day);
    return { day, modifier: "2", details: own.map((payment) => detailOf(payment, hasId)) };
  });
}

for (const hasId of [true, false]) {
  const kind = hasId ? "with" : "without";
  test(`overlapping reports add each payment once, equal ones all, ${kind} the bank's numbers`, async (t) => {
    const desk = await importDesk(t);
    const payments = randomPayments(hasId ? 5 : 11, 40);
    assert.ok(new Set(paymentTexts(payments)).size < payments.length, "some payments are equal");
    for (const window of overlappingWindows) {
      const groups = groupsOf(paymentsIn(payments, window), hasId);
      const card = await desk.read(`${window.from}.bai`, bai2Of(groups));
      assert.equal(card.state, "previewed", JSON.stringify(await desk.problems(card.id)));
      await desk.commit(card.id);
    }
    assert.deepEqual(await bookedTexts(desk), paymentTexts(payments));
    const again = await desk.read("again.bai", bai2Of(groupsOf(payments, hasId), " "));
    assert.equal(again.preview?.counts.fresh, 0);
  });
}

const interim: Group = {
  day: 2,
  modifier: "3",
  details: ["16,195,30000,0,,,TRANSFER/", "16,195,20000,0,,,INV 9/\n88,DBNM: 苏州远景"],
};
/** As the bank writes the same two the next morning, and a third. */
const final: Group = {
  day: 2,
  modifier: "2",
  details: [
    "16,195,30000,0,HB71000001,,TRANSFER ORIG/\n88,DBNM: 上海启明贸易有限公司",
    "16,195,20000,0,,,/",
    "16,195,20000,0,,,LATE/",
  ],
  opening: 10_000,
  sum: 70_000,
};

async function load(desk: ImportDesk, name: string, group: Group) {
  const read = await desk.read(name, bai2Of([group]));
  assert.equal(read.state, "previewed", JSON.stringify(await desk.problems(read.id)));
  await desk.commit(read.id);
  return read;
}

test("an interim report and the report of the day count each payment once, in any order", async (t) => {
  for (const order of [
    [interim, final],
    [final, interim],
  ]) {
    const desk = await importDesk(t);
    for (const [at, group] of order.entries()) await load(desk, `${at}.bai`, group);
    assert.deepEqual(
      (await bookedTexts(desk)).map((text) => text.trim()),
      ["2026-09-02 20000", "2026-09-02 20000 苏州远景", "2026-09-02 30000 上海启明贸易有限公司"],
    );
    assert.equal(await balanceOf(desk.books, "bank"), 70_000);
  }
});

test("an interim report beside the report of the day in one file adds nothing, and the preview says so", async (t) => {
  const desk = await importDesk(t);
  const read = await desk.read("both.bai", bai2Of([interim, final]));
  assert.equal(read.preview?.counts.fresh, 3);
  const codes = (await desk.problems(read.id)).map(({ code }) => code);
  assert.equal(codes.filter((code) => code === "entry_in_statement").length, 2);
  await desk.commit(read.id);
  assert.equal(await balanceOf(desk.books, "bank"), 70_000);
});
