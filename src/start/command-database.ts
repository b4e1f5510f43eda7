// The database for a command (`qingzhang verify` …): that of the running server when there is one,
// otherwise started for as long as the command takes. The caller calls stop() in the end.

import type { Config } from "../config.ts";
import { attachEmbeddedDatabase } from "../db/embedded/open.ts";
import { type Database, type DatabaseNews, openDatabase } from "../db/open-database.ts";
import { alreadyRunning, isHolder, lockDataFolder } from "./data-lock.ts";

/** A server that has just been started needs a moment until its database is there. */
const longestWaitMs = 20_000;

export async function openForCommand(
  config: Config,
  command: string,
  tell: DatabaseNews = () => {},
): Promise<Database> {
  if (config.databaseUrl !== null) return openDatabase(config, tell);
  const lock = await lockDataFolder(config.dataFolder);
  if (isHolder(lock)) {
    const running = await attachEmbeddedDatabase(config, longestWaitMs);
    if (running) return running;
    throw alreadyRunning(config.dataFolder, lock);
  }
  lock.announce(`the command ${command}`);
  try {
    const database = await openDatabase(config, tell);
    const stop = async () => {
      await database.stop();
      await lock.release();
    };
    return { ...database, stop };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
