// OFX statements into the books: several accounts, what the preview says, and exports that overlap,
// whatever the bank writes as its id of an entry.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { balanceOf } from "../support/books.ts";
import {
  type BankPayment,
  type ExportWindow,
  overlappingWindows,
  paymentsIn,
  paymentTexts,
  randomPayments,
} from "../support/export-windows.ts";
import { bookedTexts, importDesk } from "../support/import-file.ts";

type IdOf = (payment: BankPayment, at: number) => string;

/** FITID as banks write it. */
const ids: Readonly<Record<string, IdOf>> = {
  "numbers of their own": ({ number }) => `HCB${number}`,
  "places in the file": (_, at) => `${at + 1}`,
  "days with places in the file": ({ day }, at) =>
    `2026090${day}${String(at + 1).padStart(3, "0")}`,
  "days with amounts, equal for equal payments": ({ day, minor }) => `2026090${day}1${minor}`,
  "one number for all": () => "00000000000000000000",
  nothing: () => "",
};

function ofxOf(payments: readonly BankPayment[], window: ExportWindow, idOf: IdOf): string {
  const entries = paymentsIn(payments, window).map(
    (payment, at) =>
      `<STMTTRN><TRNTYPE>${payment.minor > 0 ? "CREDIT" : "DEBIT"}<DTPOSTED>2026090${payment.day}120000[+8:CST]` +
      `<TRNAMT>${(payment.minor / 100).toFixed(2)}<FITID>${idOf(payment, at)}<NAME>${payment.name}` +
      `<MEMO>${payment.memo}</STMTTRN>`,
  );
  return `OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nENCODING:USASCII\nCHARSET:1252\n\n<OFX><BANKMSGSRSV1><STMTTRNRS>
<STMTRS><CURDEF>CNY<BANKACCTFROM><BANKID>7001<ACCTID>6222000011118807<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>2026090${window.from}<DTEND>2026090${window.to}
${entries.join("\n")}
</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n`;
}

for (const [name, idOf] of Object.entries(ids)) {
  test(`overlapping exports add each payment once, equal ones all, with ids that are ${name}`, async (t) => {
    const desk = await importDesk(t);
    const payments = randomPayments(name.length, 40);
    assert.ok(new Set(paymentTexts(payments)).size < payments.length, "some payments are equal");
    for (const window of overlappingWindows) {
      const card = await desk.read(`${window.from}.ofx`, ofxOf(payments, window, idOf));
      assert.equal(card.state, "previewed", JSON.stringify(await desk.problems(card.id)));
      await desk.commit(card.id);
    }
    assert.deepEqual(await bookedTexts(desk), paymentTexts(payments));
    const [all] = [{ from: 1, to: 6 }];
    const again = await desk.read("again.ofx", `${ofxOf(payments, all, idOf)}\n`);
    assert.deepEqual(again.preview?.counts.fresh, 0);
  });
}

test("an OFX file of several accounts is previewed account by account, and committed", async (t) => {
  const desk = await importDesk(t);
  const path = join(import.meta.dirname, "../../fixtures/statements/ofx/company.ofx");
  const text = readFileSync(path, "utf8").replace("400-118-220756", "6222000011118807");
  const read = await desk.read("company.ofx", text);
  assert.equal(read.state, "previewed", JSON.stringify(await desk.problems(read.id)));
  assert.deepEqual(
    read.preview?.statements.map((one) => [
      one.currency,
      one.standing,
      one.proof.state,
      one.closing,
      one.lines,
    ]),
    [
      ["USD", "unknown", "unproven", "51200.75", 4],
      ["CNY", "known", "unproven", null, 1],
      ["JPY", "unknown", "unproven", "-12800", 1],
    ],
  );
  const problems = await desk.problems(read.id);
  assert.ok(
    problems.some(({ code, severity }) => code === "entry_not_booked" && severity === "warning"),
  );
  const cny = text
    .replace(/<STMTTRNRS>\s*<TRNUID>1[\s\S]*?<\/STMTTRNRS>/, "")
    .replace(/<CREDIT[\s\S]*SRSV1>/, "");
  const own = await desk.read("cny.ofx", cny);
  const done = await desk.commit(own.id);
  assert.deepEqual([done.result?.stored, done.result?.receipts], [1, 1]);
  assert.equal(await balanceOf(desk.books, "bank"), 3_390_000);
});
