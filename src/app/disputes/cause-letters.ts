// 原因反馈: what a month's differences and disputes were about, with money, to the departments that can
// end their causes. Read on the page, and sent once a month.
import type { CauseReport } from "../../contract/disputes.ts";
import { addDays, addMonths, endOfMonth, isoDate, startOfMonth } from "../../core/date.ts";
import { differences } from "../../core/differences.ts";
import {
  type CauseDepartment,
  type CauseRow,
  causeDepartments,
  causesByDepartment,
  type DepartmentCauses,
} from "../../core/disputes/causes.ts";
import { formatMinor, readableMinor } from "../../core/money.ts";
import { selectTemplates } from "../../db/channel-settings.ts";
import { selectCauseSums } from "../../db/dispute-causes.ts";
import { membersOf } from "../../db/members.ts";
import { insertMessages, type NewMessage } from "../../db/outbox.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { ClockBooks } from "../clock/clock-work.ts";
import type { Deps } from "../deps.ts";
import { composeMessage, newMessageId } from "../sending/compose.ts";
import { wakeOutbox } from "../sending/send-messages.ts";
import { loadSendingSettings, type SendingSettings } from "../sending/sending-settings.ts";
import { ticketLink } from "./ticket-link.ts";

/** The first day is for what was found last night. */
const firstDay = 2;

type InBooks = Pick<ClockBooks, "orgId" | "booksId" | "timeZone">;

export async function readCauses(deps: Deps, books: InBooks, month: string): Promise<CauseReport> {
  const departments = await inOrganisation(deps.pool, books.orgId, (db) =>
    loadCauses(db, books, month),
  );
  return {
    month,
    departments: departments.map(({ department, rows, totals }) => ({
      department,
      rows: rows.map((row) => ({
        code: row.code,
        currency: row.currency,
        count: row.count,
        resolved: row.resolved,
        amount: formatMinor(row.minor, row.currency),
        conceded: formatMinor(row.concededMinor, row.currency),
        customers: [...row.customers],
      })),
      totals: totals.map(({ currency, minor, concededMinor }) => ({
        currency,
        amount: formatMinor(minor, currency),
        conceded: formatMinor(concededMinor, currency),
      })),
    })),
  };
}

async function loadCauses(db: Db, books: InBooks, month: string): Promise<DepartmentCauses[]> {
  const from = isoDate(`${month}-01`);
  const { timeZone } = books;
  return causesByDepartment(
    await selectCauseSums(db, books, { from, to: endOfMonth(from), timeZone }),
  );
}

/** How many letters were queued; the same month never goes to the same address twice. */
export async function sendCauseLetters(
  deps: Deps,
  books: InBooks,
  month: string,
): Promise<{ readonly letters: number }> {
  const { orgId } = books;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const settings = await loadSendingSettings(db, orgId);
    const templates = await selectTemplates(db, orgId);
    const departments = await loadCauses(db, books, month);
    const messages: NewMessage[] = [];
    for (const one of departments) {
      for (const reader of await readersOf(db, orgId, settings, one.department)) {
        const { language } = reader;
        const values = valuesOf(deps, books, { month, causes: one, language });
        messages.push({
          ...composeMessage(templates, { code: "cause_letter", language }, values),
          dedupeKey: `causes ${books.booksId} ${month} ${one.department} ${reader.address}`,
          channel: settings.channels.some(({ channel }) => channel === "email") ? "email" : "log",
          template: "cause_letter",
          language,
          customerId: null,
          contactId: null,
          statementId: null,
          toName: reader.name,
          toAddress: reader.address,
          attachments: [],
          isUrgent: false,
          messageId: newMessageId(settings.domain),
          memberId: null,
        });
      }
    }
    const letters = await insertMessages(db, books, messages);
    if (letters > 0) await wakeOutbox(db, { ...books, memberId: null });
    return { letters };
  });
}

/** Every morning from the second: last month's, where it has not gone yet. */
export async function sendCauseLettersMonthly(deps: Deps, books: ClockBooks): Promise<void> {
  const { today } = books;
  if (today < addDays(startOfMonth(today), firstDay - 1)) return;
  await sendCauseLetters(deps, books, addMonths(startOfMonth(today), -1).slice(0, 7));
}

type Reader = { readonly name: string; readonly address: string; readonly language: "zh" | "en" };

/** The department's address where it has one; else sales' and finance's own people. */
async function readersOf(
  db: Db,
  orgId: number,
  { policy }: SendingSettings,
  department: CauseDepartment,
): Promise<Reader[]> {
  const address = policy.causeMails[department];
  if (address !== "") {
    return [{ name: causeDepartments[department].zh, address, language: "zh" }];
  }
  const role = department === "sales" ? "sales" : department === "finance" ? "finance_lead" : null;
  if (role === null) return [];
  return (await membersOf(db, orgId))
    .filter((member) => member.active && member.role === role)
    .map(({ name, email, language }) => ({ name, address: email, language }));
}

function valuesOf(
  deps: Pick<Deps, "publicUrl">,
  books: InBooks,
  of: {
    readonly month: string;
    readonly causes: DepartmentCauses;
    readonly language: "zh" | "en";
  },
): Record<string, string> {
  const { month, causes, language } = of;
  return {
    month,
    department: causeDepartments[causes.department][language],
    list: causes.rows.map((row) => lineOf(row, language)).join("\n"),
    total: causes.totals
      .map((total) => moneyOf(total, language))
      .join(language === "zh" ? "；" : "; "),
    link: ticketLink(deps, books.booksId, null),
    sender: language === "zh" ? "应收管理" : "Accounts receivable",
  };
}

function lineOf(row: CauseRow, language: "zh" | "en"): string {
  const zh = language === "zh";
  const unknown = zh ? "原因未定" : "cause not found yet";
  const cause = row.code === null ? unknown : `${row.code} ${differences[row.code][language]}`;
  const count = zh ? `${row.count} 笔` : `${row.count} cases`;
  const who = row.customers.join(zh ? "、" : ", ");
  return `${cause} · ${count} · ${moneyOf(row, language)}${who === "" ? "" : ` · ${who}`}`;
}

/** In words what was conceded: brackets are what an amount below zero stands in. */
function moneyOf(
  of: { readonly currency: string; readonly minor: number; readonly concededMinor: number },
  language: "zh" | "en",
): string {
  const money = (minor: number) => readableMinor(minor, of.currency, language);
  const conceded = `${language === "zh" ? "已让步" : "conceded"} ${money(of.concededMinor)}`;
  const between = language === "zh" ? "，" : ", ";
  return `${of.currency} ${money(of.minor)}${between}${conceded}`;
}
