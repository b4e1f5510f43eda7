// Every work that the clock starts, one line each.
import type { ClockWork } from "../app/clock/clock-work.ts";
import { escalateDisputesDaily } from "./escalate-disputes.ts";
import { sendCauseLettersDaily } from "./send-cause-letters.ts";
import { chaseStatementsDaily } from "./chase-statements-daily.ts";
import { dunningDaily } from "./dunning-daily.ts";
import { fetchRepliesWork } from "./fetch-replies.ts";
import { makeStatementsDaily } from "./make-statements-daily.ts";

export const clockWorks: readonly ClockWork[] = [
  makeStatementsDaily,
  chaseStatementsDaily,
  dunningDaily,
  fetchRepliesWork,
  escalateDisputesDaily,
  sendCauseLettersDaily,
];
