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

/** Seen at that instant; the sign-in lives no longer for it. */
export async function noteSeen(pool: Pool, at: { sessionId: string; now: Date }): Promise<void> {
  await pool.query(`update auth."session" set "updatedAt" = $2 where id = $1`, [
    at.sessionId,
    at.now,
  ]);
}

/** Of one account, whoever tried: so many wrong passwords within an hour, and no more. */
const mostFailures = 50;
const failureSeconds = 3_600;
/** Whoever signed in from an address so lately is no stranger there. */
const knownDays = 90;

/** Seconds until a stranger may try this account again; 0: now. */
export async function secondsToWait(
  pool: Pool,
  attempt: { account: Uint8Array; userId: string | null; address: string },
): Promise<number> {
  const { rows } = await pool.query<{ seconds: number }>(
    `select ceil(extract(epoch from since - clock_timestamp()) + $2)::int as seconds
     from auth.failed_sign_in
     where account = $1 and failures >= $3
       and since > clock_timestamp() - make_interval(secs => $2)
       and not exists (select from auth.known_address
         where user_id = $4::uuid and address = $5
           and seen_at > clock_timestamp() - make_interval(days => $6))`,
    [
      Buffer.from(attempt.account),
      failureSeconds,
      mostFailures,
      attempt.userId,
      attempt.address,
      knownDays,
    ],
  );
  return rows[0]?.seconds ?? 0;
}

/** Counts are forgotten an hour after the first of them. */
export async function countFailure(pool: Pool, account: Uint8Array): Promise<void> {
  await pool.query(
    `with gone as (
       delete from auth.failed_sign_in
       where since < clock_timestamp() - make_interval(secs => $2) and account <> $1)
     insert into auth.failed_sign_in as f (account, failures, since)
     values ($1, 1, clock_timestamp())
     on conflict (account) do update set
       failures = case when f.since < clock_timestamp() - make_interval(secs => $2) then 1
                  else f.failures + 1 end,
       since = case when f.since < clock_timestamp() - make_interval(secs => $2)
               then clock_timestamp() else f.since end`,
    [Buffer.from(account), failureSeconds],
  );
}

export async function rememberAddress(
  pool: Pool,
  of: { userId: string; address: string },
): Promise<void> {
  await pool.query(
    `with gone as (
       delete from auth.known_address where user_id = $1 and address <> $2
         and seen_at < clock_timestamp() - make_interval(days => $3))
     insert into auth.known_address (user_id, address, seen_at) values ($1, $2, clock_timestamp())
     on conflict (user_id, address) do update set seen_at = excluded.seen_at`,
    [of.userId, of.address, knownDays],
  );
}

const firstPasswordMark = "first-password-";

/** The hash, which is another one for each password ever set; null: there is none. */
export async function passwordHashOf(pool: Pool, userId: string): Promise<string | null> {
  const { rows } = await pool.query<{ password: string | null }>(
    `select password from auth.account where "userId" = $1 and "providerId" = 'credential'`,
    [userId],
  );
  return rows[0]?.password ?? null;
}

/**
 * In one step with what hangs on it: whose password it is from now on, and the second steps begun with
 * the one before. False: it is no longer `was`, and stays what it is.
 */
export async function replacePassword(
  pool: Pool,
  of: {
    readonly userId: string;
    readonly hash: string;
    /** Null: whatever it was. */
    readonly was: string | null;
    readonly isFirst: boolean;
  },
): Promise<boolean> {
  const { rows } = await pool.query<{ count: number }>(
    `with changed as (
       update auth.account set password = $2, "updatedAt" = now()
       where "userId" = $1 and "providerId" = 'credential' and ($3::text is null or password = $3)
       returning "userId"::text as "userId"),
     gone as (
       delete from auth.verification v using changed c
       where v.identifier = $4 or (v.value = c."userId" and v.identifier like '2fa-%')),
     marked as (
       insert into auth.verification (identifier, value, "expiresAt")
       select $4, $2, now() + interval '100 years' from changed where $5)
     select count(*)::int as count from changed`,
    [of.userId, of.hash, of.was, firstPasswordMark + of.userId, of.isFirst],
  );
  return rows[0]?.count === 1;
}

/**
 * The password was made by somebody else, who knows it. Kept with the library's own marks, beside the
 * hash it holds for.
 */
export async function markFirstPassword(pool: Pool, userId: string): Promise<void> {
  await forgetFirstPassword(pool, userId);
  await pool.query(
    `insert into auth.verification (identifier, value, "expiresAt")
     select $1, password, now() + interval '100 years' from auth.account
     where "userId" = $2 and "providerId" = 'credential'`,
    [firstPasswordMark + userId, userId],
  );
}

/**
 * Nobody is signed in by a first password, so whoever changed it began before it was made: it holds.
 * False: there is none.
 */
export async function keepFirstPassword(pool: Pool, userId: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update auth.account a set password = v.value, "updatedAt" = now()
     from auth.verification v
     where v.identifier = $2 and v.value <> $1::text
       and a."userId" = $1::uuid and a."providerId" = 'credential'`,
    [userId, firstPasswordMark + userId],
  );
  return rowCount === 1;
}

/** Days since it was made; null: the password is the person's own. */
export async function firstPasswordAge(pool: Pool, userId: string): Promise<number | null> {
  const { rows } = await pool.query<{ days: number }>(
    `select extract(epoch from now() - "createdAt")::float8 / 86400 as days
     from auth.verification where identifier = $1`,
    [firstPasswordMark + userId],
  );
  return rows[0]?.days ?? null;
}

async function forgetFirstPassword(pool: Pool, userId: string): Promise<void> {
  await pool.query("delete from auth.verification where identifier = $1", [
    firstPasswordMark + userId,
  ]);
}
