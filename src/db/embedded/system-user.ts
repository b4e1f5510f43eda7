// Under which user the database runs. PostgreSQL refuses to run as root, so a server started by
// root lends it an unprivileged user; started by anyone else it runs as that very user.

import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";

export type SystemUser = { readonly uid: number; readonly gid: number; readonly name: string };

const dedicatedName = "qingzhang";

/** Null: as ourselves. Otherwise the owner of the existing data, our own user, or `nobody`. */
export function databaseUser(existingData: string | null): SystemUser | null {
  if (process.getuid?.() !== 0) return null;
  const entries = passwordEntries();
  const owner = existingData === null ? null : ownerOf(existingData, entries);
  if (owner) return owner;
  const dedicated = entries.find(({ name }) => name === dedicatedName);
  if (dedicated) return dedicated;
  if (createDedicatedUser()) {
    const created = passwordEntries().find(({ name }) => name === dedicatedName);
    if (created) return created;
  }
  return entries.find(({ name }) => name === "nobody") ?? nobody;
}

/** True when that user can enter the folder, all folders above it included. */
export function canEnter(user: SystemUser, folder: string): boolean {
  const { uid, gid } = user;
  const probe = spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], {
    uid,
    gid,
    cwd: "/",
    env: {},
    stdio: "ignore",
  });
  return probe.status === 0;
}

/** How a child process of that user is spawned: never in a folder it may not enter. */
export function spawnAs(user: SystemUser | null): { cwd: string; uid?: number; gid?: number } {
  return user === null ? { cwd: "/" } : { cwd: "/", uid: user.uid, gid: user.gid };
}

const nobody: SystemUser = { uid: 65534, gid: 65534, name: "nobody" };

/** initdb wants an entry in the password file, so an owner without one is of no use. */
function ownerOf(folder: string, entries: readonly SystemUser[]): SystemUser | null {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (!stats || stats.uid === 0) return null;
  return (
    entries.find(({ uid }) => uid === stats.uid) ?? { ...nobody, uid: stats.uid, gid: stats.gid }
  );
}

function createDedicatedUser(): boolean {
  const options = ["--system", "--no-create-home", "--home-dir", "/nonexistent"];
  const made = spawnSync("useradd", [...options, "--shell", "/usr/sbin/nologin", dedicatedName], {
    stdio: "ignore",
  });
  return made.status === 0;
}

function passwordEntries(): readonly SystemUser[] {
  let text: string;
  try {
    text = readFileSync("/etc/passwd", "utf8");
  } catch {
    return [];
  }
  return text.split("\n").flatMap((line) => {
    const [name, , uid, gid] = line.split(":");
    if (!name || !uid || !gid) return [];
    return [{ name, uid: Number(uid), gid: Number(gid) }];
  });
}
