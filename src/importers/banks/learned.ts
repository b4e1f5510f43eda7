// Any other bank: columns guessed by their names, or mapped once by a person and kept for that
// layout (ParseOptions.mappings).
import { foldHeader } from "../column-names.ts";
import type { FileHead, Importer } from "../importer.ts";
import { parseStatementTable } from "../table-statement.ts";
import { abcProfile } from "./abc.ts";
import { type BankProfile, hasLayoutOf } from "./bank-profile.ts";
import { bocProfile } from "./boc.ts";
import { bocomProfile } from "./bocom.ts";
import { ccbProfile } from "./ccb.ts";
import { citicProfile } from "./citic.ts";
import { cmbProfile } from "./cmb.ts";
import { icbcProfile } from "./icbc.ts";
import { spdbProfile } from "./spdb.ts";

const knownProfiles: readonly BankProfile[] = [
  icbcProfile,
  ccbProfile,
  abcProfile,
  bocProfile,
  cmbProfile,
  bocomProfile,
  citicProfile,
  spdbProfile,
];

/** Heads of card statements of banks without a profile of their own. */
const cardColumns = ["入账货币", "交易货币", "item#"];

export const learned: Importer = {
  format: "learned",
  content: "statements",
  title: { zh: "银行流水（其他银行）", en: "Bank statement (any other bank)" },
  extensions: [".csv", ".xlsx", ".xls"],
  recognises: (head) =>
    head.tableKind === "statement" &&
    !isMerchantBill(head) &&
    !knownProfiles.some((profile) => hasLayoutOf(head, profile)),
  parse: (bytes, options) =>
    parseStatementTable(bytes, options, {
      format: "learned",
      kind: "statement",
      bank: "",
      isInverse: (columns) => cardColumns.some((column) => columns.has(column)),
    }),
};

/** A payment platform's list of orders has refunds and fees beside the amounts (wechat-bill.ts). */
function isMerchantBill(head: FileHead): boolean {
  return head.sheets.some((sheet) =>
    sheet.rows.some((row) => row.cells.some((cell) => foldHeader(cell) === "微信订单号")),
  );
}
