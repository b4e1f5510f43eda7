// What the first start prints: what the first reconciliation found, in lines and money.
import type { DemoResult } from "./demo-books.ts";

const laneNames = {
  auto: "自动核销 automatic   ",
  to_confirm: "待确认 to confirm    ",
  exception: "例外 exceptions       ",
  not_receivable: "非应收 not receivable",
} as const;

export function demoWords({ summary, seconds }: DemoResult): string {
  const home = (amounts: readonly { amount: string; currency: string }[]) =>
    amounts.map(({ amount, currency }) => `${currency} ${amount}`).join("  ");
  const lanes = summary.lanes.map(
    ({ lane, count, amounts }) =>
      `  ${laneNames[lane]}  ${String(count).padStart(6)}  ${home(amounts)}`,
  );
  return [
    "",
    `演示账套已对账 Demo books reconciled in ${seconds} s: ${summary.total.count} bank lines`,
    ...lanes,
  ].join("\n");
}
