// Calls, letters and papers for the lawyer go to the collectors' day as the next step with a customer.
import { insertTask } from "../../db/collection-calls.ts";
import type { Db } from "../../db/pool.ts";
import type { DunningBooks } from "./rules.ts";

const taskKinds = {
  call: "call",
  letter: "letter",
  lawyer_letter: "legal",
  task: "legal",
} as const;

export async function handOut(
  db: Db,
  books: DunningBooks,
  notices: readonly { readonly channel: string; readonly customerId: number }[],
): Promise<void> {
  for (const { channel, customerId } of notices) {
    if (!isHandWork(channel)) continue;
    await insertTask(db, books, {
      customerId,
      kind: taskKinds[channel],
      dueOn: books.today,
      note: "",
      memberId: null,
      callId: null,
    });
  }
}

function isHandWork(channel: string): channel is keyof typeof taskKinds {
  return Object.hasOwn(taskKinds, channel);
}
