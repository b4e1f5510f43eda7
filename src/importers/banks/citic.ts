// China CITIC Bank. Corporate: the teller's number and 对方账户名称; cards: 卡末四位 with a settlement
// amount, spending positive.
import { type BankProfile, bankImporter } from "./bank-profile.ts";

export const citicProfile: BankProfile = {
  format: "citic",
  title: { zh: "中信银行", en: "CITIC" },
  layouts: [
    ["柜员交易号", "借方发生额", "贷方发生额", "对方账户名称"],
    ["卡末四位", "结算金额"],
  ],
  cardColumns: ["卡末四位"],
};

export const citic = bankImporter(citicProfile);
