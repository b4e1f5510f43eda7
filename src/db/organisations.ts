// How many organisations there may be: the owner of the schema reads the sequence, no rows.
import pg from "pg";

export async function lastOrganisationId(owner: pg.ClientConfig): Promise<number> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    const { rows } = await client.query<{ last: string }>(
      "select last_value::text as last from organisation_org_id_seq",
    );
    return Number(rows[0]?.last ?? 0);
  } finally {
    await client.end();
  }
}
