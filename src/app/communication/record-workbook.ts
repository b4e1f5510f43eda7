// The communication record as a workbook, in the reader's words.
import {
  communicationActWords,
  communicationSides,
  communicationSourceWords,
  evidenceWords,
} from "../../core/words/communication.ts";
import type { Language } from "../../core/words/word.ts";
import type { CommunicationRow } from "../../db/communication.ts";
import { listFormats } from "../../exporters/list-file.ts";

export function recordWorkbook(
  rows: readonly CommunicationRow[],
  language: Language,
): Uint8Array[] {
  const say = (key: keyof typeof evidenceWords) => evidenceWords[key][language];
  const column = (key: keyof typeof evidenceWords, width: number) => {
    return { title: say(key), width, format: "text" as const };
  };
  const pieces: Uint8Array[] = [];
  const list = listFormats.xlsx.open(
    {
      name: say("record"),
      columns: [
        column("at", 26),
        column("source", 14),
        column("side", 8),
        column("act", 18),
        column("actor", 16),
        column("address", 26),
        column("subject", 30),
        column("body", 60),
      ],
      about: { name: say("about"), label: say("label"), value: say("value") },
    },
    (piece) => pieces.push(piece),
  );
  for (const row of rows) {
    list.addRow([
      row.atText,
      communicationSourceWords[row.source][language],
      communicationSides[row.side][language],
      communicationActWords[row.act]?.[language] ?? row.act,
      row.actor,
      row.address,
      row.subject,
      row.body.slice(0, 30_000),
    ]);
  }
  list.end([[say("record"), String(rows.length)]]);
  return pieces;
}
