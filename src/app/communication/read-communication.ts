// The communication record 沟通记录: searched and read page by page.
import type { CommunicationOnWire, CommunicationQuery } from "../../contract/communication.ts";
import {
  type CommunicationRow,
  type CommunicationSource,
  communicationSources,
  selectCommunication,
} from "../../db/communication.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";

export async function readCommunication(
  deps: Deps,
  books: { readonly orgId: number; readonly booksId: number; readonly timeZone: string },
  query: CommunicationQuery,
): Promise<{ readonly rows: CommunicationOnWire[]; readonly nextCursor: string | null }> {
  const { limit, side } = query;
  const rows = await inOrganisation(deps.pool, books.orgId, (db) =>
    selectCommunication(db, {
      ...books,
      customerId: query.customerId ?? null,
      sources: sourcesIn(query.source),
      sides: side === undefined ? null : side === "us" ? ["us", "system"] : ["customer"],
      pattern: patternOf(query.q ?? ""),
      from: query.from === undefined ? null : `${query.from} 00:00 ${books.timeZone}`,
      to: query.to === undefined ? null : `${nextDay(query.to)} 00:00 ${books.timeZone}`,
      before: cursorOf(query.cursor),
      limit: limit + 1,
    }),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor =
    rows.length > limit && last ? `${last.atText} ${last.source} ${last.id}` : null;
  return { rows: page.map(onWire), nextCursor };
}

function onWire(row: CommunicationRow): CommunicationOnWire {
  const { atText: _, at, ...rest } = row;
  return { ...rest, at: at.toISOString(), detail: { ...row.detail } };
}

function patternOf(text: string): string {
  const plain = text.trim().replace(/[\\%_]/g, "\\$&");
  return plain === "" ? "%" : `%${plain}%`;
}

function sourcesIn(text: string | undefined): readonly CommunicationSource[] | null {
  if (text === undefined || text === "") return null;
  const asked = text.split(",");
  return communicationSources.filter((source) => asked.includes(source));
}

function cursorOf(text: string | undefined): { at: string; source: string; id: number } | null {
  const match = /^(\d{4}-\d\d-\d\dT[\d:.]{8,15}Z) ([a-z]{3,20}) (\d{1,16})$/.exec(text ?? "");
  if (!match) return null;
  return { at: match[1]!, source: match[2]!, id: Number(match[3]) };
}

export function nextDay(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  return new Date(at.getTime() + 86_400_000).toISOString().slice(0, 10);
}
