// A ZIP of evidence: files as they are, a manifest with the size and SHA-256 of each, and the same as
// SHA256SUMS, which any machine can check. Hashes are taken by the caller, who has the bytes first.
import { Zip, ZipDeflate, ZipPassThrough } from "fflate";
import { assert } from "../core/assert.ts";
import type { ByteSink } from "./exporter.ts";

export type EvidenceEntry = {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** What it is: statement, snapshot, message, file … */
  readonly what: string;
  /** Its own hash as kept in the books since it was made, where there is one. */
  readonly keptSha256?: string;
};

export type EvidencePack = {
  add(entry: Omit<EvidenceEntry, "bytes">, bytes: Uint8Array): void;
  /** Writes the manifest; `sha256Of` hashes it for the sums. */
  end(
    about: Readonly<Record<string, unknown>>,
    sha256Of: (bytes: Uint8Array) => string,
  ): readonly EvidenceEntry[];
};

/** Already compressed: packing them again only takes time. */
const packed = /\.(pdf|xlsx|jpe?g|png|webp|heic|zip)$/i;
/** Fixed, so that the same evidence is the same bytes. */
const fixedTime = "1980-01-01T12:00:00";

export function openEvidencePack(sink: ByteSink): EvidencePack {
  const zip = new Zip((error, piece) => {
    assert(!error, `the archive could not be written: ${error?.message}`);
    sink(piece);
  });
  const entries: EvidenceEntry[] = [];
  const names = new Set<string>();
  const write = (path: string, bytes: Uint8Array) => {
    assert(!names.has(path), `${path} is written once`);
    names.add(path);
    const part = packed.test(path) ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 });
    part.mtime = fixedTime;
    zip.add(part);
    part.push(bytes, true);
  };
  return {
    add(entry, bytes) {
      write(entry.path, bytes);
      entries.push({ ...entry, bytes: bytes.length });
    },
    end(about, sha256Of) {
      const encoder = new TextEncoder();
      const manifest = encoder.encode(`${JSON.stringify({ ...about, files: entries }, null, 2)}\n`);
      const sums = [...entries, { path: "manifest.json", sha256: sha256Of(manifest) }];
      write("manifest.json", manifest);
      const text = sums.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join("");
      write("SHA256SUMS", encoder.encode(text));
      zip.end();
      return entries;
    },
  };
}

/** A name that is safe on every file system and keeps apart what is apart. */
export function packName(text: string): string {
  const plain = text
    .replace(/[\\/:*?"<>|\u0000-\u001f\u007f]/g, "_")
    .replace(/^\.+/, "_")
    .trim()
    .slice(-120);
  return plain === "" ? "file" : plain;
}
