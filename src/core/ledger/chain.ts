// The text that is hashed for each link of the entry chain and the audit chain. Whoever has the
// rows can compute it again: `qingzhang verify` does.
import type { IsoDate } from "../date.ts";

export type ChainedLine = {
  readonly account: string;
  readonly side: "D" | "C";
  readonly currency: string;
  readonly amountMinor: number;
  readonly homeMinor: number;
  readonly customerId: number | null;
  readonly itemId: number | null;
  readonly receiptId: number | null;
  readonly bankAccountId: number | null;
};

/** Whose chain it is, where in it an entry stands, and who recorded it when. */
export type EntryLink = {
  readonly booksId: number;
  readonly seq: number;
  /** UTC with microseconds, "2026-09-30T06:05:00.000000Z". */
  readonly recordedAt: string;
  readonly memberId: number | null;
};

export type ChainedEntry = LinkedEntry & EntryLink;

export type LinkedEntry = {
  readonly id: number;
  readonly event: string;
  readonly origin: string;
  readonly businessDate: IsoDate;
  readonly accountingDate: IsoDate;
  readonly narrationKey: string;
  readonly narrationFields: Readonly<Record<string, unknown>>;
  readonly sourceKind: string;
  readonly sourceId: number | null;
  readonly reversesId: number | null;
  readonly rule: string;
  readonly lines: readonly ChainedLine[];
};

export type ChainedAudit = {
  readonly seq: number;
  readonly recordedAt: string;
  readonly actor: string;
  readonly memberId: number | null;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: number | null;
  readonly detail: unknown;
};

/** JSON with the keys of every object in order: the same text whatever order they were stored in. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const keys = Object.keys(value);
    if (isPlain(value as Record<string, unknown>, keys)) return JSON.stringify(value);
    let text = "";
    for (const key of inOrder(keys)) {
      const of = (value as Record<string, unknown>)[key];
      if (of === undefined) continue;
      text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(of)}`;
    }
    return `{${text}}`;
  }
  return JSON.stringify(value ?? null);
}

/** Texts and numbers under keys in order, as in most narrations: JSON writes the same in one go. */
function isPlain(value: Readonly<Record<string, unknown>>, keys: readonly string[]): boolean {
  let before = "";
  for (const key of keys) {
    const of = value[key];
    if (key < before || (typeof of !== "string" && typeof of !== "number")) return false;
    before = key;
  }
  // dates and their like have no keys of their own and say what JSON writes
  return keys.length > 0;
}

/** Most objects are stored with their keys in order, and to sort takes longer than to look. */
function inOrder(keys: string[]): string[] {
  return keys.every((key, n) => n === 0 || keys[n - 1]! < key) ? keys : keys.sort();
}

/** By who has the narration's fields as canonical JSON. */
export function entryTextWith(fields: string, e: LinkedEntry, link: EntryLink): string {
  const lines = e.lines.map((l) => [
    l.account,
    l.side,
    l.currency,
    l.amountMinor,
    l.homeMinor,
    l.customerId,
    l.itemId,
    l.receiptId,
    l.bankAccountId,
  ]);
  return JSON.stringify([headOf(fields, e, link), lines]);
}

/** The same by who has its lines as they stand in it. */
export function entryTextOfLines(
  e: Omit<LinkedEntry, "lines"> & EntryLink,
  linesText: string,
): string {
  return `[${JSON.stringify(headOf(canonicalJson(e.narrationFields), e, e))},${linesText}]`;
}

function headOf(
  fields: string,
  e: Omit<LinkedEntry, "lines">,
  { booksId, seq, recordedAt, memberId }: EntryLink,
): unknown[] {
  return [
    e.id,
    booksId,
    seq,
    e.event,
    e.origin,
    e.businessDate,
    e.accountingDate,
    recordedAt,
    e.narrationKey,
    fields,
    e.sourceKind,
    e.sourceId,
    e.reversesId,
    memberId,
    e.rule,
  ];
}

export function auditText(a: ChainedAudit): string {
  return JSON.stringify([
    a.seq,
    a.recordedAt,
    a.actor,
    a.memberId,
    a.action,
    a.subjectKind,
    a.subjectId,
    canonicalJson(a.detail),
  ]);
}
