// Checks an evidence pack: every file the manifest names is there with its size and hash, none is
// there that it does not name, and the sums say the same.
import type { EvidenceEntry } from "./evidence-pack.ts";

export type EvidenceFault = {
  readonly path: string;
  readonly fault: "missing" | "changed" | "not_in_manifest" | "no_manifest" | "sums_differ";
};

type Named = Pick<EvidenceEntry, "path" | "bytes" | "sha256">;

export function checkEvidence(
  files: Readonly<Record<string, Uint8Array>>,
  sha256Of: (bytes: Uint8Array) => string,
): EvidenceFault[] {
  const manifest = files["manifest.json"];
  const named = manifest === undefined ? null : namedIn(new TextDecoder().decode(manifest));
  if (manifest === undefined || named === null) {
    return [{ path: "manifest.json", fault: "no_manifest" }];
  }
  const faults: EvidenceFault[] = [];
  for (const { path, bytes, sha256 } of named) {
    const found = files[path];
    if (found === undefined) faults.push({ path, fault: "missing" });
    else if (found.length !== bytes || sha256Of(found) !== sha256) {
      faults.push({ path, fault: "changed" });
    }
  }
  const known = new Set([...named.map(({ path }) => path), "manifest.json", "SHA256SUMS"]);
  for (const path of Object.keys(files)) {
    if (!known.has(path)) faults.push({ path, fault: "not_in_manifest" });
  }
  const sums = new TextDecoder().decode(files["SHA256SUMS"] ?? new Uint8Array());
  const expected = [...named, { path: "manifest.json", sha256: sha256Of(manifest) }]
    .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
    .join("");
  if (sums !== expected) faults.push({ path: "SHA256SUMS", fault: "sums_differ" });
  return faults;
}

function namedIn(text: string): Named[] | null {
  const read = parse(text);
  if (typeof read !== "object" || read === null || !("files" in read)) return null;
  if (!Array.isArray(read.files)) return null;
  const named: Named[] = [];
  for (const one of read.files as readonly unknown[]) {
    if (!isNamed(one)) return null;
    named.push(one);
  }
  return named;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isNamed(one: unknown): one is Named {
  if (typeof one !== "object" || one === null) return false;
  const has = "path" in one && "bytes" in one && "sha256" in one;
  return (
    has &&
    typeof one.path === "string" &&
    typeof one.bytes === "number" &&
    typeof one.sha256 === "string"
  );
}
