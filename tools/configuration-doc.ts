// Writes docs/configuration.md from the list of settings in src/config.ts.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder, settings } from "../src/config.ts";

export function configurationPage(): string {
  const rows = settings.map(
    ({ name, fallback, en, zh }) =>
      `| \`${name}\` | ${fallback === "" ? "–" : `\`${fallback}\``} | ${en} | ${zh} |`,
  );
  return [
    "# Settings 设置",
    "",
    "Settings are environment variables, read once at the start (`src/config.ts`). A wrong value",
    "stops the start with a sentence that names it. This page is written by",
    "`node tools/configuration-doc.ts`.",
    "",
    "| Setting | Default | Meaning | 说明 |",
    "|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

if (import.meta.main) {
  writeFileSync(join(projectFolder, "docs", "configuration.md"), configurationPage());
}
