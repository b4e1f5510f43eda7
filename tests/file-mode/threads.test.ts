// However many threads work on a run, and without any: the same bytes come out.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileModeFiles } from "../../demo/file-mode.ts";
import { generateBooks } from "../../demo/generate.ts";
import { type ReconcileRequest, reconcileFiles } from "../../src/app/reconcile-files.ts";
import { reconcileInThreads } from "../../src/app/reconcile-in-threads.ts";
import { fixedClock } from "../../src/clock.ts";
import type { ByteSink } from "../../src/exporters/exporter.ts";
import { resultJson } from "../../src/exporters/result-json.ts";

const clock = fixedClock("2026-10-31T00:00:00Z");

type Changes = Readonly<Record<string, (csv: string) => string>>;

/** Runs `work` on the files of invented books, some of them changed. */
async function withBooks(
  { lines, changes = {} }: { readonly lines: number; readonly changes?: Changes },
  work: (request: ReconcileRequest) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "qingzhang-threads-"));
  try {
    const place = (name: string) => join(folder, `${name}.csv`);
    for (const { name, chunks } of fileModeFiles(
      generateBooks({ seed: 11, lines, mix: "noisy" }),
    )) {
      const text = [...chunks].join("");
      writeFileSync(join(folder, name), changes[name]?.(text) ?? text);
    }
    await work({
      items: place("items"),
      lines: [place("lines")],
      customers: place("customers"),
      rates: place("rates"),
      own: place("own"),
      homeCurrency: "CNY",
      asOf: null,
      maxWrongPerMille: 1,
      closedDays: 60,
      language: "zh",
      onProgress: () => {},
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function textOf(write: (sink: ByteSink) => void): string {
  const pieces: Uint8Array[] = [];
  write((piece) => pieces.push(piece));
  return Buffer.concat(pieces).toString();
}

function alone(request: ReconcileRequest): string {
  const result = reconcileFiles({ clock }, request);
  assert.ok(result.ok, "the files can be read");
  return textOf((sink) => resultJson.write(result.value, "zh", sink));
}

async function withThreads(request: ReconcileRequest, threads: number): Promise<string> {
  const result = await reconcileInThreads({ clock, threads }, request);
  assert.ok(result.ok, "the files can be read");
  return textOf(result.value.writeJson);
}

test("one, two and four threads write the bytes that no thread writes", async () => {
  await withBooks({ lines: 1500 }, async (request) => {
    const expected = alone(request);
    assert.ok(expected.length > 500_000, "all records are there");
    for (const threads of [1, 2, 4]) {
      assert.equal(await withThreads(request, threads), expected, `${threads} threads`);
    }
  });
});

test("an item dated long after the lines is refused, though it was read before them", async () => {
  const tomorrow = (csv: string) => {
    const [head = "", first = "", ...rest] = csv.split("\n");
    const cells = first.split(",");
    const at = (name: string) => head.split(",").indexOf(name);
    cells[at("issue_date")] = "2031-01-01";
    cells[at("due_date")] = "2031-02-01";
    return [head, cells.join(","), ...rest].join("\n");
  };
  await withBooks({ lines: 60, changes: { "items.csv": tomorrow } }, async (request) => {
    const expected = alone(request);
    assert.match(expected, /date_out_of_range/);
    assert.equal(await withThreads(request, 2), expected);
  });
});

test("an item file that is none is a fault, as without threads", async () => {
  await withBooks({ lines: 20, changes: { "items.csv": () => "hello\n" } }, async (request) => {
    const threaded = await reconcileInThreads({ clock, threads: 2 }, request);
    const single = reconcileFiles({ clock }, request);
    assert.ok(!threaded.ok && !single.ok);
    assert.deepEqual(threaded.error, single.error);
  });
});
