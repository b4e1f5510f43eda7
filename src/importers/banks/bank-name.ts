// The banks whose exports are known, by name; and what such a bank is called in the other language.
import type { Importer } from "../importer.ts";
import { abc } from "./abc.ts";
import { boc } from "./boc.ts";
import { bocom } from "./bocom.ts";
import { ccb } from "./ccb.ts";
import { citic } from "./citic.ts";
import { cmb } from "./cmb.ts";
import { icbc } from "./icbc.ts";
import { spdb } from "./spdb.ts";

export const knownBanks = [icbc, ccb, abc, boc, cmb, bocom, citic, spdb] as const;

/** By the first four letters of its BIC (ISO 9362). */
const byInstitution = new Map<string, Importer>([
  ["ICBK", icbc],
  ["PCBC", ccb],
  ["ABOC", abc],
  ["BKCH", boc],
  ["CMBC", cmb],
  ["COMM", bocom],
  ["CIBK", citic],
  ["SPDB", spdb],
]);

/** A bank nobody knows is called as its statement or the user wrote it. */
export function bankNameIn(bank: string, language: "zh" | "en"): string {
  const bic = /^([A-Z]{4})CN[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.exec(bank);
  const known =
    byInstitution.get(bic?.[1] ?? "") ??
    knownBanks.find(({ title }) => title.zh === bank || title.en === bank);
  return known ? known.title[language] : bank;
}
