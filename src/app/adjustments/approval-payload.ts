// What an approval carries: what is asked for, which positions must sign, who has signed so far.
import type { Month } from "../../core/date.ts";
import type { Position, Role } from "../../core/roles.ts";
import type { ApprovalRow } from "../../db/approvals.ts";
import type { AccountsPayload } from "../books-settings/accounts.ts";
import type { BooksLimitsPayload } from "../books-settings/books-limits.ts";
import type { CreditPayload } from "../credit/grant-terms.ts";
import type { PayAccountPayload } from "../pay-accounts/propose.ts";
import type { AdjustmentRequest } from "./adjustment.ts";

export type Signature = {
  readonly memberId: number;
  readonly name: string;
  readonly role: Role;
  /** Absent: signed before leads were told apart. */
  readonly isLead?: boolean;
  readonly at: string;
};

/** A wider limit of a member; absent = none of their own. */
export type LimitsPayload = {
  readonly memberId: number;
  readonly name: string;
  readonly from: Readonly<Record<string, string>>;
  readonly to: Readonly<Record<string, string>>;
};

/**
 * What adjust.ts, close-period.ts, set-accuracy.ts, credit/grant-terms.ts, people/ask-limits.ts,
 * books-settings/ and pay-accounts/propose.ts put into an approval.
 */
export type ApprovalPayload = {
  readonly by: readonly Position[];
  readonly signatures?: readonly Signature[];
} & (
  | { readonly request: AdjustmentRequest }
  | { readonly reopen: { readonly month: Month } }
  | { readonly accuracy: { readonly from: number; readonly to: number } }
  | { readonly credit: CreditPayload }
  | { readonly limits: LimitsPayload }
  | { readonly accounts: AccountsPayload }
  | { readonly booksLimits: BooksLimitsPayload }
  | { readonly payAccount: PayAccountPayload }
);

/** Only the use cases named at ApprovalPayload write these; older ones lack what was added since. */
export function payloadOf(approval: ApprovalRow): ApprovalPayload {
  const payload = approval.payload as ApprovalPayload;
  if (!("request" in payload)) return payload;
  return { ...payload, request: { ...addedFields, ...payload.request } };
}

const addedFields = {
  toCustomerId: null,
  bankLineId: null,
  bankAccountId: null,
  toAccount: "",
  isUnconditional: false,
  fileIds: [],
  proceeds: null,
  toName: "",
  passedOn: null,
  isDerecognised: false,
  goods: null,
} as const;
