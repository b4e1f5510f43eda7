// A letter that was released, printed from the text that was frozen when it went through the outbox.
import { dayIn } from "../../clock.ts";
import { accountEnd, namesAccount } from "../../core/pay-accounts.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { selectLetterMessage } from "../../db/dunning-messages.ts";
import { lockNotices } from "../../db/dunning-notices.ts";
import { selectUnprintedNumbers } from "../../db/pay-accounts.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { letterPdf } from "../../exporters/letter-pdf.ts";
import type { Deps } from "../deps.ts";
import { openPrinter } from "../statements/printer.ts";
import { isLetter, openDesk } from "./desk.ts";
import { type DunningBooks, loadRules } from "./rules.ts";

export type LetterFile = { readonly name: string; readonly bytes: Uint8Array };
export type LetterRefusal =
  | { readonly code: "not_found" }
  /** Nothing is printed before its text is final. */
  | { readonly code: "notice_state" }
  /** Its text was frozen with an account that is not confirmed now. */
  | { readonly code: "letter_account_stopped"; readonly account: string };

export async function printLetter(
  deps: Deps,
  books: DunningBooks,
  id: number,
): Promise<Result<LetterFile, LetterRefusal>> {
  const found = await inOrganisation(deps.pool, books.orgId, async (db) => {
    const [notice] = await lockNotices(db, books, [id]);
    if (!notice) return null;
    const loaded = await loadRules(db, books);
    const desk = await openDesk(db, books, { loaded, memberId: null });
    const message = await selectLetterMessage(db, books.orgId, notice.messageId ?? 0);
    const unprinted = await selectUnprintedNumbers(db, books);
    return { notice, message, desk, unprinted };
  });
  if (!found) return refuse({ code: "not_found" });
  const { notice, message, desk, unprinted } = found;
  if (!message || !isLetter(notice.channel)) return refuse({ code: "notice_state" });
  const named = namesAccount(message.body, unprinted);
  if (named !== null) {
    return refuse({ code: "letter_account_stopped", account: accountEnd(named) });
  }
  const { language } = message;
  const day = dayIn(books.timeZone, message.sentAt);
  const document = letterPdf(
    {
      sender: desk.head.senderName(language),
      to: {
        customer: notice.customerName,
        person: message.toName === notice.customerName ? "" : message.toName,
        address: message.toAddress,
      },
      language,
      date: day,
      asked: notice.asked,
      subject: message.subject,
      text: message.body,
    },
    null,
  );
  const printer = openPrinter(1);
  try {
    const bytes = await printer.print(document);
    return ok({ name: `${notice.customerName} ${day}.pdf`, bytes });
  } finally {
    await printer.close();
  }
}
