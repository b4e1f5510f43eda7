// A note on the disk for each message at the moment it is handed over, written before the last byte
// leaves. Whoever takes the work up after a kill sees which messages the other side may have: those
// are never sent a second time; the others never left.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export type HandoverNotes = {
  /** Synchronous: nothing of the message happens between the note and the hand-over. */
  readonly handing: (messageId: number, attempt: number) => void;
  readonly accepted: (messageId: number, attempt: number) => void;
  /** After the outcome is in the database. */
  readonly forget: (messageIds: readonly number[]) => void;
  readonly find: () => ReadonlyMap<number, "handed" | "accepted">;
};

export function openHandoverNotes(
  dataFolder: string,
  { orgId, booksId }: { readonly orgId: number; readonly booksId: number },
): HandoverNotes {
  const folder = join(dataFolder, "outbox", `${orgId}-${booksId}`);
  mkdirSync(folder, { recursive: true });
  const path = (messageId: number) => join(folder, String(messageId));
  const accepted = (messageId: number) => join(folder, `${messageId}.ok`);
  return {
    handing: (messageId, attempt) => writeFileSync(path(messageId), String(attempt)),
    accepted: (messageId, attempt) => writeFileSync(accepted(messageId), String(attempt)),
    forget: (messageIds) => {
      for (const id of messageIds) {
        rmSync(path(id), { force: true });
        rmSync(accepted(id), { force: true });
      }
    },
    find: () => {
      const found = new Map<number, "handed" | "accepted">();
      for (const name of readdirSync(folder).sort()) {
        const [id = "", end] = name.split(".");
        found.set(Number(id), end === "ok" ? "accepted" : "handed");
      }
      return found;
    },
  };
}
