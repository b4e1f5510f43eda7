// Agricultural Bank of China: 收入金额 and 支出金额, the counterparty with its branch.
import { type BankProfile, bankImporter } from "./bank-profile.ts";

export const abcProfile: BankProfile = {
  format: "abc",
  title: { zh: "农业银行", en: "ABC" },
  layouts: [
    ["交易时间", "收入金额", "支出金额", "账户余额", "对方户名", "对方开户行"],
    ["交易时间", "收入金额", "支出金额", "账户余额", "对方户名", "交易用途"],
    ["交易时间", "收入金额", "支出金额", "本次余额", "对方户名", "交易用途"],
  ],
};

export const abc = bankImporter(abcProfile);
