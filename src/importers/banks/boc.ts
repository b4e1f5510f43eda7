// Bank of China: bilingual heads, one unsigned amount, payer and payee both named; 交易类型 says 来账
// or 往账 and with it which of the two is the other side. The CSV is UTF-16 with tabs.
import { type BankProfile, bankImporter } from "./bank-profile.ts";

export const bocProfile: BankProfile = {
  format: "boc",
  title: { zh: "中国银行", en: "BOC" },
  layouts: [
    ["交易类型[ Transaction Type ]", "付款人名称[ Payer's Name ]"],
    ["交易类型", "付款人名称", "收款人名称", "交易金额"],
  ],
};

export const boc = bankImporter(bocProfile);
