// What settling decisions reads of the ledger: the receipts of the lines, the items, whose they are.

import type { Lookup } from "../../core/overlay.ts";
import { selectCustomerNames } from "../../db/decisions.ts";
import {
  type LedgerItem,
  type LedgerReceipt,
  selectLedgerItems,
  selectReceiptsOfLines,
} from "../../db/ledger-state.ts";
import type { Db } from "../../db/pool.ts";
import type { DecisionRequest } from "./post-decisions.ts";

export type LedgerFacts = {
  /** Live receipts by bank line. */
  readonly receipts: ReadonlyMap<number, LedgerReceipt>;
  readonly items: Lookup<string, LedgerItem>;
  /** Names by customer. */
  readonly names: ReadonlyMap<number, string>;
};

type Asked = Pick<DecisionRequest, "bankLineIds" | "customerId" | "parts" | "residuals">;

/** The facts of these requests; `lineIds` names lines whose receipts are wanted besides. */
export async function loadLedgerFacts(
  db: Db,
  books: { readonly orgId: number; readonly booksId: number },
  requests: readonly Asked[],
  lineIds: readonly number[] = [],
): Promise<LedgerFacts> {
  const lines = new Set([...lineIds, ...requests.flatMap((r) => r.bankLineIds)]);
  const receipts = await selectReceiptsOfLines(db, books, [...lines]);
  const items = await selectLedgerItems(db, books, [...itemIdsOf(requests)]);
  const names = new Map<number, string>();
  for (const { customerId, customerName } of items.values()) {
    names.set(Number(customerId), customerName);
  }
  const others = new Set(requests.flatMap((r) => r.customerId ?? [])).difference(names);
  for (const [id, name] of await selectCustomerNames(db, books.orgId, [...others])) {
    names.set(id, name);
  }
  return { receipts, items, names };
}

/** Every item that the requests settle or leave something open of. */
export function itemIdsOf(requests: readonly Asked[]): Set<number> {
  const ids = new Set<number>();
  for (const { parts, residuals } of requests) {
    for (const { itemId } of parts) ids.add(itemId);
    for (const { itemId } of residuals) if (itemId !== null) ids.add(itemId);
  }
  return ids;
}
