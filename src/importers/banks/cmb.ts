// China Merchants Bank. Corporate: 收(付)方 columns with a process number; cards: the last four digits
// and the amount abroad, spending positive, dates without a year.
import { type BankProfile, bankImporter } from "./bank-profile.ts";

export const cmbProfile: BankProfile = {
  format: "cmb",
  title: { zh: "招商银行", en: "CMB" },
  layouts: [
    ["借方金额", "贷方金额", "收(付)方名称"],
    ["借方(出账)", "贷方(入账)", "收(付)方名称"],
    ["卡号末四位", "交易地金额"],
  ],
  cardColumns: ["卡号末四位"],
};

export const cmb = bankImporter(cmbProfile);
