// The money limits of the books: read, narrowed at once, widened by two people with a reason.
import type { BooksLimits, BooksLimitsAnswer } from "../../contract/books-limits.ts";
import { letsDoMore, limitsOfBooks, limitTexts } from "../../core/ledger/books-limits.ts";
import { canonicalJson } from "../../core/ledger/chain.ts";
import { parseMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { mergeBooksSettings, selectWaitingApproval } from "../../db/books-settings.ts";
import type { BooksRow } from "../../db/ledger-state.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, type Recording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { loadBooksContext } from "../posting/books-context.ts";
import type { SettingsMoved } from "./accounts.ts";
import { type AskSettingsRefusal, askSettings } from "./ask-settings.ts";

export type BooksLimitsPayload = { readonly from: BooksLimits; readonly to: BooksLimits };

const waitingLimits = { act: "change_limits", payload: "booksLimits" } as const;

export async function readBooksLimits(
  deps: Deps,
  books: { readonly orgId: number; readonly booksId: number },
): Promise<BooksLimitsAnswer> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const { row } = await loadBooksContext(db, books);
    const { homeCurrency: currency } = row;
    const waiting = await selectWaitingApproval(db, books, waitingLimits);
    const shipped = limitTexts(currency, limitsOfBooks(currency));
    return { currency, limits: textsOf(row), shipped, waiting };
  });
}

export type AskBooksLimitsRefusal =
  | { readonly code: "limit_bad"; readonly given: string; readonly currency: string }
  | AskSettingsRefusal;

export type BooksLimitsOutcome = {
  readonly kind: "set" | "waiting" | "unchanged";
  readonly approvalId: number | null;
};

export async function askBooksLimits(
  deps: Deps,
  actor: Actor & { readonly memberId: number },
  input: { readonly booksId: number; readonly limits: BooksLimits; readonly reason: string },
): Promise<Result<BooksLimitsOutcome, AskBooksLimitsRefusal>> {
  const { orgId, memberId } = actor;
  const { booksId, limits, reason } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    // what is narrower is so against the limits of this moment: nobody else changes them meanwhile
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const { row } = await loadBooksContext(db, recording);
    const { homeCurrency: currency } = row;
    for (const given of Object.values(limits)) {
      const minor = parseMinor(given, currency);
      if (minor === null || minor < 0n) return refuse({ code: "limit_bad", given, currency });
    }
    const from = textsOf(row);
    const after = limitsOfBooks(currency, limits);
    const to = limitTexts(currency, after);
    if (canonicalJson(from) === canonicalJson(to)) {
      return ok({ kind: "unchanged", approvalId: null });
    }
    const value: BooksLimitsPayload = { from, to };
    if (letsDoMore(limitsOfBooks(currency, from), after)) {
      const asked = await askSettings(db, actor, { booksId, reason, ...waitingLimits, value });
      return asked.ok ? ok({ kind: "waiting", approvalId: asked.value }) : asked;
    }
    if (reason.trim() === "") return refuse({ code: "reason_missing" });
    await mergeBooksSettings(db, recording, { limits: to });
    const act = { action: "books_limits.set", subjectKind: "books", subjectId: booksId };
    await storeAudit(db, recording, [{ actor: actor.name, ...act, detail: { ...value, reason } }]);
    return ok({ kind: "set", approvalId: null });
  });
}

/** Carried out with the approval. */
export async function setBooksLimits(
  db: Db,
  recording: Recording,
  { from, to }: BooksLimitsPayload,
): Promise<Result<null, SettingsMoved>> {
  const { row } = await loadBooksContext(db, recording);
  if (canonicalJson(textsOf(row)) !== canonicalJson(from)) {
    return refuse({ code: "settings_moved" });
  }
  await mergeBooksSettings(db, recording, { limits: to });
  return ok(null);
}

function textsOf({ homeCurrency, settings }: BooksRow): BooksLimits {
  return limitTexts(homeCurrency, limitsOfBooks(homeCurrency, settings.limits));
}
