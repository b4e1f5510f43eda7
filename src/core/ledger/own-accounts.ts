// The firm's own codes and names of accounts (ACCOUNTING §2, *setting*): which may be changed, and what
// a chart of them must keep so that the trial balance and exported vouchers stay readable.
import { ok, type Result, refuse } from "../result.ts";
import {
  type AccountingStandard,
  type AccountKey,
  accountKeys,
  type ChartAccount,
  charts,
} from "./accounts.ts";

/** What the firm calls an account; on which side it grows is the standard's. */
export type OwnAccount = Pick<ChartAccount, "code" | "zh" | "en">;
export type OwnAccounts = Partial<Record<AccountKey, OwnAccount>>;

export type OwnAccountsRefusal =
  /** 0001, or an account the standard has not. */
  | { readonly code: "account_fixed"; readonly account: string }
  | { readonly code: "account_code_bad"; readonly account: string; readonly given: string }
  /** Two accounts under one code are one account of the general ledger: one name, one side. */
  | { readonly code: "account_code_twice"; readonly given: string };

/** 1122.01, 112201, 1122-01, A100: digits and letters, with dots or dashes between. */
const codePattern = /^[0-9A-Za-z]{1,12}([.-][0-9A-Za-z]{1,12}){0,5}$/;

/** 0001 is technical and never exported. */
export function isFixed(key: AccountKey): boolean {
  return key === "gl_contra";
}

/** Only what differs from the standard is kept. */
export function checkOwnAccounts(
  standard: AccountingStandard,
  own: OwnAccounts,
): Result<Partial<Record<AccountKey, ChartAccount>>, OwnAccountsRefusal> {
  const chart = charts[standard];
  const kept: Partial<Record<AccountKey, ChartAccount>> = {};
  for (const key of accountKeys) {
    const given = own[key];
    const shipped = chart[key];
    if (given === undefined) continue;
    if (shipped === null || isFixed(key)) return refuse({ code: "account_fixed", account: key });
    const [code, zh, en] = [given.code.trim(), given.zh.trim(), given.en.trim()];
    if (!codePattern.test(code)) {
      return refuse({ code: "account_code_bad", account: shipped.zh, given: code });
    }
    if (code === shipped.code && zh === shipped.zh && en === shipped.en) continue;
    kept[key] = { code, zh, en, normalSide: shipped.normalSide };
  }
  const clash = clashOf(standard, kept);
  return clash === null ? ok(kept) : refuse({ code: "account_code_twice", given: clash });
}

/** A code with two names or two sides, where the firm's own accounts brought it about. */
function clashOf(
  standard: AccountingStandard,
  own: Partial<Record<AccountKey, ChartAccount>>,
): string | null {
  const byCode = new Map<string, ChartAccount>();
  const chart = charts[standard];
  // the firm's own first, so that what was shipped under one code stays allowed
  const changed = accountKeys.flatMap((key) => own[key] ?? []);
  for (const account of changed) {
    const other = byCode.get(account.code);
    if (other && !isSame(other, account)) return account.code;
    byCode.set(account.code, account);
  }
  for (const key of accountKeys) {
    const shipped = own[key] === undefined ? chart[key] : null;
    const other = shipped && byCode.get(shipped.code);
    if (shipped && other && !isSame(other, shipped)) return shipped.code;
  }
  return null;
}

function isSame(a: ChartAccount, b: ChartAccount): boolean {
  return a.zh === b.zh && a.en === b.en && a.normalSide === b.normalSide;
}
