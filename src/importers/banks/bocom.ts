// Bank of Communications. Corporate: 借方发生额, 贷方发生额 and 账户余额 with plain counterparty columns;
// personal: one amount with 借 Dr / 贷 Cr.
import { type BankProfile, bankImporter } from "./bank-profile.ts";

export const bocomProfile: BankProfile = {
  format: "bocom",
  title: { zh: "交通银行", en: "BOCOM" },
  layouts: [
    ["交易日期", "交易类型", "借贷", "交易金额", "交易地点", "对方户名"],
    ["交易币种/金额", "入账币种/金额"],
  ],
  shared: {
    layouts: [["交易时间", "借方发生额", "贷方发生额", "账户余额", "对方账号", "对方户名"]],
    named: /交通银行|交行|BOCOM|Bank of Communications/i,
  },
  without: ["账户明细编号-交易流水号", "柜员交易号", "对方开户机构"],
  cardColumns: ["入账币种/金额"],
};

export const bocom = bankImporter(bocomProfile);
