// Industrial and Commercial Bank of China. Corporate: debit and credit columns with 对方单位名称 and
// 个性化信息; personal (two versions): amounts in transaction and in booking currency.
import { type BankProfile, bankImporter } from "./bank-profile.ts";

export const icbcProfile: BankProfile = {
  format: "icbc",
  title: { zh: "工商银行", en: "ICBC" },
  layouts: [
    ["对方单位名称", "借方发生额", "贷方发生额"],
    ["记账金额(收入)", "记账金额(支出)", "交易场所"],
  ],
  without: ["账户明细编号-交易流水号", "柜员交易号", "流程实例号"],
};

export const icbc = bankImporter(icbcProfile);
