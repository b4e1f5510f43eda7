// An account as a paper of that language prints it.
import type { PayAccountOnWire } from "../../../src/contract/pay-accounts.ts";
import { holderIn } from "../../../src/core/pay-accounts.ts";

export function printedAs(account: PayAccountOnWire, language: "zh" | "en"): string {
  const { bank, accountNo, currency } = account;
  const parts = [holderIn(account, language), bank, accountNo, currency];
  return parts.filter((part) => part !== "").join(" · ");
}
