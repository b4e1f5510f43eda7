// What we keep and ask of the sign-in tables beside the library: used one-time codes, who has a
// second factor. Runs as role qz_auth, outside any organisation.
import type { Pool } from "pg";

/** A TOTP code is valid for three steps of 30 s and must work once (RFC 6238 §5.2). */
const codeLifeSeconds = 120;

/** False when the same person used this code within its life. One statement, so safe in a race. */
export async function rememberTotpCode(
  pool: Pool,
  use: { userId: string; code: string },
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into auth.used_totp_code (user_id, code, used_at) values ($1, $2, clock_timestamp())
     on conflict (user_id, code) do update set used_at = excluded.used_at
       where used_totp_code.used_at < clock_timestamp() - make_interval(secs => $3)`,
    [use.userId, use.code, codeLifeSeconds],
  );
  return rowCount === 1;
}

export async function usersWithSecondFactor(
  pool: Pool,
  userIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from auth."user" where id = any($1::uuid[]) and "twoFactorEnabled"`,
    [userIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Secret, backup codes and the flag go together. */
export async function forgetSecondFactor(pool: Pool, userId: string): Promise<void> {
  await pool.query(
    `with gone as (delete from auth."twoFactor" where "userId" = $1)
     update auth."user" set "twoFactorEnabled" = false where id = $1`,
    [userId],
  );
}

export type SessionRow = {
  readonly id: string;
  readonly token: string;
  readonly startedAt: Date;
  readonly seenAt: Date;
  readonly endsAt: Date;
  readonly address: string | null;
  readonly userAgent: string | null;
};

/** Those that still open something, the newest first. */
export async function selectSessions(pool: Pool, userId: string): Promise<SessionRow[]> {
  const { rows } = await pool.query<SessionRow>(
    `select id, token, "createdAt" as "startedAt", "updatedAt" as "seenAt", "expiresAt" as "endsAt",
            "ipAddress" as address, "userAgent" as "userAgent"
     from auth."session" where "userId" = $1 and "expiresAt" > now() order by "updatedAt" desc, id`,
    [userId],
  );
  return rows;
}
