// Accounts that no master data knows, but that stand on a line of this run beside a customer's own name:
// the bank itself says whose they are. Another line from such an account is his, however it is signed.
import { accountKey, isMasked } from "./account.ts";
import type { MatchLine } from "./input.ts";
import type { NameIndex } from "./name-index.ts";

/** By account key; an account that two customers' names stand beside is no evidence (DOMAIN §5.10). */
export type SeenAccounts = ReadonlyMap<string, number>;

const ofSeveral = -1;

export function findSeenAccounts(
  lines: readonly MatchLine[],
  names: NameIndex,
  known: ReadonlyMap<string, readonly number[]>,
): SeenAccounts {
  const seen = new Map<string, number>();
  for (const { payerName, payerAccount } of lines) {
    if (payerName === "" || payerAccount === "" || isMasked(payerAccount)) continue;
    const customer = names.same(payerName);
    if (customer < 0) continue;
    const key = accountKey(payerAccount);
    if (known.has(key)) continue;
    const before = seen.get(key);
    seen.set(key, before === undefined || before === customer ? customer : ofSeveral);
  }
  for (const [key, customer] of seen) if (customer === ofSeveral) seen.delete(key);
  return seen;
}

/** The accounts of each customer, on file or seen, that are his alone. */
export function groupAccounts(
  known: ReadonlyMap<string, readonly number[]>,
  seen: SeenAccounts,
): ReadonlyMap<number, readonly string[]> {
  const byOwner = new Map<number, string[]>();
  const put = (key: string, owner: number): void => {
    const keys = byOwner.get(owner);
    if (keys) keys.push(key);
    else byOwner.set(owner, [key]);
  };
  for (const [key, owners] of known) if (owners.length === 1) put(key, owners[0]!);
  for (const [key, owner] of seen) put(key, owner);
  return byOwner;
}
