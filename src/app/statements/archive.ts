// An archive written file by file while they come, and the lists in it as tables.
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { Zip, ZipDeflate, ZipPassThrough } from "fflate";

export type Archive = {
  /** Papers and pictures are compressed already. */
  readonly add: (name: string, bytes: Uint8Array) => Promise<void>;
  readonly addText: (name: string, text: string) => Promise<void>;
  readonly end: () => Promise<void>;
};

export function openArchive(path: string): Archive {
  const out = createWriteStream(path, { mode: 0o600 });
  const waiting: Buffer[] = [];
  let fault: Error | null = null;
  const zip = new Zip((error, bytes) => {
    if (error) fault = error;
    else waiting.push(Buffer.from(bytes));
  });
  out.on("error", (error) => {
    fault = error;
  });
  const flush = async () => {
    for (const bytes of waiting.splice(0)) {
      if (fault) throw fault;
      if (!out.write(bytes)) await once(out, "drain");
    }
  };
  const put = async (file: ZipPassThrough | ZipDeflate, bytes: Uint8Array) => {
    zip.add(file);
    file.push(bytes, true);
    await flush();
  };
  return {
    add: (name, bytes) => put(new ZipPassThrough(plainName(name)), bytes),
    addText: (name, text) => put(new ZipDeflate(plainName(name)), new TextEncoder().encode(text)),
    end: async () => {
      zip.end();
      await flush();
      await new Promise<void>((resolve) => out.end(() => resolve()));
      if (fault) throw fault;
    },
  };
}

/** One name without a folder: nothing is unpacked beside the archive's own place. */
function plainName(name: string): string {
  return name.replace(/[\\/\p{Cc}]/gu, "_").replace(/^\.+/, "_");
}

/** With the mark by which spreadsheets know UTF-8. */
export function csvLines(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((cells) => cells.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

/** A cell that begins like a formula is text in every spreadsheet (OWASP, CSV injection). */
function csvCell(text: string): string {
  const isFormula = /^\s*[=+\-@|]|^[\t\r\n\0]/.test(text) && !/^-?\d[\d.]*$/.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
