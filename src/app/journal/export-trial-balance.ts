// The trial balance as a workbook.
import { formatMinor, parseMinor } from "../../core/money.ts";
import type { Language } from "../../core/words/word.ts";
import { writeTrialBalanceXlsx } from "../../exporters/trial-balance-xlsx.ts";
import type { Deps } from "../deps.ts";
import { exportTime, knownTime } from "../lists/export-time.ts";
import { readTrialBalance } from "./read-journal.ts";

export async function exportTrialBalance(
  deps: Deps,
  request: Parameters<typeof readTrialBalance>[1] & {
    readonly language: Language;
    readonly by: string;
    readonly timeZone: string;
  },
): Promise<Uint8Array[]> {
  const { rows, totals, asOf, homeCurrency } = await readTrialBalance(deps, request);
  const pieces: Uint8Array[] = [];
  const minor = (text: string) => parseMinor(text, homeCurrency) ?? 0n;
  const difference = formatMinor(minor(totals.debit) - minor(totals.credit), homeCurrency);
  const facts = [
    { name: { zh: "截至", en: "As of" }, value: asOf },
    {
      name: { zh: "已知于", en: "Known at" },
      value: request.knownAt === null ? "" : knownTime(request.knownAt, request.timeZone),
    },
    { name: { zh: "币种", en: "Currency" }, value: homeCurrency },
    {
      name: { zh: "导出时间", en: "Exported at" },
      value: exportTime(deps.clock.now(), request.timeZone),
    },
    { name: { zh: "导出人", en: "Exported by" }, value: request.by },
  ].filter(({ value }) => value !== "");
  const sheet = { rows, totals, difference, facts };
  writeTrialBalanceXlsx(sheet, request.language, (piece) => pieces.push(piece));
  return pieces;
}
