// The paper of a statement: its frozen snapshot with the wording of the organisation. Where to pay is the
// one thing that is looked up anew: an account that is confirmed no longer is never printed again.

import { holderIn, type PayAccount, payToOf } from "../../core/pay-accounts.ts";
import type { StatementSnapshot } from "../../core/statements/snapshot.ts";
import { isAlive } from "../../core/statements/statement.ts";
import { paperWords } from "../../core/words/statements.ts";
import { selectTemplates, type TemplateRow } from "../../db/channel-settings.ts";
import { selectPrintedAccounts } from "../../db/pay-accounts.ts";
import type { Db } from "../../db/pool.ts";
import type { StatementRow } from "../../db/statements.ts";
import type { PaperText, StatementPaper } from "../../exporters/statement-paper.ts";
import { statementPdf } from "../../exporters/statement-pdf.ts";
import { writeStatementXlsx } from "../../exporters/statement-xlsx.ts";
import { bankNameIn } from "../../importers/banks/bank-name.ts";
import type { Printer } from "./printer.ts";
import { printOne } from "./printer.ts";

/** Codes of papers among the templates: paper.detail has the title as subject, paper.detail_closing … */
function paperText(
  templates: readonly TemplateRow[],
  { form, language }: Pick<StatementSnapshot, "form" | "language">,
): PaperText {
  const own = (code: string) =>
    templates.find((one) => one.code === code && one.language === language);
  const words = paperWords[form];
  const paper = own(`paper.${form}`);
  return {
    title: paper?.subject ?? words.title[language],
    intro: paper?.body ?? words.intro[language],
    closing: own(`paper.${form}_closing`)?.body ?? words.closing[language],
  };
}

export async function loadPaper(
  db: Db,
  orgId: number,
  statement: StatementRow,
): Promise<StatementPaper> {
  const { booksId } = statement;
  const printed = await selectPrintedAccounts(db, { orgId, booksId });
  return paperOf({ templates: await selectTemplates(db, orgId), printed }, statement);
}

/** As it was made, for our own evidence alone: it goes to no customer. */
export async function loadFrozenPaper(
  db: Db,
  orgId: number,
  statement: StatementRow,
): Promise<StatementPaper> {
  const paper = paperOf({ templates: await selectTemplates(db, orgId), printed: [] }, statement);
  return { ...paper, payTo: { accounts: statement.snapshot.sender.accounts, stopped: [] } };
}

export function paperOf(
  by: {
    readonly templates: readonly TemplateRow[];
    /** The accounts of ours that are confirmed now. */
    readonly printed: readonly PayAccount[];
  },
  statement: Pick<StatementRow, "snapshot" | "sha256" | "confirmation">,
): StatementPaper {
  const { templates, printed } = by;
  const { snapshot, sha256, confirmation } = statement;
  const { currency, language, sender } = snapshot;
  const accountNos = sender.accounts.map(({ accountNo }) => accountNo);
  const { accounts, stopped } = payToOf({ currency, accountNos }, printed);
  return {
    snapshot,
    payTo: { accounts: accounts.map((one) => paidInto(one, language)), stopped },
    sha256,
    text: paperText(templates, snapshot),
    // what a phone reads off the paper is what the payer types into the memo
    qr: snapshot.no,
    isDraft: confirmation === "draft" || !isAlive(confirmation),
  };
}

export function printPaper(paper: StatementPaper, printer?: Printer): Promise<Uint8Array> {
  const document = statementPdf(paper);
  return printer ? printer.print(document) : printOne(document);
}

export function paperWorkbook(paper: StatementPaper): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  writeStatementXlsx(paper, (piece) => pieces.push(piece));
  return pieces;
}

/** An account as papers of that language print it. */
export function paidInto(
  account: PayAccount,
  language: "zh" | "en",
): { readonly name: string; readonly bank: string; readonly accountNo: string } {
  const { bank, accountNo } = account;
  return { name: holderIn(account, language), bank: bankNameIn(bank, language), accountNo };
}

/** Without characters that a file system refuses. */
export function paperName(snapshot: StatementSnapshot): string {
  const customer = snapshot.customer.name.replace(/[\\/:*?"<>|]/g, "");
  return `${snapshot.no} ${customer} ${snapshot.to}`;
}
