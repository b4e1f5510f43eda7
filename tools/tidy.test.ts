// The house rules of STYLE.md that a machine can check. A rule nobody keeps is deleted here; a rule
// broken on purpose stands in the list of its exceptions, with the reason.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path/posix";
import { test } from "node:test";
import { z } from "zod";
import { projectFolder } from "../src/config.ts";
import { linesMatching, sourceFiles } from "./source-files.ts";

const files = sourceFiles();
const product = files.filter(({ path, isTest }) => path.startsWith("src/") && !isTest);
const pureFolders = ["core", "importers", "rules", "reports", "exporters", "contract"];
const pure = product.filter(({ path }) => pureFolders.includes(areaOf(path)));

/** STYLE: a folder may import only what stands here for it, and itself; the start also the demo. */
const arrows: Record<string, readonly string[]> = {
  core: [],
  importers: ["core"],
  rules: ["core"],
  reports: ["core"],
  exporters: ["core"],
  contract: ["core"],
  channels: ["core", "config", "clock"],
  start: ["app", "core", "db", "config", "clock", "start-fault"],
  db: ["core", "config", "start-fault"],
  app: [
    ...["core", "contract", "importers", "rules", "reports", "exporters", "channels"],
    ...["db", "config", "clock"],
  ],
  http: ["app", "contract", "core", "config", "clock"],
  jobs: ["app", "core", "config", "clock"],
  cli: ["app", "core", "db", "config", "clock", "start", "start-fault"],
  config: ["start-fault"],
  "start-fault": [],
  clock: [],
  "platform-free": [],
  main: ["app", "cli", "clock", "config", "core", "db", "http", "jobs", "start", "start-fault"],
};

/** A type costs nothing at run time: rows of the database may be described in these words. */
const typeArrows: Record<string, readonly string[]> = { db: ["importers"] };

/** "src/db/pool.ts" → "db"; "src/clock.ts" → "clock". */
function areaOf(path: string): string {
  return (path.split("/")[1] ?? "").replace(/\.(d\.)?ts$/, "");
}

function nothing(problems: readonly string[], remedy: string): void {
  assert.deepEqual(problems, [], `${remedy}\n${problems.join("\n")}`);
}

test("the arrows between the folders of src point one way", () => {
  const wrong = product.flatMap(({ path, imports }) => {
    const area = areaOf(path);
    const allowed = arrows[area];
    if (!allowed) return [`${path}: src/${area} has no arrows yet (tools/tidy.test.ts)`];
    return imports
      .filter(({ target, isPackage }) => !isPackage && areaOf(target) !== area)
      .filter(({ target }) => !(area === "start" && target.startsWith("demo/")))
      .filter(({ target, isTypeOnly }) => {
        const reach = isTypeOnly ? [...allowed, ...(typeArrows[area] ?? [])] : allowed;
        return !target.startsWith("src/") || !reach.includes(areaOf(target));
      })
      .map(({ target }) => `${path} imports ${target}`);
  });
  nothing(wrong, "STYLE.md, Where things are, says who may import whom");
  const areas = new Set(product.map(({ path }) => areaOf(path)));
  nothing(
    Object.keys(arrows).filter((area) => !areas.has(area)),
    "these are no longer in src: take their arrows out",
  );
});

test("the web client imports the contract and the core, nothing else of the server", () => {
  const wrong = files
    .filter(({ path, isTest }) => path.startsWith("web/") && !isTest)
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ target, isPackage }) => !isPackage && target.startsWith("src/"))
        .filter(({ target }) => !["contract", "core"].includes(areaOf(target)))
        .map(({ target }) => `${path} imports ${target}`),
    );
  nothing(wrong, "web → contract core");
});

test("the demo generator and the engine know nothing of each other", () => {
  const isDemo = (path: string) => path.startsWith("demo/");
  const isEngine = (path: string) =>
    /^src\/(core\/matching|rules|importers|app\/file-mode)\//.test(path);
  const wrong = files
    .filter(({ isTest }) => !isTest)
    .flatMap(({ path, imports }) =>
      imports
        .filter(
          ({ target }) => (isDemo(path) && isEngine(target)) || (isEngine(path) && isDemo(target)),
        )
        .map(({ target }) => `${path} imports ${target}`),
    );
  nothing(wrong, "else the truth of the demo books would be tuned to the engine");
});

/** Packages without Node in their code or their types; csv-parse's types bring all of Node in. */
const purePackages = [
  "@e965/xlsx",
  "saxes",
  "fflate",
  "zod",
  "iconv-lite",
  "opencc-js",
  "pinyin-pro",
  "chinese-days",
];

test("the pure folders import no Node and only packages that need none", () => {
  const wrong = pure.flatMap(({ path, imports }) =>
    imports
      .filter(({ target, isPackage }) => isPackage && !purePackages.includes(packageName(target)))
      .map(({ target }) => `${path} imports ${target}`),
  );
  nothing(wrong, "pure code gets bytes and settings as arguments");
});

function packageName(target: string): string {
  return target
    .split("/")
    .slice(0, target.startsWith("@") ? 2 : 1)
    .join("/");
}

test("pure code reads no clock and no chance", () => {
  const wrong = pure.flatMap((file) =>
    linesMatching(file, /\bMath\.random\b|\bperformance\.now\b/),
  );
  nothing(wrong, "the same input must give the same output");
});

/** Where pure code turns text or a fraction into a number that is no amount of money. */
const numbersThatAreNoMoney: Record<string, string> = {
  "src/core/money.ts": "the one border between minor units as bigint and as safe integer, asserted",
  "src/exporters/reconcile-result.ts": "whether a value is missing, as 0 or 1, to order by it",
};

test("pure code makes no money through floating point", () => {
  const banned = /\bparseFloat\(|(?<![\w.])Number\(|\.toFixed\(|\bMath\.round\(/;
  const wrong = pure
    .filter(({ path }) => !(path in numbersThatAreNoMoney))
    .flatMap((file) => linesMatching(file, banned))
    .filter((line) => !/:\d+: (\/\/|\*|\/\*\*)/.test(line) && !/\/\/ not money: \S/.test(line));
  nothing(wrong, "use core/money.ts, or say on the line: // not money: <what it is>");
});

test("exceptions that are no longer needed are removed", () => {
  const stale = Object.keys(numbersThatAreNoMoney).filter((path) => !existsSync(fullPath(path)));
  nothing(stale, "these files are gone");
});

test("the clock is read in clock.ts alone", () => {
  const wrong = product
    .filter(({ path }) => path !== "src/clock.ts")
    .flatMap((file) => linesMatching(file, /\bnew Date\(\s*\)|\bDate\.now\(/));
  nothing(wrong, "take a Clock, or the instant, as an argument");
});

test("the day of an instant is that of the books, never of the connection", () => {
  const instant = /(_at|\(\))\)*(::date\b| *[<>]=? *\(?\$\d+::date\b)|\bcurrent_date\b/;
  const wrong = product.flatMap((file) => linesMatching(file, instant));
  nothing(wrong, "ask booksDay (src/db/books-day.ts), or name the books' zone");
});

test("the environment is read in config.ts alone", () => {
  const wrong = files
    .filter(({ path, isTest }) => /^(src|tools|demo|bench)\/.*\.ts$/.test(path) && !isTest)
    .filter(({ path }) => path !== "src/config.ts")
    .flatMap((file) => linesMatching(file, /\bprocess\.env\b/));
  nothing(wrong, "add a setting to src/config.ts, or use its environmentWith()");
});

test("no file has a name that says nothing", () => {
  const empty = /^(utils?|common|types?|index|helpers?|misc|shared|stuff)\.(test\.)?(tsx?|mjs)$/;
  const wrong = files.map(({ path }) => path).filter((path) => empty.test(basename(path)));
  nothing(wrong, "name the file after the idea it holds");
});

test("file names are lower case with hyphens; a component's file is named as the component", () => {
  const plain = /^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.d|\.config)?\.(ts|mjs)$/;
  const component = /^([a-z0-9]+(-[a-z0-9]+)*|[A-Z][A-Za-z0-9]*)(\.test)?\.tsx$/;
  const wrong = files
    .map(({ path }) => path)
    .filter((path) => !plain.test(basename(path)) && !component.test(basename(path)));
  nothing(wrong, "STYLE.md, Names");
});

test("src is at most three folders deep", () => {
  const wrong = product.map(({ path }) => path).filter((path) => path.split("/").length > 5);
  nothing(wrong, "STYLE.md, Where things are");
});

test("each file says at its head what it is for", () => {
  const wrong = files
    .filter(({ path, isTest }) => !isTest && /^(src|tools|demo|bench)\//.test(path))
    .filter(({ text }) => !/^(#!.*\n)?(\/\/|\/\*\*?) ?\S/.test(text))
    .map(({ path }) => path);
  nothing(wrong, "begin with one to three lines of comment");
});

test("nothing is put off without an issue", () => {
  const wrong = files
    .flatMap((file) => linesMatching(file, /\b(TODO|FIXME|XXX|HACK)\b(?!.*#\d)/))
    .filter((line) => !line.startsWith("tools/tidy.test.ts"));
  nothing(wrong, "do it, or open an issue and name it: #12");
});

test("no English sentence says 1 days", () => {
  const catalogues = files.filter(({ path, isTest }) => path.includes("/words/") && !isTest);
  const wrong = catalogues.flatMap((file) => linesMatching(file, /\ben: .*\{\w+\} days\b/));
  nothing(wrong, "write {days} {days|day|days}");
});

test("money that came in is a receipt, never a payment (docs/glossary.md)", () => {
  const pair = /\bzh:\s*"([^"]*)",\s*en:\s*"([^"]*)"/g;
  const said = files
    .filter(({ path, isTest }) => /^(src|web)\//.test(path) && !isTest)
    .flatMap(({ path, text }) =>
      [...text.matchAll(pair)].map(([, zh = "", en = ""]) => ({ path, zh, en })),
    );
  assert.ok(said.length > 2_000, `${said.length} sentences read`);
  // what the customer does is 付款: a payment
  const wrong = said.filter(
    ({ zh, en }) => /收款|到账/.test(zh) && !zh.includes("付款") && /\bpayments?\b/i.test(en),
  );
  assert.deepEqual(
    wrong.map(({ path, en }) => `${path}: ${en}`),
    [],
  );
});

test("exports have names; there is no default export but where a tool asks for one", () => {
  const wrong = product.flatMap((file) => linesMatching(file, /^export default\b/));
  nothing(wrong, "STYLE.md, Names");
});

test("what one file alone uses is not exported", () => {
  const taken = new Map<string, Set<string> | "all">();
  for (const { target, names } of files.flatMap(({ imports }) => imports)) {
    const before = taken.get(target) ?? new Set();
    taken.set(target, names === null || before === "all" ? "all" : before.union(new Set(names)));
  }
  // types describe what is exported; whoever calls it may want their names one day
  const exported = /^export (?:(?:abstract )?class|(?:async )?function\*?|const|let) (\w+)/gm;
  const wrong = files.flatMap(({ path, text }) => {
    const names = taken.get(path) ?? new Set();
    if (names === "all") return [];
    return [...text.matchAll(exported)]
      .filter(([, name = ""]) => !names.has(name))
      .map(([, name]) => `${path} exports ${name}`);
  });
  nothing(wrong, "leave out the word export");
});

test("no check is switched off without a reason on the line", () => {
  const silent = /@ts-(ignore|nocheck)|biome-ignore(?!(-\w+)? (lint|format|assist)\S*: \S.{5,})/;
  const wrong = files
    .flatMap((file) => linesMatching(file, silent))
    .filter((line) => !line.startsWith("tools/tidy.test.ts"));
  nothing(wrong, "STYLE.md, Shape");
});

test("every folder of src stands on the map in ARCHITECTURE.md", () => {
  const map = fullPath("ARCHITECTURE.md");
  if (!existsSync(map)) return;
  const text = readFileSync(map, "utf8");
  const folders = new Set(
    product.map(({ path }) => dirname(path)).filter((path) => path !== "src"),
  );
  const missing = [...folders].filter((folder) => !text.includes(`${basename(folder)}/`));
  nothing(missing, "name it in ARCHITECTURE.md");
});

test("a section the code cites as its authority is there to be read", () => {
  const cited = /\b(DOMAIN|ACCOUNTING) (§[\d.]*\d(?:(?:, | and )§[\d.]*\d)*)/g;
  const sections = {
    DOMAIN: sectionsOf("docs/domain.md"),
    ACCOUNTING: sectionsOf("docs/accounting.md"),
  };
  let found = 0;
  const wrong = files.flatMap(({ path, text }) =>
    [...text.matchAll(cited)].flatMap(([, page, list = ""]) =>
      list.split(/, | and /).flatMap((section) => {
        found += 1;
        const isThere = sections[page === "DOMAIN" ? page : "ACCOUNTING"].has(section.slice(1));
        return isThere ? [] : [`${path} cites ${page} ${section}`];
      }),
    ),
  );
  assert.ok(found > 50, `${found} citations`);
  nothing(wrong, "name a section of docs/domain.md or docs/accounting.md");
});

test("every page and document the code names is in the repository", () => {
  let found = 0;
  const missing = files.flatMap(({ path, text }) =>
    [...text.matchAll(/(?<![\w}./*-])[\w./-]*\w\.md\b/g)].flatMap(([page]) => {
      found += 1;
      const places = [page, `docs/${page}`, join(dirname(path), page)];
      return places.some((place) => existsSync(fullPath(place))) ? [] : [`${path} names ${page}`];
    }),
  );
  assert.ok(found > 40, `${found} pages named`);
  nothing(missing, "name a page that is here, or state the reason itself");
});

test("a section or a row is cited with a document that can be read", () => {
  const ours = "DOMAIN|ACCOUNTING";
  const standards = "DLMF";
  const unknown = new RegExp(
    String.raw`\((?=§\d)|\b(?!(?:${ours}|${standards})\b)[A-Z]{4,} (?=§\d|[A-Z]\d{1,2}\b)`,
  );
  const wrong = files
    .flatMap((file) => linesMatching(file, unknown))
    .filter((line) => /:\d+: (\/\/|\*|\/\*\*)/.test(line));
  nothing(wrong, "DOMAIN §… is docs/domain.md, ACCOUNTING … is docs/accounting.md");
});

/** "5" of "## 5 Rules …", "5.11" of the numbered line "11. …" below it. */
function sectionsOf(page: string): ReadonlySet<string> {
  const sections = new Set<string>();
  let chapter = "";
  for (const line of readFileSync(fullPath(page), "utf8").split("\n")) {
    chapter = /^## (\d+) /.exec(line)?.[1] ?? chapter;
    const item = /^(\d+)\. /.exec(line)?.[1];
    sections.add(item === undefined ? chapter : `${chapter}.${item}`);
  }
  return sections;
}

const packageFile = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});

test("every package is pinned to one version", () => {
  const wrong = ["package.json", "tools/node/package.json"].flatMap((path) => {
    const { dependencies, devDependencies, optionalDependencies } = packageFile.parse(
      JSON.parse(readFileSync(fullPath(path), "utf8")),
    );
    return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${path}: ${name} ${version}`);
  });
  nothing(wrong, "write the exact version");
});

test("the lockfiles name no host to download from", () => {
  const wrong = ["package-lock.json", "tools/node/package-lock.json"].filter((path) =>
    /"resolved":/.test(readFileSync(fullPath(path), "utf8")),
  );
  nothing(wrong, "keep omit-lockfile-registry-resolved=true in .npmrc");
});

test("every dependency has its entry in docs/decisions.md", () => {
  const page = fullPath("docs/decisions.md");
  const text = existsSync(page) ? readFileSync(page, "utf8") : "";
  const { dependencies, devDependencies } = packageFile.parse(
    JSON.parse(readFileSync(fullPath("package.json"), "utf8")),
  );
  const missing = Object.keys({ ...dependencies, ...devDependencies }).filter(
    (name) => !text.includes(`\`${name}\``),
  );
  nothing(missing, "say what it saves and what it weighs");
});

test("a dependency under another licence than MIT is named with it in docs/decisions.md", () => {
  const { dependencies, devDependencies } = packageFile.parse(
    JSON.parse(readFileSync(fullPath("package.json"), "utf8")),
  );
  const rows = readFileSync(fullPath("docs/decisions.md"), "utf8").split("\n");
  const wrong = Object.keys({ ...dependencies, ...devDependencies }).flatMap((name) => {
    const manifest = readFileSync(fullPath(`node_modules/${name}/package.json`), "utf8");
    const { license } = z.object({ license: z.string() }).parse(JSON.parse(manifest));
    const isNamed = rows.some(
      (row) => row.startsWith(`| ${license} `) && row.includes(`\`${name}\``),
    );
    return license === "MIT" || isNamed ? [] : [`${name}: ${license}`];
  });
  nothing(wrong, "add it to Licences, if it may be used at all");
});

function fullPath(path: string): string {
  return join(projectFolder, path);
}
