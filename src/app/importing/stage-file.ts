// Reads a file in its thread and stages its rows in the transaction of the caller: the same way for
// the preview and for the import, so that what is previewed is what is imported.
import { join } from "node:path";
import type { ImportChoices } from "../../contract/imports.ts";
import { copyStaged, lineStaging, makeStaging } from "../../db/bank-lines-in.ts";
import { itemStaging } from "../../db/items-in.ts";
import type { Db } from "../../db/pool.ts";
import type { Progress } from "./progress.ts";
import { type ReadingLimits, type RunningReading, readInThread } from "./read-in-thread.ts";
import type { ReadingContext, ReadingSummary, StagedKind } from "./reading.ts";

const reportEveryMs = 300;

export type StagedFile = { readonly kind: StagedKind; readonly summary: ReadingSummary };

export async function stageFile(
  client: Db,
  file: {
    readonly dataFolder: string;
    readonly storedAs: string;
    readonly fileName: string;
    readonly choices: ImportChoices;
    readonly context: ReadingContext;
  },
  progress: Progress,
  limits?: ReadingLimits,
): Promise<StagedFile> {
  let rows = 0;
  const reading = readInThread(
    {
      path: join(file.dataFolder, file.storedAs),
      fileName: file.fileName,
      choices: file.choices,
      context: file.context,
    },
    {
      progress: (read) => {
        rows = read;
      },
    },
    limits,
  );
  const stopReporting = reportWhile(reading, progress, () => rows);
  try {
    const kind = await reading.staged;
    await takeRows(client, kind, reading);
    return { kind, summary: await reading.summary };
  } finally {
    stopReporting();
    reading.stop();
  }
}

async function takeRows(client: Db, kind: StagedKind, reading: RunningReading): Promise<void> {
  if (kind === "none") {
    for await (const _ of reading.chunks());
    return;
  }
  const staging = kind === "lines" ? lineStaging : itemStaging;
  await makeStaging(client, staging);
  await copyStaged(client, staging, reading.chunks());
}

/** Reports on a timer; a wish to cancel, or a failing report, stops the reading. */
function reportWhile(reading: RunningReading, progress: Progress, rows: () => number): () => void {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    progress
      .report("reading", rows(), 0)
      .catch((error: unknown) => {
        reading.stop(error instanceof Error ? error : new Error(String(error)));
      })
      .finally(() => {
        busy = false;
      });
  }, reportEveryMs);
  return () => clearInterval(timer);
}
