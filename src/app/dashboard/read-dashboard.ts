// 驾驶舱 in one answer: the last picture of the books with its time, at once, beside what waits for
// this member and their arrangement. Newer figures are made off the request.
import { type Dashboard, type DashboardLayout, dashboardLayout } from "../../contract/dashboard.ts";
import { selectPreference, storePreference } from "../../db/collection-settings.ts";
import { selectPicture } from "../../db/dashboard.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { loadOwnWaiting, waitingFor } from "../today/read-today.ts";
import { arranged } from "./layout.ts";
import { type PictureBooks, selectMark } from "./make-picture.ts";
import { makeNewPicture, pictureOfRow, renewPicture } from "./renew-picture.ts";

export type DashboardReader = Pick<Actor, "orgId" | "role"> & { readonly memberId: number };

/** `fresh`: wait for figures of now. */
export async function readDashboard(
  deps: Deps,
  reader: DashboardReader,
  books: PictureBooks,
  { fresh = false }: { readonly fresh?: boolean } = {},
): Promise<Dashboard> {
  const { orgId, booksId, today } = books;
  const preference = { orgId, booksId, memberId: reader.memberId };
  const seen = await inOrganisation(deps.pool, orgId, async (db) => ({
    mark: await selectMark(db, books),
    row: await selectPicture(db, books),
    own: await loadOwnWaiting(db, reader, books),
    layout: await selectPreference(db, preference, "dashboard"),
  }));
  const last = fresh ? null : pictureOfRow(seen.row, today);
  const picture = last ?? (await makeNewPicture(deps, books));
  if (last) renewPicture(deps, books);
  return {
    ...picture.figures,
    waiting: waitingFor(reader.role, [...picture.figures.waiting, ...seen.own]),
    isNewest: last === null || picture.mark === seen.mark,
    layout: arranged(seen.layout),
  };
}

/** How the member wants the blocks from now on. */
export async function arrangeDashboard(
  deps: Deps,
  of: { readonly orgId: number; readonly booksId: number; readonly memberId: number },
  layout: DashboardLayout,
): Promise<DashboardLayout> {
  const setting = dashboardLayout.parse(layout);
  await inOrganisation(deps.pool, of.orgId, (db) =>
    storePreference(db, of, { topic: "dashboard", setting }),
  );
  return arranged(setting);
}
