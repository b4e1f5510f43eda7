// What the first start prints: what the first reconciliation found, in lines and money, and the login.
import type { DemoResult } from "./demo-books.ts";

const laneNames = {
  auto: "自动核销 automatic   ",
  to_confirm: "待确认 to confirm    ",
  exception: "例外 exceptions       ",
  not_receivable: "非应收 not receivable",
} as const;

/** Everybody knows the demo's password: where others reach the server, that is said beside it. */
export function demoLoginWords(
  { email, password }: { readonly email: string; readonly password: string },
  host: string,
): string {
  const login = `演示登录 Demo login:  ${email}  /  ${password}`;
  if (/^(localhost|127(\.\d+){3}|::1)$/i.test(host)) return login;
  return [
    login,
    "其他机器可访问本服务，而演示密码是公开的：请立即在「我的账户」修改，或换一个数据目录并以 QINGZHANG_DEMO=off 启动。",
    "Other machines reach this server, and the demo's password is public: change it under My account now, or start with another data folder and QINGZHANG_DEMO=off.",
  ].join("\n");
}

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
