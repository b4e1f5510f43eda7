// Any other bank: columns guessed by their names, or mapped once by a person and kept for that
// layout (ParseOptions.mappings).
import type { Importer } from "../importer.ts";
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
  title: { zh: "银行流水（其他银行）", en: "Bank statement (any other bank)" },
  extensions: [".csv", ".xlsx", ".xls"],
  recognises: (head) =>
    head.tableKind === "statement" && !knownProfiles.some((profile) => hasLayoutOf(head, profile)),
  parse: (bytes, options) =>
    parseStatementTable(bytes, options, {
      format: "learned",
      kind: "statement",
      bank: "",
      isInverse: (columns) => cardColumns.some((column) => columns.has(column)),
    }),
};
