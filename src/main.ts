// Starts Qingzhang: takes the data folder, opens the database, brings it up to date, builds the web
// client if a source changed, serves, and says where. Ends everything in order when asked to.

import { once } from "node:events";
import { pino } from "pino";
import type { Deps } from "./app/deps.ts";
import { createAuth } from "./app/people/auth.ts";
import { systemClock } from "./clock.ts";
import { type Config, readConfig } from "./config.ts";
import { migrate } from "./db/migrate.ts";
import { openDatabase } from "./db/open-database.ts";
import { createPlainPool, createPool } from "./db/pool.ts";
import { buildServer } from "./http/server.ts";
import { clockWorks } from "./jobs/clock-registry.ts";
import { startWorkers } from "./jobs/worker.ts";
import { alreadyRunning, isHolder, lockDataFolder } from "./start/data-lock.ts";
import { ensureFirstBooks } from "./start/first-books.ts";
import { explainListenError, refuseTakenPort } from "./start/port.ts";
import { createShutdown, type Shutdown } from "./start/shutdown.ts";
import { buildWebClient } from "./start/web-build.ts";
import { StartFault } from "./start-fault.ts";

const longestShutdownMs = 25_000;

/** A step of the start that a signal has made pointless. */
class Interrupted extends Error {}

async function start(config: Config, shutdown: Shutdown): Promise<void> {
  const startedMs = systemClock.monotonicMs();
  const lock = await lockDataFolder(config.dataFolder);
  if (isHolder(lock)) throw alreadyRunning(config.dataFolder, lock);
  shutdown.onClose("lock", lock.release);
  shutdown.signal.addEventListener("abort", lock.announceEnd);
  await refuseTakenPort(config.host, config.port);

  const log = pino({ level: config.logLevel });
  const opening = openDatabase(config, tell).then((opened) => {
    shutdown.onClose("database", opened.stop);
    return opened;
  });
  const building = config.web ? buildWebClient() : Promise.resolve(null);
  // Both are waited for even when one fails: what was opened must be there to be closed.
  await Promise.allSettled([opening, building]);
  const [database, web] = [await opening, await building];
  if (web?.wasBuilt) tell("Web client built.");
  stopIfAsked(shutdown);
  const steps = await migrate(database.owner);
  if (steps.length > 0) tell(`Database brought up to date (${steps.length} steps).`);
  stopIfAsked(shutdown);

  const onOutage = (error: Error) => {
    if (!shutdown.signal.aborted) log.warn({ reason: error.message }, "connection lost");
  };
  const pools = { application_name: "qingzhang", max: config.databasePoolSize };
  const pool = createPool({ ...database.app, ...pools }, onOutage);
  shutdown.onClose("connections", () => pool.end());
  const authPool = createPlainPool({ ...database.auth, ...pools }, onOutage);
  shutdown.onClose("sign-in connections", () => authPool.end());
  const { dataFolder, publicUrl, privateWebhooks } = config;
  const deps: Deps = { pool, clock: systemClock, dataFolder, log, publicUrl, privateWebhooks };

  if (config.workersInServer) {
    const queuePool = createPlainPool(
      { ...database.app, ...pools, max: config.workerConcurrency + 4 },
      onOutage,
    );
    shutdown.onClose("queue connections", () => queuePool.end());
    const concurrency = config.workerConcurrency;
    const workers = await startWorkers(deps, { pool: queuePool, concurrency, clockWorks });
    shutdown.onClose("workers", workers.stop);
  }
  const auth = createAuth({
    clock: systemClock,
    pool: authPool,
    secret: database.sessionSecret,
    publicUrl: config.publicUrl,
  });
  const login = await ensureFirstBooks({ ...deps, auth }, config, () => stopIfAsked(shutdown));

  const server = await buildServer({
    ...deps,
    config,
    authPool,
    sessionSecret: database.sessionSecret,
    ...(web && { webFolder: web.folder }),
  });
  shutdown.onClose("server", () => server.close());
  await server.listen({ host: config.host, port: config.port }).catch((error: unknown) => {
    throw explainListenError(error, config.host, config.port) ?? error;
  });
  lock.announce(config.publicUrl);
  const seconds = ((systemClock.monotonicMs() - startedMs) / 1000).toFixed(1);
  tell(`\nQingzhang 清账 is ready after ${seconds} s:  ${config.publicUrl}`);
  if (login) tell(login);
  tell("Stop it with Ctrl-C.");
}

function stopIfAsked(shutdown: Shutdown): void {
  if (shutdown.signal.aborted) throw new Interrupted();
}

function tell(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

/** The sentence for a person; only what nobody could have caused shows where it happened. */
function report(error: unknown): void {
  if (error instanceof Interrupted) return;
  const text =
    error instanceof StartFault
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${text}\n`);
}

async function main(): Promise<number> {
  const shutdown = createShutdown();
  // A signal may come twice: once to the whole group, once passed on by npm.
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, shutdown.request);
  // Whoever reads our output may go away (a closed terminal, `| head`); the server stays.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  let status = 0;
  try {
    await start(readConfig(), shutdown);
    if (!shutdown.signal.aborted) await once(shutdown.signal, "abort");
  } catch (error) {
    report(error);
    if (!(error instanceof Interrupted)) status = 1;
  }
  const stuck = setTimeout(() => {
    const waitedFor = shutdown.closing();
    process.stderr.write(`Gave up closing "${waitedFor}"; the next start recovers.\n`);
    process.exit(1);
  }, longestShutdownMs);
  for (const complaint of await shutdown.close()) {
    process.stderr.write(`Did not close: ${complaint}\n`);
    status = 1;
  }
  clearTimeout(stuck);
  return status;
}

process.exit(await main());
