// `qingzhang check-evidence`: is an evidence pack whole and unchanged? Needs no database.
import type { Command } from "./command.ts";

export const checkEvidence: Command = {
  name: "check-evidence",
  title: { zh: "核验证据包", en: "Check an evidence pack" },
  options: [
    {
      name: "file",
      value: { zh: "文件", en: "file" },
      isRequired: true,
      help: { zh: "证据包（ZIP）", en: "the evidence pack (ZIP)" },
    },
  ],
  notes: {
    zh: "逐个文件核对大小和 SHA-256，清单以外的文件也会指出。有任何一项不符时退出状态为 1。",
    en: "Compares size and SHA-256 of every file with the manifest, and names files it does not know. Ends with 1 if anything differs.",
  },
  run: async (call, terminal) => {
    const { runCheckEvidence } = await import("./run-check-evidence.ts");
    return runCheckEvidence(call, terminal);
  },
};
