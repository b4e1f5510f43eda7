// kill -9 at random moments of the first start, which imports a year of files and runs the first
// reconciliation: nothing is lost, nothing is double, the run resumes, and the books prove.
// KILLS=20 KILL_SEED=3 node --test tests/house/killed-start.test.ts
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { environmentWith, projectFolder } from "../../src/config.ts";
import {
  freePort,
  isHealthy,
  spawnServer,
  temporaryDataFolder,
} from "../support/server-process.ts";

const kills = Number(process.env["KILLS"] ?? 2);
let chance = Number(process.env["KILL_SEED"] ?? 1);

/** Park and Miller's minimal standard generator, 0 ≤ x < 1. */
function random(): number {
  chance = (chance * 48_271) % 2_147_483_647;
  return chance / 2_147_483_647;
}

test(`the first start survives ${kills} kills`, { timeout: 1_200_000 }, async (t) => {
  const settings = {
    QINGZHANG_DATA: temporaryDataFolder(t),
    PORT: String(await freePort()),
    QINGZHANG_DEMO: "on",
  };
  let inRun = 0;
  for (let n = 0; n < kills; n += 1) {
    const server = spawnServer(t, settings);
    // half of the kills wait for the reconciliation to begin, so that both phases are hit
    const waitsForRun = n % 2 === 1;
    const deadline = Date.now() + 90_000;
    while (waitsForRun && !server.output().includes("一键对账") && Date.now() < deadline) {
      if (await isHealthy(server)) break;
      await sleep(50);
    }
    await sleep(waitsForRun ? 100 + random() * 2_500 : 1_500 + random() * 6_000);
    if (server.output().includes("一键对账") && !(await isHealthy(server))) inRun += 1;
    server.child.kill("SIGKILL");
    await server.ended;
  }
  const server = spawnServer(t, settings);
  const deadline = Date.now() + 240_000;
  while (!(await isHealthy(server))) {
    assert.ok(Date.now() < deadline, server.output());
    await sleep(250);
  }
  const lanes = await laneCounts(server.url);
  assert.equal(lanes.newLines, 0, "every line was looked at");
  assert.equal(lanes.total, lanes.sum, "the lanes add up to all lines");
  const proof = await verify(settings);
  assert.equal(proof.status, 0, proof.output);
  t.diagnostic(`${kills} kills, ${inRun} of them during the reconciliation; ${lanes.total} lines`);
});

async function laneCounts(url: string): Promise<{ total: number; sum: number; newLines: number }> {
  const signIn = await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ email: "demo@qingzhang.example", password: "qingzhang-demo" }),
  });
  const cookie = signIn.headers
    .getSetCookie()
    .map((c) => c.split(";")[0])
    .join("; ");
  const ask = await fetch(`${url}/api/v1/books/1/workbench`, { headers: { cookie } });
  const summary = (await ask.json()) as {
    total: { count: number };
    lanes: { count: number }[];
    newLines: number;
  };
  const sum = summary.lanes.reduce((count, lane) => count + lane.count, 0);
  return { total: summary.total.count, sum, newLines: summary.newLines };
}

async function verify(
  settings: Record<string, string>,
): Promise<{ status: number | null; output: string }> {
  const child = spawn(process.execPath, [join(projectFolder, "src/cli/main.ts"), "verify"], {
    env: environmentWith({ ...settings, DATABASE_URL: undefined }),
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const status = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { status, output };
}
