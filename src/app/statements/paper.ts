// The paper of a statement: its frozen snapshot with the wording of the organisation.

import type { StatementSnapshot } from "../../core/statements/snapshot.ts";
import { isAlive } from "../../core/statements/statement.ts";
import { paperWords } from "../../core/words/statements.ts";
import { selectTemplates, type TemplateRow } from "../../db/channel-settings.ts";
import type { Db } from "../../db/pool.ts";
import type { StatementRow } from "../../db/statements.ts";
import type { PaperText, StatementPaper } from "../../exporters/statement-paper.ts";
import { statementPdf } from "../../exporters/statement-pdf.ts";
import { writeStatementXlsx } from "../../exporters/statement-xlsx.ts";
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
  return paperOf(await selectTemplates(db, orgId), statement);
}

export function paperOf(
  templates: readonly TemplateRow[],
  statement: Pick<StatementRow, "snapshot" | "sha256" | "confirmation">,
): StatementPaper {
  const { snapshot, sha256, confirmation } = statement;
  return {
    snapshot,
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

/** Without characters that a file system refuses. */
export function paperName(snapshot: StatementSnapshot): string {
  const customer = snapshot.customer.name.replace(/[\\/:*?"<>|]/g, "");
  return `${snapshot.no} ${customer} ${snapshot.to}`;
}
