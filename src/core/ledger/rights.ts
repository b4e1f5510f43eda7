// Decides from the table of roles.ts whether a person may do an act alone, with whom, or not at all.
import { type Because, because } from "../because.ts";
import { formatMinor } from "../money.ts";
import {
  type Act,
  type ActFacts,
  type ActingRole,
  factsOfAct,
  type Limits,
  type Position,
  type PositionFacts,
  positions,
  type Requirement,
  type Role,
} from "../roles.ts";

export type ActRequest = {
  readonly role: ActingRole;
  readonly act: Act;
  /** In home currency, without sign; 0 for an act without an amount. */
  readonly amountMinor: bigint;
  readonly homeCurrency: string;
  readonly limits: Limits;
};

export type ActDecision =
  | { readonly kind: "alone"; readonly requires: readonly Requirement[] }
  | {
      readonly kind: "needs_approval";
      /** Each position is one other person. */
      readonly by: readonly Position[];
      readonly requires: readonly Requirement[];
      readonly reason: Because;
    }
  | { readonly kind: "refused"; readonly reason: Because };

export function decideAct({
  role,
  act,
  amountMinor,
  homeCurrency,
  limits,
}: ActRequest): ActDecision {
  const facts = factsOfAct(act);
  if (!mayPropose(facts, role)) {
    return { kind: "refused", reason: because("not_your_role", { role, act }) };
  }
  const requires = facts.requires ?? [];
  if (!facts.approvers) return { kind: "alone", requires };
  const by = [...facts.approvers, ...addedPositions(facts, amountMinor, limits)];
  const limit = limitOf(facts, role, limits);
  if (limit === null) {
    return { kind: "needs_approval", by, requires, reason: because("second_person", { act }) };
  }
  if (amountMinor <= limit) return { kind: "alone", requires };
  const reason = because("over_your_limit", {
    act,
    limit: formatMinor(limit, homeCurrency),
    amount: formatMinor(amountMinor, homeCurrency),
  });
  return { kind: "needs_approval", by, requires, reason };
}

function mayPropose(facts: ActFacts, role: ActingRole): boolean {
  return role === "system" ? facts.bySystem === true : facts.roles.includes(role);
}

/** Null: never alone, whatever the amount. */
function limitOf(facts: ActFacts, role: ActingRole, limits: Limits): bigint | null {
  const key = facts.aloneUpTo?.[role];
  return key === undefined ? null : limits[key];
}

function addedPositions(facts: ActFacts, amountMinor: bigint, limits: Limits): readonly Position[] {
  const { moreFrom } = facts;
  return moreFrom && amountMinor >= limits[moreFrom.limit] ? moreFrom.approvers : [];
}

export type Approver = {
  readonly personId: string;
  readonly role: Role;
  /** Leads their team. */
  readonly isLead?: boolean;
};

export type ApprovalState =
  | { readonly kind: "approved" }
  | { readonly kind: "waiting"; readonly missing: readonly Position[] }
  | { readonly kind: "refused"; readonly reason: Because };

/** Whether these approvals fill all positions: nobody approves their own, one person fills one position. */
export function approvalState(
  by: readonly Position[],
  makerId: string,
  approvals: readonly Approver[],
): ApprovalState {
  const seen = new Set<string>();
  for (const { personId } of approvals) {
    if (personId === makerId) return { kind: "refused", reason: because("own_act") };
    if (seen.has(personId)) return { kind: "refused", reason: because("approved_already") };
    seen.add(personId);
  }
  const filled = fillPositions(by, approvals);
  if (filled.unused.length > 0) return { kind: "refused", reason: because("not_an_approver") };
  return filled.missing.length === 0
    ? { kind: "approved" }
    : { kind: "waiting", missing: filled.missing };
}

/**
 * Gives persons to positions so that as many as possible are filled: a person who fits only one
 * position must not lose it to one who fits several. Two positions at most, so all ways are tried.
 */
function fillPositions(
  by: readonly Position[],
  people: readonly Approver[],
): { missing: readonly Position[]; unused: readonly Approver[] } {
  const [person, ...others] = people;
  if (!person) return { missing: by, unused: [] };
  const ways = by.flatMap((position, index) => {
    return mayFill(position, person) ? [fillPositions(by.toSpliced(index, 1), others)] : [];
  });
  const [first] = ways.sort((a, b) => a.unused.length - b.unused.length);
  if (first) return first;
  const rest = fillPositions(by, others);
  return { missing: rest.missing, unused: [person, ...rest.unused] };
}

/** Whether a person of that role may sign as that position. */
export function mayFill(position: Position, { role, isLead = false }: Omit<Approver, "personId">) {
  const facts: PositionFacts = positions[position];
  return facts.roles.includes(role) && (isLead || facts.isLead !== true);
}
