// Aging as a workbook: exactly what the page shows, with formulas.

import { setImmediate as breathe } from "node:timers/promises";
import { bucketsOf } from "../../contract/aging.ts";
import { agingBucketWords, agingGroupWords } from "../../core/words/aging.ts";
import type { Language, Sentence } from "../../core/words/word.ts";
import { writeAgingXlsx } from "../../exporters/aging-xlsx.ts";
import type { Deps } from "../deps.ts";
import { exportTime, knownTime } from "../lists/export-time.ts";
import { nativeDeflater } from "../native-deflater.ts";
import { type AgingRequest, readAging } from "./aging-report.ts";

const words = {
  title: { zh: "账龄分析", en: "Aging" },
  asOf: { zh: "截至", en: "As of" },
  knownAt: { zh: "已知于", en: "Known at" },
  basis: { zh: "起算", en: "Basis" },
  due: { zh: "到期日", en: "due date" },
  issue: { zh: "开票日", en: "invoice date" },
  book_age: { zh: "法定年限", en: "statutory years" },
  view: { zh: "币种口径", en: "Currency view" },
  original: { zh: "原币", en: "original currency" },
  home: { zh: "本位币", en: "home currency" },
  search: { zh: "搜索", en: "Search" },
  aging: { zh: "账龄合计", en: "Aging in all" },
  ledger: { zh: "明细账 1122", en: "Ledger 1122" },
  difference: { zh: "差额", en: "Difference" },
  exportedAt: { zh: "导出时间", en: "Exported at" },
  by: { zh: "导出人", en: "Exported by" },
} as const satisfies Record<string, Sentence>;

export async function exportAging(
  deps: Deps,
  request: AgingRequest & {
    readonly language: Language;
    readonly exportedBy: string;
    readonly timeZone: string;
  },
): Promise<Uint8Array[]> {
  const { language } = request;
  const report = await readAging(deps, request);
  const { proof } = report;
  const inCurrency = (amount: string) => `${proof.currency} ${amount}`;
  const pieces: Uint8Array[] = [];
  const sheet = {
    title: words.title,
    rowName: agingGroupWords[report.by],
    buckets: bucketsOf(report.basis).map((bucket) => agingBucketWords[bucket]),
    rows: report.rows.map((row) => ({
      ...row,
      buckets: bucketsOf(report.basis).map((bucket) => row.buckets[bucket] ?? "0"),
    })),
    facts: [
      { name: words.asOf, value: report.asOf },
      { name: words.knownAt, value: knownTime(report.knownAt, request.timeZone) },
      { name: words.basis, value: words[report.basis][language] },
      { name: words.view, value: words[report.view][language] },
      { name: words.search, value: request.q ?? "" },
      { name: words.aging, value: inCurrency(proof.aging) },
      { name: words.ledger, value: inCurrency(proof.ledger) },
      { name: words.difference, value: inCurrency(proof.difference) },
      { name: words.exportedAt, value: exportTime(deps.clock.now(), request.timeZone) },
      { name: words.by, value: request.exportedBy },
    ].filter(({ value }) => value !== ""),
  };
  const keep = (piece: Uint8Array) => pieces.push(piece);
  for (const _ of writeAgingXlsx(sheet, language, keep, nativeDeflater)) await breathe();
  return pieces;
}
