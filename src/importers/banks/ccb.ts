// China Construction Bank: the serial number column names both of the bank's numbers.
import { type BankProfile, bankImporter } from "./bank-profile.ts";

export const ccbProfile: BankProfile = {
  format: "ccb",
  title: { zh: "建设银行", en: "CCB" },
  layouts: [
    ["账户明细编号-交易流水号", "对方户名"],
    ["借方发生额（支取）", "贷方发生额（收入）", "对方户名"],
    ["借方发生额/元(支取)", "贷方发生额/元(收入)", "对方户名"],
  ],
};

export const ccb = bankImporter(ccbProfile);
