// The built web client, and its renewal when a source has changed since. The build goes into a
// folder of its own and is put in place when complete, so a torn build is never served.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { projectFolder } from "../config.ts";
import { explainSystemError, StartFault, systemErrorCode } from "../start-fault.ts";

export type WebBuild = { readonly folder: string; readonly wasBuilt: boolean };

const webFolder = join(projectFolder, "web");
const stampName = ".sources-sha256";

/** What the client is made of: its own sources, what it imports of ours, and the packages. */
const sources = ["web", "src/contract", "src/core", "package-lock.json", "package.json"];

/** Null while there is no web client to build. */
export async function buildWebClient(): Promise<WebBuild | null> {
  const folder = join(webFolder, "dist");
  if ((await readFile(join(webFolder, "index.html")).catch(() => null)) === null) return null;
  const wanted = await sourcesHash();
  if ((await stampOf(folder)) === wanted) return { folder, wasBuilt: false };
  await build(folder, wanted);
  return { folder, wasBuilt: true };
}

async function build(folder: string, stamp: string): Promise<void> {
  const draft = `${folder}-${process.pid}`;
  try {
    await runVite(draft);
    await writeFile(join(draft, stampName), stamp);
    await putInPlace(draft, folder, stamp);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw explainSystemError(error, folder) ?? error;
  }
}

/** Several processes may build the same at the same time: whichever is in place first stays. */
export async function putInPlace(draft: string, folder: string, stamp: string): Promise<void> {
  const aside = `${draft}-old`;
  while ((await stampOf(folder)) !== stamp) {
    await rename(folder, aside).catch(unless("ENOENT"));
    await rm(aside, { recursive: true, force: true });
    await rename(draft, folder).catch(unless("ENOTEMPTY", "EEXIST"));
  }
  await rm(draft, { recursive: true, force: true });
}

function stampOf(folder: string): Promise<string> {
  return readFile(join(folder, stampName), "utf8").catch(() => "");
}

/** Passes over what another process may have been quicker with. */
function unless(...codes: readonly string[]): (error: unknown) => void {
  return (error) => {
    if (!codes.includes(systemErrorCode(error) ?? "")) throw error;
  };
}

async function runVite(outFolder: string): Promise<void> {
  const vite = join(projectFolder, "node_modules", "vite", "bin", "vite.js");
  const args = ["build", "web", "--outDir", outFolder, "--emptyOutDir", "--logLevel", "warn"];
  const child = spawn(process.execPath, [vite, ...args], {
    cwd: projectFolder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (status !== 0) throw new StartFault(`${said.trim()}\nThe web client could not be built.`);
}

async function sourcesHash(): Promise<string> {
  const hash = createHash("sha256");
  for (const source of sources) {
    for (const file of await filesBelow(join(projectFolder, source))) {
      hash.update(relative(projectFolder, file)).update("\0");
      hash.update(await readFile(file)).update("\0");
    }
  }
  return hash.digest("hex");
}

async function filesBelow(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => null);
  if (entries === null) return [path];
  const below = await Promise.all(
    entries
      .filter(({ name }) => !isLeftOut(name))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((entry) => filesBelow(join(path, entry.name))),
  );
  return below.flat();
}

/** Tests are not part of the client, nor is what earlier builds left. */
function isLeftOut(name: string): boolean {
  return name === "node_modules" || /^dist(-|$)/.test(name) || /\.test\.tsx?$/.test(name);
}
