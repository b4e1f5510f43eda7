// Reports that are mailed by themselves, and what each sending shows.
import type { Role } from "../core/roles.ts";
import type { Db } from "./pool.ts";

type Books = { readonly orgId: number; readonly booksId: number };

export type ScheduleRow = {
  readonly id: number;
  readonly code: string;
  readonly title: string;
  readonly query: Readonly<Record<string, string>>;
  readonly every: "day" | "week" | "month";
  readonly onDay: number;
  readonly format: "xlsx" | "pdf" | "csv";
  readonly language: "zh" | "en";
  readonly receivers: readonly string[];
  readonly nextOn: string;
  readonly memberId: number;
  readonly by: string;
  readonly role: Role;
  readonly lastSent: string | null;
};

const columns = `s.id, s.code, s.title, s.query, s.every, s.on_day as "onDay", s.format, s.language,
  s.receivers, s.next_on as "nextOn", s.member_id as "memberId", m.name as by, m.role,
  (select max(x.for_day) from report_sending x where x.org_id = s.org_id and x.schedule_id = s.id)
    as "lastSent"`;

export async function selectSchedules(db: Db, { orgId, booksId }: Books): Promise<ScheduleRow[]> {
  const { rows } = await db.query<ScheduleRow>(
    `select ${columns} from report_schedule s
     join member m on m.org_id = s.org_id and m.id = s.member_id
     where s.org_id = $1 and s.books_id = $2 and s.ended_at is null order by s.title, s.id`,
    [orgId, booksId],
  );
  return rows;
}

/** Due by a day, of members who are still with us; each in the hands of this transaction. */
export async function takeDueSchedules(
  db: Db,
  { orgId, booksId }: Books,
  today: string,
): Promise<ScheduleRow[]> {
  const { rows } = await db.query<ScheduleRow>(
    `select ${columns} from report_schedule s
     join member m on m.org_id = s.org_id and m.id = s.member_id and m.active
     where s.org_id = $1 and s.books_id = $2 and s.ended_at is null and s.next_on <= $3
     order by s.id for update of s skip locked`,
    [orgId, booksId, today],
  );
  return rows;
}

export async function insertSchedule(
  db: Db,
  { orgId, booksId }: Books,
  of: Omit<ScheduleRow, "id" | "by" | "role" | "lastSent">,
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `insert into report_schedule (org_id, books_id, code, title, query, every, on_day, format, language,
       receivers, next_on, member_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning id`,
    [
      orgId,
      booksId,
      of.code,
      of.title,
      JSON.stringify(of.query),
      of.every,
      of.onDay,
      of.format,
      of.language,
      of.receivers,
      of.nextOn,
      of.memberId,
    ],
  );
  return rows[0]!.id;
}

/** False when there is none of that id that still runs. */
export async function endSchedule(db: Db, { orgId, booksId }: Books, id: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `update report_schedule set ended_at = clock_timestamp()
     where org_id = $1 and books_id = $2 and id = $3 and ended_at is null`,
    [orgId, booksId, id],
  );
  return rowCount === 1;
}

export async function storeNextSending(
  db: Db,
  orgId: number,
  of: { readonly id: number; readonly nextOn: string },
): Promise<void> {
  await db.query("update report_schedule set next_on = $3 where org_id = $1 and id = $2", [
    orgId,
    of.id,
    of.nextOn,
  ]);
}

/** Null when that day's was made already. */
export async function insertSending(
  db: Db,
  { orgId, booksId }: Books,
  of: {
    readonly scheduleId: number;
    readonly forDay: string;
    readonly asOf: string;
    readonly knownAt: string;
  },
): Promise<number | null> {
  const { rows } = await db.query<{ id: number }>(
    `insert into report_sending (org_id, books_id, schedule_id, for_day, as_of, known_at)
     values ($1, $2, $3, $4, $5, $6) on conflict (org_id, schedule_id, for_day) do nothing returning id`,
    [orgId, booksId, of.scheduleId, of.forDay, of.asOf, of.knownAt],
  );
  return rows[0]?.id ?? null;
}

export type SendingRow = {
  readonly booksId: number;
  readonly code: string;
  readonly query: Readonly<Record<string, string>>;
  readonly format: "xlsx" | "pdf" | "csv";
  readonly language: "zh" | "en";
  readonly asOf: string;
  readonly knownAt: string;
  readonly recordedAt: Date;
  readonly by: string;
};

/** What a message of a sending carries; null: it is gone. */
export async function selectSending(db: Db, orgId: number, id: number): Promise<SendingRow | null> {
  const { rows } = await db.query<SendingRow>(
    `select x.books_id as "booksId", s.code, s.query, s.format, s.language, x.as_of as "asOf",
       to_char(x.known_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "knownAt",
       x.recorded_at as "recordedAt", m.name as by
     from report_sending x
     join report_schedule s on s.org_id = x.org_id and s.id = x.schedule_id
     join member m on m.org_id = s.org_id and m.id = s.member_id
     where x.org_id = $1 and x.id = $2`,
    [orgId, id],
  );
  return rows[0] ?? null;
}
