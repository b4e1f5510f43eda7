// What is typed into the chart of accounts, against what the standard and the books have.
import type { ChartAccountOnWire } from "../../../src/contract/accounts.ts";

export type AccountDraft = { readonly code: string; readonly zh: string; readonly en: string };

export function draftOf({ code, zh, en }: AccountDraft): AccountDraft {
  return { code, zh, en };
}

export function isSame(a: AccountDraft, b: AccountDraft): boolean {
  return a.code.trim() === b.code && a.zh.trim() === b.zh && a.en.trim() === b.en;
}

/** Differs from the standard. */
export function isOwn(row: ChartAccountOnWire, draft: AccountDraft): boolean {
  return !isSame(draft, row.shipped);
}

/** The firm's own accounts, whole, and how many rows differ from what holds. */
export function ownOf(
  rows: readonly ChartAccountOnWire[],
  edited: (row: ChartAccountOnWire) => AccountDraft,
): { own: Record<string, AccountDraft>; changes: number; isComplete: boolean } {
  const drafts = rows.map((row) => ({ row, draft: edited(row) }));
  const own = drafts.filter(({ row, draft }) => !row.isFixed && isOwn(row, draft));
  return {
    own: Object.fromEntries(own.map(({ row, draft }) => [row.key, draft])),
    changes: drafts.filter(({ row, draft }) => !isSame(draft, row)).length,
    isComplete: drafts.every(({ draft }) =>
      [draft.code, draft.zh, draft.en].every((text) => text.trim() !== ""),
    ),
  };
}
