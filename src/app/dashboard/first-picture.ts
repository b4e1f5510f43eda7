// The first picture of a day is made before anybody looks: after midnight, and after the first import.

import { booksById } from "../../db/books.ts";
import { selectHasItems, selectPicture } from "../../db/dashboard.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { ClockBooks } from "../clock/clock-work.ts";
import type { Deps } from "../deps.ts";
import { makeNewPicture, pictureOfRow } from "./renew-picture.ts";

export async function makeFirstPicture(deps: Deps, books: ClockBooks): Promise<void> {
  const { orgId, booksId, today, timeZone } = books;
  const homeCurrency = await inOrganisation(deps.pool, orgId, async (db) => {
    if (pictureOfRow(await selectPicture(db, books), today) !== null) return null;
    if (!(await selectHasItems(db, books))) return null;
    return (await booksById(db, orgId, booksId))?.homeCurrency ?? null;
  });
  if (homeCurrency === null) return;
  await makeNewPicture(deps, { orgId, booksId, today, timeZone, homeCurrency });
}
