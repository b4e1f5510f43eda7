// Runs `qingzhang check-evidence`.

import type { PackFault } from "../app/communication/check-pack.ts";
import { checkPack } from "../app/communication/check-pack.ts";
import type { Sentence } from "../core/words/word.ts";
import type { CommandArguments, ExitStatus, Terminal } from "./command.ts";

const faults: Readonly<Record<PackFault["fault"], Sentence>> = {
  missing: { zh: "缺少", en: "missing" },
  changed: { zh: "已被改动", en: "changed" },
  not_in_manifest: { zh: "不在清单里", en: "not in the manifest" },
  no_manifest: { zh: "没有清单", en: "no manifest" },
  sums_differ: { zh: "与清单不一致", en: "differs from the manifest" },
};

export async function runCheckEvidence(
  call: CommandArguments,
  terminal: Terminal,
): Promise<ExitStatus> {
  const { language } = call;
  const say = (line: string) => terminal.out(new TextEncoder().encode(`${line}\n`));
  const path = call.value("file") ?? "";
  const checked = await checkPack(path);
  if (!checked.ok) {
    const fault = language === "zh" ? "不是证据包" : "not an evidence pack";
    terminal.note(`${path}: ${fault}\n`);
    return 2;
  }
  const { files, faults: found } = checked.value;
  for (const { path: name, fault } of found) say(`${name}: ${faults[fault][language]}`);
  if (found.length > 0) return 1;
  say(
    language === "zh"
      ? `${files} 个文件，全部与清单一致`
      : `${files} files, all as the manifest says`,
  );
  return 0;
}
