// The project's own source files and what each imports, for the house rules.

import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { projectFolder } from "../src/config.ts";

export type SourceFile = {
  /** Relative to the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly isTest: boolean;
  readonly imports: readonly SourceImport[];
};

/** `target` is a path in the project or the name of a package; types vanish when the code runs. */
export type SourceImport = {
  readonly target: string;
  readonly isPackage: boolean;
  readonly isTypeOnly: boolean;
  /** What it takes from there; null: all of it. */
  readonly names: readonly string[] | null;
};

export function sourceFiles(
  folders: readonly string[] = ["src", "web", "tests", "tools", "demo", "bench", "bin"],
): readonly SourceFile[] {
  const patterns = folders.map((folder) => `${folder}/**/*.{ts,tsx,mjs}`);
  return globSync(patterns, {
    cwd: projectFolder,
    exclude: (path) => /(^|\/)(node_modules|dist[^/]*)$/.test(path),
  })
    .map((path) => path.replaceAll("\\", "/"))
    .sort()
    .map(readSource);
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(projectFolder, path), "utf8");
  return { path, text, isTest: /\.test\.tsx?$/.test(path), imports: importsOf(path, text) };
}

const staticImport = /^(?:import|export)\s+(type\s)?(?:([^"';]*?)\sfrom\s+)?["']([^"']+)["']/gm;
const dynamicImport = /\bimport\(\s*["']([^"']+)["']/g;
/** The file of a thread. */
const fileOfThread = /\bnew URL\(\s*["'](\.[^"']+)["']/g;

function importsOf(path: string, text: string): readonly SourceImport[] {
  const found: SourceImport[] = [];
  for (const [, type, clause = "", target = ""] of text.matchAll(staticImport)) {
    const isTypeOnly = type !== undefined;
    found.push({ ...resolveImport(path, target), isTypeOnly, names: namesOf(clause) });
  }
  for (const pattern of [dynamicImport, fileOfThread]) {
    for (const [, target = ""] of text.matchAll(pattern)) {
      found.push({ ...resolveImport(path, target), isTypeOnly: false, names: null });
    }
  }
  return found;
}

/** "{ a, type B as C }" takes a and B. */
function namesOf(clause: string): readonly string[] | null {
  if (clause.includes("*")) return null;
  return clause
    .replace(/[{}]/g, ",")
    .split(",")
    .map((name) =>
      name
        .trim()
        .replace(/^type\s+/, "")
        .replace(/\s+as\s.*$/s, ""),
    )
    .filter((name) => name !== "");
}

function resolveImport(path: string, target: string): Pick<SourceImport, "target" | "isPackage"> {
  if (!target.startsWith(".")) return { target, isPackage: true };
  return { target: join(dirname(path), target), isPackage: false };
}

/** Where something stands, as an editor can open it. */
export function linesMatching(file: SourceFile, pattern: RegExp): readonly string[] {
  return file.text
    .split("\n")
    .flatMap((line, index) =>
      pattern.test(line) ? [`${file.path}:${index + 1}: ${line.trim()}`] : [],
    );
}
