// New mails in the mailbox for replies, at every turn of the clock.
import type { ClockWork } from "../app/clock/clock-work.ts";
import { fetchRepliesInTurn } from "../app/replies/fetch-replies.ts";

export const fetchRepliesWork: ClockWork = {
  name: "fetch_replies",
  every: "turn",
  run: fetchRepliesInTurn,
};
