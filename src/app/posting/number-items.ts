// Numbers of items that a posting begins: a part of a claim goes on under its number, and a second
// part of one kind gets "/2" behind it, as no customer has two items of one kind and number. A part
// that was taken back leaves its number free.
import type { CodedPosting } from "../../core/ledger/settle.ts";
import { type NumberedItem, selectNumberedParts } from "../../db/new-items.ts";
import type { Db } from "../../db/pool.ts";
import type { Recording } from "../../db/recording.ts";

export async function numberItems(
  db: Db,
  recording: Recording,
  postings: readonly CodedPosting[],
): Promise<CodedPosting[]> {
  const begun = new Map(
    postings.flatMap(({ posting: { newItem } }) => (newItem ? [[keyOf(newItem), newItem]] : [])),
  );
  const parts = await selectNumberedParts(db, recording, [...begun.values()]);
  const taken = new Map([...begun.keys()].map((key, at) => [key, new Set(parts[at])]));
  return postings.map((coded): CodedPosting => {
    const { newItem } = coded.posting;
    if (!newItem) return coded;
    const known = taken.get(keyOf(newItem)) ?? new Set();
    const part = firstFree(known);
    known.add(part);
    const number = part === 1 ? newItem.number : `${newItem.number}/${part}`;
    return { ...coded, posting: { ...coded.posting, newItem: { ...newItem, number } } };
  });
}

function firstFree(taken: ReadonlySet<number>): number {
  let part = 1;
  while (taken.has(part)) part += 1;
  return part;
}

function keyOf({ customerId, kind, number }: NumberedItem): string {
  return `${customerId} ${kind} ${number}`;
}
