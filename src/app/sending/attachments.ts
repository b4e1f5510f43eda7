// Papers that go with messages, made at the moment they leave and always from what was frozen.
import type { Outgoing } from "../../channels/channel.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { selectTemplates, type TemplateRow } from "../../db/channel-settings.ts";
import type { MessageAttachment } from "../../db/outbox.ts";
import { selectPrintedAccounts } from "../../db/pay-accounts.ts";
import { selectStatement } from "../../db/statements.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { sentReport } from "../reporting/sent-report.ts";
import { paperName, paperOf, paperWorkbook, printPaper } from "../statements/paper.ts";
import { openPrinter, type Printer } from "../statements/printer.ts";

export type PaperFault = { readonly code: "statement_gone" };

export type AttachmentMaker = {
  readonly make: (
    wanted: readonly MessageAttachment[],
  ) => Promise<Result<Outgoing["attachments"], PaperFault>>;
  readonly close: () => Promise<void>;
};

const printingThreads = 2;
const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export function openAttachments(
  deps: Pick<Deps, "pool">,
  { orgId }: { readonly orgId: number },
): AttachmentMaker {
  let printer: Printer | null = null;
  let templates: TemplateRow[] | null = null;
  const makeOne = async ({ kind, id, format }: MessageAttachment) => {
    if (kind === "report") {
      const file = await sentReport(deps, orgId, id);
      return file && { name: file.name, mimeType: file.mime, content: Buffer.from(file.bytes) };
    }
    const found = await inOrganisation(deps.pool, orgId, async (db) => {
      templates ??= await selectTemplates(db, orgId);
      const statement = await selectStatement(db, orgId, id);
      if (statement === null) return null;
      const { booksId } = statement;
      return { statement, printed: await selectPrintedAccounts(db, { orgId, booksId }) };
    });
    if (found === null) return null;
    const { statement, printed } = found;
    // a message leaves with the statement in force, never with its draft mark
    const paper = {
      ...paperOf({ templates: templates ?? [], printed }, statement),
      isDraft: false,
    };
    const name = paperName(statement.snapshot);
    if (format === "xlsx") {
      const content = Buffer.concat(paperWorkbook(paper));
      return { name: `${name}.xlsx`, mimeType: xlsxType, content };
    }
    printer ??= openPrinter(printingThreads);
    const content = await printPaper(paper, printer);
    return { name: `${name}.pdf`, mimeType: "application/pdf", content };
  };
  return {
    make: async (wanted) => {
      const made = await Promise.all(wanted.map(makeOne));
      const whole = made.filter((one) => one !== null);
      return whole.length === made.length ? ok(whole) : refuse({ code: "statement_gone" });
    },
    close: async () => {
      await printer?.close();
    },
  };
}
