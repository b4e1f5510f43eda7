// The chart of accounts of the books: read, and changed by two people with a reason (ACCOUNTING §8).
import type { AccountChart, AccountChoices } from "../../contract/accounts.ts";
import {
  type AccountKey,
  accountKeys,
  type ChartAccount,
  charts,
  findAccount,
  type LedgerSettings,
} from "../../core/ledger/accounts.ts";
import { canonicalJson } from "../../core/ledger/chain.ts";
import {
  checkOwnAccounts,
  isFixed,
  type OwnAccounts,
  type OwnAccountsRefusal,
} from "../../core/ledger/own-accounts.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  countLinesByAccount,
  hasSales,
  mergeBooksSettings,
  selectWaitingApproval,
} from "../../db/books-settings.ts";
import type { Db } from "../../db/pool.ts";
import type { Recording } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { loadBooksContext } from "../posting/books-context.ts";
import { type AskSettingsRefusal, askSettings } from "./ask-settings.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

/** What of the settings the chart is made of. */
export type AccountSettings = AccountChoices & {
  readonly ownAccounts: Partial<Record<AccountKey, ChartAccount>>;
};

export type AccountsPayload = {
  readonly standard: LedgerSettings["standard"];
  readonly from: AccountSettings;
  readonly to: AccountSettings;
};

const choiceAccounts = {
  oldStyleAdvances: ["advance", "advance_plain"],
  discountAsExpense: ["cash_discount"],
} as const satisfies Readonly<Record<string, readonly AccountKey[]>>;

export async function readAccounts(deps: Deps, books: InBooks): Promise<AccountChart> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const { ledger } = await loadBooksContext(db, books);
    const lines = await countLinesByAccount(db, books);
    const { ownAccounts: _, ...choices } = settingsIn(ledger);
    return {
      standard: ledger.standard,
      rows: accountKeys.flatMap((key) => {
        const account = findAccount(ledger, key);
        const shipped = charts[ledger.standard][key];
        if (!account || !shipped) return [];
        return {
          ...named(account),
          key,
          shipped: named(shipped),
          side: account.normalSide,
          isFixed: isFixed(key),
          lines: lines.get(key) ?? 0,
        };
      }),
      choices,
      locked: await lockedBy(db, books, lines),
      waiting: await selectWaitingApproval(db, books, waitingChart),
    };
  });
}

const waitingChart = { act: "change_accounts", payload: "accounts" } as const;

export type AskAccountsRefusal =
  | OwnAccountsRefusal
  /** It was posted the other way already. */
  | { readonly code: "account_choice_locked"; readonly choice: string }
  | AskSettingsRefusal;

/** The id of the approval; null: nothing differs from what holds. */
export async function askAccounts(
  deps: Deps,
  actor: Actor & { readonly memberId: number },
  input: {
    readonly booksId: number;
    readonly own: OwnAccounts;
    readonly choices: AccountChoices;
    readonly reason: string;
  },
): Promise<Result<number | null, AskAccountsRefusal>> {
  const { booksId, choices, reason } = input;
  return inOrganisation(deps.pool, actor.orgId, async (db) => {
    const books = { orgId: actor.orgId, booksId };
    const { ledger } = await loadBooksContext(db, books);
    const checked = checkOwnAccounts(ledger.standard, input.own);
    if (!checked.ok) return checked;
    const from = settingsIn(ledger);
    const to: AccountSettings = { ...choices, ownAccounts: checked.value };
    if (canonicalJson(from) === canonicalJson(to)) return ok(null);
    const locked = await lockedBy(db, books, await countLinesByAccount(db, books));
    for (const choice of ["oldStyleAdvances", "discountAsExpense", "salesAreOurs"] as const) {
      if (locked[choice] && from[choice] !== to[choice]) {
        return refuse({ code: "account_choice_locked", choice });
      }
    }
    const value: AccountsPayload = { standard: ledger.standard, from, to };
    const asked = { booksId, reason, ...waitingChart, value };
    return askSettings(db, actor, asked);
  });
}

export type SettingsMoved = { readonly code: "settings_moved" };

/** Carried out with the approval. */
export async function setAccounts(
  db: Db,
  recording: Recording,
  { from, to }: AccountsPayload,
): Promise<Result<null, SettingsMoved>> {
  const { ledger } = await loadBooksContext(db, recording);
  if (canonicalJson(settingsIn(ledger)) !== canonicalJson(from)) {
    return refuse({ code: "settings_moved" });
  }
  await mergeBooksSettings(db, recording, { ...to });
  return ok(null);
}

/** Accounts whose code or name differs, as they were and as they shall be. */
export function changedAccounts({ standard, from, to }: AccountsPayload) {
  return accountKeys.flatMap((key) => {
    const before = from.ownAccounts[key] ?? charts[standard][key];
    const after = to.ownAccounts[key] ?? charts[standard][key];
    if (!before || !after || canonicalJson(before) === canonicalJson(after)) return [];
    return { key, from: named(before), to: named(after) };
  });
}

function settingsIn(ledger: LedgerSettings): AccountSettings {
  return {
    ownAccounts: ledger.ownAccounts ?? {},
    oldStyleAdvances: ledger.oldStyleAdvances ?? false,
    discountAsExpense: ledger.discountAsExpense ?? false,
    salesAreOurs: ledger.salesAreOurs ?? false,
    reversalStyle: ledger.reversalStyle ?? "red",
  };
}

function named({ code, zh, en }: ChartAccount) {
  return { code, zh, en };
}

/** What is in the general ledger already would be sold again by a red invoice of these books. */
async function lockedBy(
  db: Db,
  books: InBooks,
  lines: ReadonlyMap<string, number>,
): Promise<AccountChart["locked"]> {
  const isUsed = (keys: readonly AccountKey[]) => keys.some((key) => (lines.get(key) ?? 0) > 0);
  return {
    oldStyleAdvances: isUsed(choiceAccounts.oldStyleAdvances),
    discountAsExpense: isUsed(choiceAccounts.discountAsExpense),
    salesAreOurs: await hasSales(db, books),
  };
}
