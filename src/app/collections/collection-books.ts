// Which books, on which day, in whose currency: what every use case of the collectors' day is told.
import { type CollectionSettings, collectionSettings } from "../../contract/collections.ts";
import type { IsoDate } from "../../core/date.ts";
import { selectCollectionSetting } from "../../db/collection-settings.ts";
import type { Db } from "../../db/pool.ts";

export type CollectionBooks = {
  readonly orgId: number;
  readonly booksId: number;
  readonly today: IsoDate;
  readonly homeCurrency: string;
};

/** As they were last set, else the product's own. */
export async function loadCollectionSettings(
  db: Db,
  books: Pick<CollectionBooks, "orgId" | "booksId">,
): Promise<CollectionSettings> {
  const row = await selectCollectionSetting(db, books, "collection");
  return collectionSettings.parse(row?.setting ?? {});
}
