// Shanghai Pudong Development Bank. Corporate: 借方金额 and 贷方金额 with 对方户名; personal: 存入金额 and
// 取出金额 with 交易对手.
import { type BankProfile, bankImporter } from "./bank-profile.ts";

export const spdbProfile: BankProfile = {
  format: "spdb",
  title: { zh: "浦发银行", en: "SPDB" },
  layouts: [["交易日期", "存入金额", "取出金额", "交易对手名称", "交易对手账号"]],
  shared: {
    layouts: [["交易日期", "贷方金额", "对方户名", "对方账号", "摘要"]],
    named: /浦发|浦东发展|SPDB|SPD Bank/i,
  },
  without: ["收(付)方名称", "流程实例号"],
};

export const spdb = bankImporter(spdbProfile);
