// The orders of a platform's settlement among the open items: what a person ticks with one paste (J27).
import type { FoundOrders } from "../../contract/workbench.ts";
import { isCurrency } from "../../core/currency.ts";
import { numberOf, pairOrders } from "../../core/ledger/order-list.ts";
import { formatMinor, parseMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { selectItemsOfOrders } from "../../db/workbench.ts";
import type { Deps } from "../deps.ts";
import { itemOnWire } from "./read-workbench.ts";

export async function findOrders(
  deps: Deps,
  books: { readonly orgId: number; readonly booksId: number },
  list: {
    readonly currency: string;
    readonly rows: readonly { readonly no: string; readonly amount: string | null }[];
  },
): Promise<Result<FoundOrders, { readonly code: "not_an_amount"; readonly value: string }>> {
  const { currency } = list;
  const asked: { no: string; amountMinor: bigint | null }[] = [];
  for (const { no, amount } of list.rows) {
    const minor = amount === null || !isCurrency(currency) ? null : parseMinor(amount, currency);
    if (amount !== null && minor === null) return refuse({ code: "not_an_amount", value: amount });
    asked.push({ no, amountMinor: minor });
  }
  const numbers = [...new Set(asked.map(({ no }) => numberOf(no)))];
  const items = await inOrganisation(deps.pool, books.orgId, (db) =>
    selectItemsOfOrders(db, books, { numbers, currency }),
  );
  const paired = pairOrders(
    asked,
    items.map(({ openMinor, ...item }) => ({ ...item, openMinor: BigInt(openMinor) })),
  );
  const itemOf = new Map(items.map((item) => [item.id, item]));
  const text = (minor: bigint) => formatMinor(minor, currency);
  return ok({
    found: paired.found.flatMap(({ id, amountMinor }) => {
      const item = itemOf.get(id);
      return item ? [{ item: itemOnWire(item), amount: text(amountMinor) }] : [];
    }),
    missing: [...paired.missing],
    tooMuch: paired.tooMuch.map(({ no, askedMinor, openMinor }) => ({
      ...{ no, asked: text(askedMinor), open: text(openMinor) },
    })),
  });
}
