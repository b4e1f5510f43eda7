// Opens an evidence pack and checks it; bounded, because a pack may come from anybody.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { unzipSync } from "fflate";
import { ok, type Result, refuse } from "../../core/result.ts";
import { checkEvidence, type EvidenceFault } from "../../exporters/evidence-check.ts";

/** Larger than any pack we write. */
const mostBytes = 2_000_000_000;

export type CheckedPack = { readonly files: number; readonly faults: readonly EvidenceFault[] };

export async function checkPack(
  path: string,
): Promise<Result<CheckedPack, { readonly code: "no_pack" }>> {
  const zipped = await readFile(path).catch(() => null);
  if (zipped === null) return refuse({ code: "no_pack" });
  let total = 0;
  try {
    const files = unzipSync(new Uint8Array(zipped), {
      filter: ({ originalSize }) => {
        total += originalSize;
        if (total > mostBytes) throw new RangeError("too large");
        return true;
      },
    });
    const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
    return ok({ files: Object.keys(files).length, faults: checkEvidence(files, hash) });
  } catch {
    // fflate throws on anything that is no archive
    return refuse({ code: "no_pack" });
  }
}

export type PackFault = EvidenceFault;
