// The memory that grows with people's decisions: under which account and name a customer pays.
import {
  confirmFacts,
  type LearnedFact,
  type PayerOfLine,
  retractFacts,
  selectPayersOfDecisions,
  selectPayersOfLines,
} from "../../db/learned-facts.ts";
import type { Db } from "../../db/pool.ts";

/** Fewer characters are no account number, and masked ones name nobody. */
const minAccountLength = 8;

function factsOf(payer: PayerOfLine): LearnedFact[] {
  const { customerId, customerName, payerName, payerAccount, isKnownAccount } = payer;
  if (customerId === null) return [];
  const facts: LearnedFact[] = [];
  const isAccount = payerAccount.length >= minAccountLength && !payerAccount.includes("*");
  if (isAccount && !isKnownAccount)
    facts.push({ customerId, kind: "account", value: payerAccount });
  if (payerName !== "" && payerName !== customerName) {
    facts.push({ customerId, kind: "alias", value: payerName });
  }
  return facts;
}

export async function learnFromLines(
  db: Db,
  who: { readonly orgId: number; readonly memberId: number | null },
  lineIds: readonly number[],
): Promise<void> {
  for (const payer of await selectPayersOfLines(db, who.orgId, lineIds)) {
    await confirmFacts(db, { ...who, lineId: payer.lineId }, factsOf(payer));
  }
}

/** What people's decisions taught is forgotten with them. */
export async function unlearnFromDecisions(
  db: Db,
  orgId: number,
  decisionIds: readonly number[],
): Promise<void> {
  for (const payer of await selectPayersOfDecisions(db, orgId, decisionIds)) {
    await retractFacts(db, orgId, factsOf(payer));
  }
}
