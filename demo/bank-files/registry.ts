// Each own account's statement in the layout of its bank.
import type { GeneratedBooks, OwnBankAccount } from "../books.ts";
import { type AccountHistory, accountHistory, type DemoFile } from "./account-history.ts";
import { bocFile } from "./boc.ts";
import { camt053File } from "./camt053.ts";
import { cmbFile } from "./cmb.ts";
import { bocomFile, ccbFile, icbcFile } from "./csv-banks.ts";
import { mt940File } from "./mt940.ts";

const writers: Readonly<Record<OwnBankAccount["bank"], (history: AccountHistory) => DemoFile>> = {
  icbc: icbcFile,
  ccb: ccbFile,
  cmb: cmbFile,
  bocom: bocomFile,
  boc: bocFile,
  mt940: mt940File,
  camt053: camt053File,
};

export function bankFiles(books: GeneratedBooks): DemoFile[] {
  return books.ownAccounts.map(({ bank }, position) =>
    writers[bank](accountHistory(books, position)),
  );
}
