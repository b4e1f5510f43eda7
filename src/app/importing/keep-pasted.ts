// A file that is in memory already (pasted from Excel, the demo's) becomes a file like any other:
// kept as it came, known by its hash.
import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { IsoDate } from "../../core/date.ts";
import type { Deps } from "../deps.ts";
import type { ReceivedFile } from "./start-import.ts";

/** Named after the day it is in the books. */
export async function keepPasted(
  deps: Pick<Deps, "dataFolder">,
  orgId: number,
  { text, day }: { readonly text: string; readonly day: IsoDate },
): Promise<ReceivedFile> {
  const bytes = Buffer.from(text, "utf8");
  const kept = await keepBytes(deps, orgId, { name: "", bytes });
  return { ...kept, name: `paste-${day}-${kept.sha256.toString("hex").slice(0, 6)}.tsv` };
}

export async function keepBytes(
  deps: Pick<Deps, "dataFolder">,
  orgId: number,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
): Promise<ReceivedFile> {
  const sha256 = createHash("sha256").update(bytes).digest();
  const hex = sha256.toString("hex");
  const storedAs = join("files", String(orgId), hex.slice(0, 2), hex);
  const path = join(deps.dataFolder, storedAs);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, bytes, { mode: 0o600 });
  return { name, sha256, sizeBytes: bytes.length, storedAs };
}
