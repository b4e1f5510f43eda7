// A statement over several pages printed for real, and read back: an accountant can add the pages up.
import assert from "node:assert/strict";
import { test } from "node:test";
import { extractText, getDocumentProxy } from "unpdf";
import type { StatementSnapshot } from "../../core/statements/snapshot.ts";
import { sumDecimals } from "../../core/sum-decimals.ts";
import { statementPdf } from "../../exporters/statement-pdf.ts";
import { printOne } from "./printer.ts";

function snapshot(movements: number, lines: number): StatementSnapshot {
  const debits = Array.from({ length: movements }, (_, at) => `${100 + at}.25`);
  const opens = Array.from(
    { length: lines },
    (_, at) => `${at % 7 === 3 ? "-" : ""}${1000 + at}.40`,
  );
  return {
    ...{ version: 1, no: "S-2026-0001", form: "detail", language: "zh", currency: "CNY" },
    ...{ from: "2026-09-01", to: "2026-09-30", madeOn: "2026-10-01", replyBy: "2026-10-10" },
    sender: { name: "东莞市栖澜精密制造有限公司", taxId: "", accounts: [] },
    customer: { id: 1, no: "C1", name: "上海启明贸易有限公司", taxId: "" },
    ...{ opening: "0.00", debit: sumDecimals(debits), credit: "0.00" },
    closing: sumDecimals(opens),
    movements: debits.map((debit, at) => ({
      ...{ date: "2026-09-02", what: { zh: "发票", en: "Invoice" }, no: `M${at}` },
      ...{ debit, credit: null, balance: "0.00" },
    })),
    lines: opens.map((open, at) => ({
      ...{
        n: at + 1,
        kind: "item",
        itemId: at,
        receiptId: null,
        itemKind: "invoice",
        no: `L${at}`,
      },
      ...{ reference: "", issueDate: "2026-09-02", dueDate: "2026-10-02", amount: open, open },
      ...{ disputed: "0.00", daysLate: -2 },
    })),
    aging: [],
    ...{ overdue: "0.00", unapplied: "0.00", advances: "0.00", disputed: "0.00", asked: "0.00" },
  };
}

test("a number longer than its column wraps and leaves no box behind", async () => {
  const own = snapshot(1, 1);
  const no = "INV-2531200000001234567890123456789012345678";
  const lines = own.lines.map((line) => ({ ...line, no }));
  const text = (await pagesOf({ ...own, lines })).join("\n");
  assert.ok(text.replaceAll(/\s/g, "").includes(no));
  assert.doesNotMatch(text, /[\u200b\0\ufffd]/);
});

test("below zero: a real minus on Chinese paper, brackets on English, subtotals as well", async () => {
  const own = snapshot(1, 70);
  const owed = {
    ...own,
    closing: "-1234.50",
    lines: own.lines.map((line) => ({ ...line, open: "-1003.40" })),
  };
  for (const [language, line, closing] of [
    ["zh", "−1,003.40", "−1,234.50"],
    ["en", "(1,003.40)", "(1,234.50)"],
  ] as const) {
    const pages = await pagesOf({ ...owed, language });
    const text = pages.join("\n");
    assert.ok(text.includes(line), `${language}: a line`);
    assert.ok(text.includes(closing), `${language}: the balance`);
    const subtotal = language === "zh" ? /本页小计：期末未清明细\s*−\d/ : /This page: [^\n]*\(\d/;
    assert.match(text, subtotal);
    assert.doesNotMatch(text, /-[\d,]+\.\d\d/);
  }
});

async function pagesOf(of: StatementSnapshot, stopped: readonly string[] = []): Promise<string[]> {
  const text = { title: "对账单", intro: "", closing: "" };
  const bytes = await printOne(
    statementPdf({
      snapshot: of,
      payTo: { accounts: of.sender.accounts, stopped },
      sha256: "0".repeat(64),
      text,
      qr: "",
      isDraft: false,
    }),
  );
  return (await extractText(await getDocumentProxy(new Uint8Array(bytes)))).text;
}

/** The figures behind a label, page by page. */
function figures(pages: readonly string[], label: string): string[] {
  return pages.flatMap((page) => {
    const [, after] = page.split(label);
    const found = /-?[\d,]+\.\d\d/.exec(after ?? "")?.[0];
    return found ? [found.replaceAll(",", "")] : [];
  });
}

test("each page of a long statement has its subtotal and the sum so far, which ends in the total", async () => {
  const own = snapshot(70, 60);
  const pages = await pagesOf(own);
  assert.ok(pages.length >= 4, `${pages.length} pages`);
  for (const [title, total] of [
    ["本期往来", own.debit],
    ["期末未清明细", own.closing],
  ] as const) {
    const onPages = figures(pages, `本页小计：${title}`);
    assert.ok(onPages.length >= 2, `${title} on ${onPages.length} pages`);
    assert.equal(sumDecimals(onPages), total, `${title}: the pages add up`);
    const soFar = figures(pages, `累计：${title}`);
    assert.deepEqual(
      soFar,
      onPages.map((_, at) => sumDecimals(onPages.slice(0, at + 1))),
      `${title}: so far`,
    );
  }
});

test("a table on one page has its total and no subtotal", async () => {
  const pages = await pagesOf(snapshot(5, 70));
  assert.doesNotMatch(pages.join(), /本页小计：本期往来/);
  assert.match(pages.join(), /本页小计：期末未清明细/);
});

test("a short statement is one page with its reply slip, in either language", async () => {
  const accounts = ["工商银行", "中国银行"].map((bank) => ({
    ...{ name: "东莞市栖澜精密制造有限公司", bank, accountNo: "2010021319200068754" },
  }));
  for (const language of ["zh", "en"] as const) {
    const short = snapshot(2, 2);
    const aging = short.lines.map(({ open }) => ({ bucket: "not_due", amount: open }));
    const pages = await pagesOf({
      ...short,
      ...{ language, aging },
      sender: { ...short.sender, accounts },
    });
    assert.equal(pages.length, 1, language);
    const text = pages[0] ?? "";
    assert.match(text, language === "zh" ? /回\s*执/ : /Reply slip/);
    assert.equal(text.split("2010021319200068754").length - 1, 2, "both accounts");
  }
});

test("without a confirmed account it says whom to call, still on one page, in either language", async () => {
  for (const language of ["zh", "en"] as const) {
    const short = snapshot(2, 2);
    const aging = short.lines.map(({ open }) => ({ bucket: "not_due", amount: open }));
    const pages = await pagesOf({ ...short, ...{ language, aging } }, ["8807"]);
    assert.equal(pages.length, 1, language);
    const text = (pages[0] ?? "").replaceAll(/\s+/g, language === "zh" ? "" : " ");
    const said = {
      zh: [/尾号…8807的账户现未确认，请勿付款/, /付款前请致电我司原联系人核实账户/],
      en: [/ending …8807 .* not confirmed any more/, /call your usual contact with us and ask/],
    }[language];
    for (const one of said) assert.match(text, one);
  }
});

test("the kind of a credit note stands on one line", async () => {
  const own = snapshot(1, 1);
  const lines = own.lines.map((line) => ({ ...line, itemKind: "credit_note" as const }));
  const [text = ""] = await pagesOf({ ...own, language: "en", lines });
  assert.match(text, /Credit note/);
});
