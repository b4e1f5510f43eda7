// The outbox of one set of books as a job.
import { sendMessages } from "../app/sending/send-messages.ts";
import type { Job } from "./job.ts";

export const sendMessagesJob: Job = {
  name: "send_messages",
  run: ({ deps, payload, report }) => sendMessages(deps, payload, report),
};
