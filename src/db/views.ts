// Saved views: which columns, widths, filters and order a member likes on a page.
import type { Db } from "./pool.ts";

export type ViewRow = {
  readonly id: number;
  readonly memberId: number;
  readonly page: string;
  readonly name: string;
  readonly shared: boolean;
  readonly view: Readonly<Record<string, unknown>>;
};

const viewColumns = `id, member_id as "memberId", page, name, shared, view`;

/** The member's own views of a page and those that colleagues share. */
export async function viewsOfPage(
  db: Db,
  input: { orgId: number; memberId: number; page: string },
): Promise<ViewRow[]> {
  const { rows } = await db.query<ViewRow>(
    `select ${viewColumns} from saved_view
     where org_id = $1 and page = $3 and (member_id = $2 or shared) order by name, id`,
    [input.orgId, input.memberId, input.page],
  );
  return rows;
}

export async function insertView(
  db: Db,
  view: Omit<ViewRow, "id"> & { readonly orgId: number },
): Promise<ViewRow> {
  const { rows } = await db.query<ViewRow>(
    `insert into saved_view (org_id, member_id, page, name, shared, view)
     values ($1, $2, $3, $4, $5, $6) returning ${viewColumns}`,
    [view.orgId, view.memberId, view.page, view.name, view.shared, JSON.stringify(view.view)],
  );
  return rows[0]!;
}

/** False when there is none of that id among the member's own. */
export async function deleteView(
  db: Db,
  input: { orgId: number; memberId: number; id: number },
): Promise<boolean> {
  const { rowCount } = await db.query(
    "delete from saved_view where org_id = $1 and member_id = $2 and id = $3",
    [input.orgId, input.memberId, input.id],
  );
  return rowCount === 1;
}
