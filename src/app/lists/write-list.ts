// Writes a filtered list into a file that is being downloaded: in portions, no faster than it is
// taken, all rows as they stood at one moment.
import { once } from "node:events";
import type { Writable } from "node:stream";
import type { Language, Sentence } from "../../core/words/word.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { type ListCell, type ListFormat, listFormats } from "../../exporters/list-file.ts";
import type { CellFormat } from "../../exporters/xlsx-styles.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { nativeDeflater } from "../native-deflater.ts";
import { exportTime } from "./export-time.ts";

export type FileColumn<Row> = {
  readonly head: Sentence;
  /** In characters; a 汉字 takes two. */
  readonly width: number;
  readonly format?: CellFormat;
  readonly cell: (row: Row, language: Language) => ListCell;
};

export type ListFileRequest<Row> = {
  readonly format: ListFormat;
  readonly language: Language;
  readonly name: Sentence;
  readonly columns: readonly FileColumn<Row>[];
  /** What was asked for, as the address of the list has it. */
  readonly filters: Readonly<Record<string, unknown>>;
  readonly booksName: string;
  readonly timeZone: string;
  readonly eachPortion: (db: Db, work: (rows: readonly Row[]) => Promise<void>) => Promise<void>;
};

const words = {
  about: { zh: "说明", en: "About" },
  label: { zh: "项目", en: "Field" },
  value: { zh: "内容", en: "Value" },
  books: { zh: "账套", en: "Books" },
  list: { zh: "列表", en: "List" },
  time: { zh: "导出时间", en: "Exported at" },
  by: { zh: "导出人", en: "Exported by" },
  rows: { zh: "行数", en: "Rows" },
  filter: { zh: "筛选", en: "Filter" },
} as const satisfies Record<string, Sentence>;

export async function writeList<Row>(
  deps: Deps,
  actor: Pick<Actor, "orgId" | "name">,
  { request, out }: { readonly request: ListFileRequest<Row>; readonly out: Writable },
): Promise<void> {
  const { format, language, columns } = request;
  const pieces: Uint8Array[] = [];
  const sheet = {
    name: request.name[language],
    columns: columns.map(({ head, width, format: cells }) => ({
      title: head[language],
      width,
      format: cells ?? "text",
    })),
    about: {
      name: words.about[language],
      label: words.label[language],
      value: words.value[language],
    },
  };
  const file = listFormats[format].open(sheet, (piece) => pieces.push(piece), nativeDeflater);
  const handOver = async () => {
    for (const piece of pieces.splice(0)) {
      if (!out.write(piece)) await once(out, "drain");
    }
  };
  let count = 0;
  await inOrganisation(deps.pool, actor.orgId, (db) =>
    request.eachPortion(db, async (rows) => {
      count += rows.length;
      for (const row of rows) file.addRow(columns.map(({ cell }) => cell(row, language)));
      await handOver();
    }),
  );
  file.end(particulars(request, { by: actor.name, at: deps.clock.now(), count }));
  await handOver();
  out.end();
}

function particulars<Row>(
  { language, name, filters, booksName, timeZone }: ListFileRequest<Row>,
  of: { readonly by: string; readonly at: Date; readonly count: number },
): (readonly [string, string])[] {
  const asked = Object.entries(filters).filter(([, value]) => value !== undefined);
  return [
    [words.books[language], booksName],
    [words.list[language], name[language]],
    [words.rows[language], String(of.count)],
    [words.time[language], exportTime(of.at, timeZone)],
    [words.by[language], of.by],
    ...asked.map(
      ([key, value]) => [`${words.filter[language]} ${key}`, filterText(value)] as const,
    ),
  ];
}

function filterText(value: unknown): string {
  return (Array.isArray(value) ? value.join(", ") : String(value)).replaceAll("\n", ", ");
}

/** qingzhang-items-2026-11-22.xlsx: plain letters, so that every system keeps the name. */
export function listFileFacts(list: string, of: { today: string; format: ListFormat }) {
  return {
    name: `qingzhang-${list}-${of.today}.${of.format}`,
    mimeType: listFormats[of.format].mimeType,
  };
}
