// A note on the disk for each message in the hands of a sender: empty while it is being made ready, one
// sign at the moment it is handed over, one more when the other side has taken it. Whoever takes the
// work up after a kill sees which messages the other side may have: those are never sent a second time;
// the others never left. Each sign is one write to a file that is open already, so that as little as
// possible lies between the sign and the last byte that leaves.
import { closeSync, mkdirSync, openSync, readdirSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";

export type HandoverNotes = {
  /** Before anything of the message leaves. */
  readonly begin: (messageId: number) => void;
  /** Synchronous: nothing of the message happens between the sign and the hand-over. */
  readonly handing: (messageId: number) => void;
  readonly accepted: (messageId: number) => void;
  /** After the outcome is in the database. */
  readonly forget: (messageIds: readonly number[]) => void;
  readonly find: () => ReadonlyMap<number, "begun" | "handed" | "accepted">;
};

export function openHandoverNotes(
  dataFolder: string,
  { orgId, booksId }: { readonly orgId: number; readonly booksId: number },
): HandoverNotes {
  const folder = join(dataFolder, "outbox", `${orgId}-${booksId}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = (messageId: number) => join(folder, String(messageId));
  const open = new Map<number, number>();
  const begin = (messageId: number) => {
    close(messageId);
    open.set(messageId, openSync(path(messageId), "w"));
  };
  const close = (messageId: number) => {
    const file = open.get(messageId);
    if (file !== undefined) closeSync(file);
    open.delete(messageId);
  };
  const sign = (messageId: number) => {
    if (!open.has(messageId)) begin(messageId);
    writeSync(open.get(messageId)!, "+");
  };
  return {
    begin,
    handing: sign,
    accepted: sign,
    forget: (messageIds) => {
      for (const id of messageIds) {
        close(id);
        rmSync(path(id), { force: true });
      }
    },
    find: () => {
      const found = new Map<number, "begun" | "handed" | "accepted">();
      for (const name of readdirSync(folder)) {
        const { size } = statSync(join(folder, name));
        found.set(Number(name), size === 0 ? "begun" : size === 1 ? "handed" : "accepted");
      }
      return found;
    },
  };
}
