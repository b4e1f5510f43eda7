// The three roles of the database: the owner migrates, qz_app does the daily work under row-level
// security, qz_auth sees the sign-in tables alone. Neither of the latter owns anything.

import type pg from "pg";
import { StartFault } from "../start-fault.ts";

export const ownerRole = "qz_owner";
export const appRole = "qz_app";
export const authRole = "qz_auth";

type Login = { readonly role: string; readonly password: string };

/** Creates a login role that is not there yet; a present one keeps its password. */
export async function ensureLoginRole(
  db: pg.ClientBase,
  { role, password }: Login,
): Promise<"created" | "present"> {
  const found = await db.query("select 1 from pg_roles where rolname = $1", [role]);
  if (found.rowCount) return "present";
  try {
    await db.query(`create role ${role} login password ${quoteLiteral(password)}`);
    return "created";
  } catch (error) {
    // 42710, 23505: another server started at the same time made it first.
    const code = errorCode(error);
    if (code === "42710" || code === "23505") return "present";
    throw error;
  }
}

/** The application's role must not be able to step round row-level security. */
export async function refuseMightyRole(db: pg.ClientBase): Promise<void> {
  const { rows } = await db.query<{ mighty: boolean }>(
    "select rolsuper or rolbypassrls as mighty from pg_roles where rolname = $1",
    [appRole],
  );
  if (!rows[0]?.mighty) return;
  throw new StartFault(
    `The role ${appRole} is a superuser or may bypass row-level security, so organisations would not be kept apart. Run: alter role ${appRole} nosuperuser nobypassrls;`,
  );
}

/** What must stand before the first migration: who may enter which schema. Safe to repeat. */
export async function prepareSchemas(db: pg.ClientBase): Promise<void> {
  await db.query("revoke all on schema public from public");
  await db.query(`grant usage on schema public to ${appRole}`);
  await db.query("create schema if not exists auth");
  await db.query("revoke all on schema auth from public");
  await db.query(`grant usage on schema auth to ${authRole}`);
}

export function rolesByHand(appPassword = "…", authPassword = "…"): string {
  return [
    `create role ${appRole} login password '${appPassword}';`,
    `create role ${authRole} login password '${authPassword}';`,
  ].join(" ");
}

export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : "";
}

function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
