// What customers tapped 1 to 5: in all, and by what it was about.
import type { Satisfaction } from "../../contract/communication.ts";
import { divideHalfUp } from "../../core/money.ts";
import { selectSatisfaction } from "../../db/communication.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";

export async function readSatisfaction(
  deps: Deps,
  books: { readonly orgId: number; readonly booksId: number },
  query: { readonly customerId?: number | undefined; readonly since?: string | undefined },
): Promise<Satisfaction> {
  const { customerId = null, since = null } = query;
  const rows = await inOrganisation(deps.pool, books.orgId, (db) =>
    selectSatisfaction(db, { ...books, customerId, since }),
  );
  const ratings = rows.reduce((sum, row) => sum + row.ratings, 0);
  const stars = rows.reduce((sum, row) => sum + row.starsSum, 0);
  return {
    ratings,
    tenths: ratings === 0 ? null : tenthsOf(stars, ratings),
    parts: rows.map(({ about, reason, ratings: count, starsSum }) => ({
      about: about as Satisfaction["parts"][number]["about"], // held by a check of the table
      reason,
      ratings: count,
      tenths: tenthsOf(starsSum, count),
    })),
  };
}

function tenthsOf(stars: number, ratings: number): number {
  return Number(divideHalfUp(BigInt(stars) * 10n, BigInt(ratings)));
}
