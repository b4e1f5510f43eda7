// Opens the database the settings ask for: the embedded PostgreSQL, started by us, or a server of
// the user's own. Either way three ways in come out: owner, application, sign-in.

import type pg from "pg";
import type { Config } from "../config.ts";
import { openEmbeddedDatabase } from "./embedded/open.ts";
import { openServerDatabase } from "./open-server.ts";

export type Database = {
  readonly kind: "embedded" | "server";
  /** Runs the migrations; owns the tables. */
  readonly owner: pg.ClientConfig;
  /** What the application works with: bound by row-level security. */
  readonly app: pg.ClientConfig;
  /** The sign-in tables alone; its search path is the schema `auth`. */
  readonly auth: pg.ClientConfig;
  readonly sessionSecret: string;
  /** Ends the embedded database if this process started it; pools must be closed before. */
  readonly stop: () => Promise<void>;
};

export type DatabaseNews = (sentence: string) => void;

export async function openDatabase(config: Config, tell: DatabaseNews): Promise<Database> {
  return config.databaseUrl === null
    ? openEmbeddedDatabase(config, tell)
    : openServerDatabase(config, config.databaseUrl);
}
