// Reverses entries that an import brought (红字冲销), and ends the receipts that stand on them as records
// too, so that no day sees money without its entry. On the entry's own date; where something was taken
// and given back since, on that day: before it, not all of it was there.
import { type IsoDate, laterDate } from "../../core/date.ts";
import { selectEntries } from "../../db/decisions.ts";
import { selectBegunByEntries } from "../../db/import-undo.ts";
import type { Db } from "../../db/pool.ts";
import {
  type NewAllocation,
  type Recording,
  reserveIds,
  storeAllocations,
  storeEntries,
} from "../../db/recording.ts";
import { reversingEntry } from "../posting/reverse-records.ts";

export async function takeEntriesBack(
  client: Db,
  recording: Recording,
  of: {
    readonly entryIds: readonly number[];
    readonly undoId: number;
    /** In an open month. */
    readonly dateOf: (date: IsoDate) => IsoDate;
  },
): Promise<void> {
  const { orgId } = recording;
  const { entryIds, undoId, dateOf } = of;
  const begun = await selectBegunByEntries(client, orgId, entryIds);
  const movedOn = new Map(begun.map((one) => [one.entryId, one.movedOn]));
  const dateOfEntry = (id: number, date: IsoDate) =>
    dateOf(laterDate(date, movedOn.get(id) ?? date));
  const entries = await selectEntries(client, orgId, entryIds);
  const dates = new Map(entries.map((one) => [one.id, dateOfEntry(one.id, one.accountingDate)]));
  const ids = await reserveIds(client, "entry", entries.length);
  await storeEntries(
    client,
    recording,
    entries.map((entry, index) =>
      reversingEntry(entry, {
        id: ids[index]!,
        businessDate: entry.businessDate,
        accountingDate: dates.get(entry.id)!,
        undoId,
      }),
    ),
  );
  const ended = begun.flatMap(({ entryId, receiptId, amountMinor, homeMinor }): NewAllocation[] => {
    const date = dates.get(entryId);
    if (receiptId === null || date === undefined) return [];
    const money = { receiptId, receiptMinor: amountMinor, receiptHomeMinor: homeMinor };
    const dated = { businessDate: date, accountingDate: date };
    return [{ ...endedRecord, ...money, ...dated, decisionId: undoId }];
  });
  await storeAllocations(client, recording, ended);
}

const endedRecord = {
  kind: "cancel",
  code: "",
  difference: null,
  receiptCustomerId: null,
  itemId: null,
  itemMinor: 0,
  itemHomeMinor: 0,
  matchId: null,
  rule: "",
  entryId: null,
  reversesId: null,
  reason: "",
} as const;
