// Writes docs/openapi.json from the schemas of the routes and docs/errors.md from the codes of
// src/http/problem.ts: `node tools/api-docs.ts`. Needs no database.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { pino } from "pino";
import { systemClock } from "../src/clock.ts";
import { projectFolder, readConfig } from "../src/config.ts";
import { type ProblemFacts, problems } from "../src/http/problem.ts";
import { buildServer } from "../src/http/server.ts";

export async function openApiDocument(): Promise<string> {
  const config = readConfig({ PUBLIC_URL: "http://localhost" });
  const pool = new pg.Pool(); // never connected
  const server = await buildServer({
    pool,
    authPool: pool,
    clock: systemClock,
    dataFolder: config.dataFolder,
    log: pino({ level: "silent" }),
    config,
    sessionSecret: "only-to-describe-the-interface-0123456789",
    webFolder: join(projectFolder, "docs"),
  });
  await server.ready();
  const document = server.swagger();
  await server.close();
  await pool.end();
  return `${JSON.stringify(document, null, 2)}\n`;
}

export function errorsPage(): string {
  const rows = Object.entries(problems)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([code, { status, en, zh }]: [string, ProblemFacts]) => {
      return `| \`${code}\` | ${status} | ${en} | ${zh} |`;
    });
  return [
    "# Problem codes 错误代码",
    "",
    "Every refusal is answered as problem+json (RFC 9457) with a stable `code`; `title` is the",
    "sentence below in the language of Accept-Language, with the values of `fields` in their",
    "places. Codes are never reused. This page is written by `node tools/api-docs.ts`.",
    "",
    "| Code | Status | English | 中文 |",
    "|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

if (import.meta.main) {
  writeFileSync(join(projectFolder, "docs", "openapi.json"), await openApiDocument());
  writeFileSync(join(projectFolder, "docs", "errors.md"), errorsPage());
}
