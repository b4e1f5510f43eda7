// The demo as the files one would really receive: banks' exports, the tax bureau's, the firm's own.

import type { DemoFile } from "./bank-files/account-history.ts";
import { bankFiles } from "./bank-files/registry.ts";
import type { GeneratedBooks } from "./books.ts";
import { taxInvoiceFile } from "./tax-invoices.ts";
import { customerFile, openingFile, otherItemsFile } from "./workbooks.ts";

export type ReceivedFile = DemoFile & { readonly folder: "bank" | "invoices" | "master" };

export function receivedFiles(books: GeneratedBooks): ReceivedFile[] {
  const into = (folder: ReceivedFile["folder"]) => (file: DemoFile) => ({ folder, ...file });
  return [
    into("master")(customerFile(books)),
    into("invoices")(openingFile(books)),
    into("invoices")(taxInvoiceFile(books)),
    into("invoices")(otherItemsFile(books)),
    ...bankFiles(books).map(into("bank")),
  ];
}
