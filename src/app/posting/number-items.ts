// Numbers of items that a posting begins: a part of a claim goes on under its number, and a second
// part of one kind gets "/2" behind it, as no customer has two items of one kind and number.
import type { CodedPosting } from "../../core/ledger/settle.ts";
import { countNumbered } from "../../db/new-items.ts";
import type { Db } from "../../db/pool.ts";
import type { Recording } from "../../db/recording.ts";

export async function numberItems(
  db: Db,
  recording: Recording,
  postings: readonly CodedPosting[],
): Promise<CodedPosting[]> {
  const numbered: CodedPosting[] = [];
  const given = new Map<string, number>();
  for (const { posting, code } of postings) {
    const { newItem } = posting;
    if (!newItem) {
      numbered.push({ posting, code });
      continue;
    }
    const key = `${newItem.customerId} ${newItem.kind} ${newItem.number}`;
    const count = given.get(key) ?? (await countNumbered(db, recording, newItem));
    given.set(key, count + 1);
    const number = count === 0 ? newItem.number : `${newItem.number}/${count + 1}`;
    numbered.push({ posting: { ...posting, newItem: { ...newItem, number } }, code });
  }
  return numbered;
}
