// How channels reach the world, and the wording of messages and papers, per organisation.
import type { Db } from "./pool.ts";

export type ChannelSettingRow = {
  readonly channel: string;
  readonly setting: Readonly<Record<string, unknown>>;
  /** Encrypted; null: none was given. */
  readonly secret: Buffer | null;
  readonly testedAt: Date | null;
};

export async function selectChannelSettings(db: Db, orgId: number): Promise<ChannelSettingRow[]> {
  const { rows } = await db.query<ChannelSettingRow>(
    `select channel, setting, secret, tested_at as "testedAt" from channel_setting
     where org_id = $1 order by channel`,
    [orgId],
  );
  return rows;
}

/** A null secret leaves the one before. */
export async function storeChannelSetting(
  db: Db,
  orgId: number,
  row: {
    readonly channel: string;
    readonly setting: object;
    readonly secret: Buffer | null;
    readonly memberId: number | null;
  },
): Promise<void> {
  await db.query(
    `insert into channel_setting (org_id, channel, setting, secret, by_member_id)
     values ($1, $2, $3, $4, $5)
     on conflict (org_id, channel) do update set setting = excluded.setting,
       secret = coalesce(excluded.secret, channel_setting.secret), tested_at = null,
       updated_at = now(), by_member_id = excluded.by_member_id`,
    [orgId, row.channel, JSON.stringify(row.setting), row.secret, row.memberId],
  );
}

export async function noteChannelTested(db: Db, orgId: number, channel: string): Promise<void> {
  await db.query(
    "update channel_setting set tested_at = now() where org_id = $1 and channel = $2",
    [orgId, channel],
  );
}

export type TemplateRow = {
  readonly code: string;
  readonly language: "zh" | "en";
  readonly version: number;
  readonly subject: string;
  readonly body: string;
};

/** The newest version of each that the organisation worded itself. */
export async function selectTemplates(db: Db, orgId: number): Promise<TemplateRow[]> {
  const { rows } = await db.query<TemplateRow>(
    `select distinct on (code, language) code, language, version, subject, body
     from text_template where org_id = $1 order by code, language, version desc`,
    [orgId],
  );
  return rows;
}

export async function insertTemplate(
  db: Db,
  orgId: number,
  row: Omit<TemplateRow, "version"> & { readonly memberId: number | null },
): Promise<void> {
  await db.query(
    `insert into text_template (org_id, code, language, version, subject, body, by_member_id)
     select $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6 from text_template
     where org_id = $1 and code = $2 and language = $3`,
    [orgId, row.code, row.language, row.subject, row.body, row.memberId],
  );
}
