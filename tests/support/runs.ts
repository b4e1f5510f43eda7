// Runs over the books of an import desk: begun, stopped between matching and posting, brought to
// their end, and what they posted.
import assert from "node:assert/strict";
import { matchInThread } from "../../src/app/matching/match-in-thread.ts";
import {
  type RunSummary,
  runReconciliation,
  startRun,
} from "../../src/app/matching/run-reconciliation.ts";
import { isoDate } from "../../src/core/date.ts";
import type { ImportDesk } from "./import-file.ts";

export async function begun({ deps, books }: ImportDesk): Promise<number> {
  return (await startRun(deps, books, books.booksId)).runId;
}

export function run({ books: { orgId, memberId } }: ImportDesk, runId: number) {
  return { orgId, memberId, runId };
}

export async function reconciled(desk: ImportDesk, runId: number): Promise<RunSummary> {
  const done = await runReconciliation(desk.deps, run(desk, runId), async () => {});
  assert.ok(done.ok);
  return done.value;
}

/** The run as it stands when it is stopped between matching and posting. */
export async function matched(desk: ImportDesk, runId: number): Promise<void> {
  const { orgId, booksId } = desk.books;
  const asOf = isoDate(await runDay(desk, runId));
  await matchInThread(desk.deps.pool, { orgId, booksId, runId, asOf }, async () => {});
}

async function runDay(desk: ImportDesk, runId: number): Promise<string> {
  const { rows } = await desk.books.inBooks((db) =>
    db.query<{ day: string }>("select as_of::text as day from match_run where id = $1", [runId]),
  );
  assert.ok(rows[0]);
  return rows[0].day;
}

/**
 * Every posting line in the order of the chain, with what it is about by names, not by ids; the
 * number of an advance ends with its id.
 */
export async function postings(desk: ImportDesk): Promise<unknown[]> {
  const { rows } = await desk.books.inBooks((db) =>
    db.query(
      `select e.event, e.accounting_date as date, p.account, p.side, p.currency, p.amount_minor,
              p.home_minor, c.no as customer, l.row_no as line,
              case when i.kind = 'advance' then regexp_replace(i.no, '[0-9]+$', '') else i.no end as item, b.lane, b.category
       from entry e
       join posting_line p on p.org_id = e.org_id and p.entry_id = e.id
       left join customer c on c.org_id = p.org_id and c.id = p.customer_id
       left join open_item i on i.org_id = p.org_id and i.id = p.item_id
       left join receipt r on r.org_id = p.org_id and r.id = p.receipt_id
       left join bank_line l on l.org_id = r.org_id and l.id = r.bank_line_id
       left join decision d on e.source_kind = 'decision' and d.org_id = e.org_id
         and d.id = e.source_id
       left join bank_line b on b.org_id = d.org_id and b.id = d.bank_line_id
       order by e.seq, p.n`,
    ),
  );
  return rows;
}
