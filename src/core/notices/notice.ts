// Notices to our own people: what is told, to whom, from which amount or day on. A notice goes to the
// people it concerns by name; where nobody is named, to the roles of its kind.
import type { Role } from "../roles.ts";
import type { Sentence } from "../words/word.ts";

type NoticeFacts = Sentence & {
  /** Who is told where nobody in particular is concerned. */
  readonly roles: readonly Role[];
  /** A person can do something about it today: also to the group of the team. */
  readonly isUrgent: boolean;
};

export const noticeKinds = {
  overdue_over: {
    zh: "逾期超过天数",
    en: "Overdue for too long",
    roles: ["finance_lead", "collector"],
    isUrgent: false,
  },
  large_receipt: {
    zh: "大额到账",
    en: "Large receipt",
    roles: ["accountant", "finance_lead"],
    isUrgent: true,
  },
  promise_due: {
    zh: "承诺今天到期",
    en: "Promise due today",
    roles: ["collector"],
    isUrgent: false,
  },
  promise_broken: {
    zh: "承诺落空",
    en: "Promise broken",
    roles: ["collector", "finance_lead"],
    isUrgent: true,
  },
  statement_objected: {
    zh: "对账单有异议",
    en: "Statement objected to",
    roles: ["accountant"],
    isUrgent: true,
  },
  bill_due: {
    zh: "票据到期",
    en: "Bill due",
    roles: ["cashier", "accountant"],
    isUrgent: false,
  },
  bank_not_loaded: {
    zh: "银行流水未导入",
    en: "Bank lines not loaded",
    roles: ["cashier", "accountant"],
    isUrgent: true,
  },
  pay_account_proposed: {
    zh: "收款账户待确认",
    en: "Account to confirm",
    roles: ["administrator", "approver", "finance_lead"],
    isUrgent: false,
  },
  pay_account_confirmed: {
    zh: "收款账户已确认",
    en: "Account confirmed",
    roles: ["administrator", "approver", "finance_lead"],
    isUrgent: false,
  },
  pay_account_stopped: {
    zh: "收款账户已停印",
    en: "Account stopped",
    roles: ["administrator", "approver", "finance_lead"],
    isUrgent: false,
  },
} as const satisfies Record<string, NoticeFacts>;
export type NoticeKind = keyof typeof noticeKinds;

export const noticeKindNames = Object.keys(noticeKinds) as NoticeKind[]; // the record's own keys

export function isNoticeKind(text: string): text is NoticeKind {
  return Object.hasOwn(noticeKinds, text);
}

/** Something that happened and has not been told yet. */
export type Happening = {
  readonly kind: NoticeKind;
  /** The same thing is told once. */
  readonly dedupeKey: string;
  readonly customerId: number | null;
  readonly currency: string | null;
  readonly amountMinor: number | null;
  /** What stands in the places of its sentence. */
  readonly fields: Readonly<Record<string, string | number>>;
  /** Whose business it is; null stands for nobody. */
  readonly concernsIds: readonly (number | null)[];
  /** The page where its row stands, and the query that shows it. */
  readonly page: string;
  readonly query: string;
};

export type Told = { readonly memberId: number; readonly happening: Happening };

export type Listener = { readonly id: number; readonly role: Role };

export type Mute = {
  readonly memberId: number;
  readonly kind: string;
  /** Null: of every customer. */
  readonly customerId: number | null;
};

/** Who is told what. A small firm has nobody but its administrator. */
export function tellWhom(
  happenings: readonly Happening[],
  members: readonly Listener[],
  mutes: readonly Mute[],
): Told[] {
  return happenings.flatMap((happening) =>
    listenersOf(happening, members)
      .filter((memberId) => !isMuted(happening, memberId, mutes))
      .map((memberId) => ({ memberId, happening })),
  );
}

function listenersOf(
  { kind, concernsIds }: Happening,
  members: readonly Listener[],
): readonly number[] {
  const named = members.filter(({ id }) => concernsIds.includes(id));
  if (named.length > 0) return named.map(({ id }) => id);
  const roles: readonly Role[] = noticeKinds[kind].roles;
  const byRole = members.filter(({ role }) => roles.includes(role));
  const heard = byRole.length > 0 ? byRole : members.filter(({ role }) => role === "administrator");
  return heard.map(({ id }) => id);
}

function isMuted(
  { kind, customerId }: Happening,
  memberId: number,
  mutes: readonly Mute[],
): boolean {
  return mutes.some(
    (mute) =>
      mute.memberId === memberId &&
      mute.kind === kind &&
      (mute.customerId === null || mute.customerId === customerId),
  );
}
