// A report over several pages printed for real, and read back: the pages add up to the total.
import assert from "node:assert/strict";
import { test } from "node:test";
import { extractText, getDocumentProxy } from "unpdf";
import { sumDecimals } from "../../core/sum-decimals.ts";
import { type ReportFile, reportPdf } from "../../exporters/report-file.ts";
import { printOne } from "./printer.ts";

const rows = Array.from({ length: 90 }, (_, at) => ({
  currency: at % 3 === 0 ? "USD" : "CNY",
  cells: [`客户${at}`, `${at * 1000}.${String(at).padStart(2, "0")}`, "1.0"],
}));
const totalOf = (currency: string) =>
  sumDecimals(rows.flatMap((row) => (row.currency === currency ? (row.cells[1] ?? []) : [])));

function report(count: number): ReportFile {
  return {
    title: "第三方回款",
    columns: [
      { title: "客户", kind: "text" },
      { title: "金额", kind: "money" },
      { title: "占比", kind: "share" },
    ],
    rows: rows.slice(0, count),
    totals: ["CNY", "USD"].map((currency) => ({
      currency,
      cells: [null, totalOf(currency), null],
    })),
    facts: [],
    notes: [],
    foot: "制表 王敏",
  };
}

async function pagesOf(file: ReportFile): Promise<string[]> {
  const bytes = await printOne(reportPdf(file, "zh"));
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)));
  return text;
}

test("each page says what its own rows add up to by currency; together they are the total", async () => {
  const pages = await pagesOf(report(90));
  assert.ok(pages.length > 2, `${pages.length} pages`);
  const sums = pages.flatMap((page) => {
    const [, foot = ""] = page.split("本页小计");
    return [...foot.matchAll(/([\d,]+\.\d\d)\s+(CNY|USD)/g)];
  });
  assert.equal(sums.length, 2 * pages.length, "both currencies on every page");
  for (const currency of ["CNY", "USD"]) {
    const own = sums.filter(([, , of]) => of === currency);
    const amounts = own.map(([, amount = ""]) => amount.replaceAll(",", ""));
    assert.equal(sumDecimals(amounts), totalOf(currency), currency);
  }
});

test("one page has its total and needs no other", async () => {
  const pages = await pagesOf(report(5));
  assert.equal(pages.length, 1);
  assert.doesNotMatch(pages[0] ?? "", /本页小计/);
});

test("nothing to report is said, not left blank", async () => {
  const [page = ""] = await pagesOf({ ...report(0), totals: [] });
  assert.match(page, /没有符合的记录/);
});
