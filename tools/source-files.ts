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

const staticImport = /^(?:import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']/gm;
const dynamicImport = /\bimport\(\s*["']([^"']+)["']/g;

function importsOf(path: string, text: string): readonly SourceImport[] {
  const found: SourceImport[] = [];
  for (const [, type, target] of text.matchAll(staticImport)) {
    if (target) found.push(resolveImport(path, target, Boolean(type)));
  }
  for (const [, target] of text.matchAll(dynamicImport)) {
    if (target) found.push(resolveImport(path, target, false));
  }
  return found;
}

function resolveImport(path: string, target: string, isTypeOnly: boolean): SourceImport {
  if (!target.startsWith(".")) return { target, isPackage: true, isTypeOnly };
  return { target: join(dirname(path), target), isPackage: false, isTypeOnly };
}

/** Where something stands, as an editor can open it. */
export function linesMatching(file: SourceFile, pattern: RegExp): readonly string[] {
  return file.text
    .split("\n")
    .flatMap((line, index) =>
      pattern.test(line) ? [`${file.path}:${index + 1}: ${line.trim()}`] : [],
    );
}
