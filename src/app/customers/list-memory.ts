// 记忆: what is known about how customers pay, over all customers, a page of it with its counts.
import { type MemoryPage, type MemoryQuery, memoryTotals } from "../../contract/memory.ts";
import { orderOf } from "../../db/keyset.ts";
import {
  type MemoryFilter,
  memorySorts,
  selectMemory,
  selectMemorySums,
} from "../../db/memory-list.ts";
import { searchTerms } from "../../db/search-terms.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { readPage } from "../lists/page-totals.ts";
import { factOnWire } from "./customer-memory.ts";

export async function listMemory(
  deps: Deps,
  books: { readonly orgId: number; readonly booksId: number },
  request: MemoryQuery,
): Promise<MemoryPage> {
  const { cursor, limit, part } = request;
  const filter: MemoryFilter = {
    ...books,
    search: searchTerms(request.q),
    kinds: request.kind ?? null,
    provenance: request.provenance ?? null,
    isRevoked: request.state === "revoked",
    customerId: request.customer ?? null,
    isDoubtful: request.doubtful === "only",
  };
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const order = orderOf(request.sort, memorySorts, "-used");
    const page = await readPage({
      part,
      cursor,
      limit,
      totalsSchema: memoryTotals,
      keysOf: ({ keys }) => keys,
      readRows: () => selectMemory(db, filter, { order, cursor, limit }),
      readTotals: async () => {
        const { count, ...totals } = await selectMemorySums(db, filter);
        return { count, totals };
      },
    });
    const rows = page.rows.map((row) => ({
      ...factOnWire(row),
      customer: { id: row.customerId, name: row.customerName },
    }));
    return { ...page, rows };
  });
}
