// Every work that the clock starts, one line each.
import type { ClockWork } from "../app/clock/clock-work.ts";
import { chaseStatementsDaily } from "./chase-statements-daily.ts";
import { rateCustomersNightly } from "./credit-rating.ts";
import { dashboardPictures } from "./dashboard-pictures.ts";
import { dunningDaily } from "./dunning-daily.ts";
import { escalateDisputesDaily } from "./escalate-disputes.ts";
import { fetchRepliesWork } from "./fetch-replies.ts";
import { mailReportsDaily } from "./mail-reports-daily.ts";
import { makeStatementsDaily } from "./make-statements-daily.ts";
import { noticeRoundWork } from "./notice-round.ts";
import { removePrintsDaily } from "./remove-prints-daily.ts";
import { removeWebhooksDaily } from "./remove-webhooks-daily.ts";
import { sendCauseLettersDaily } from "./send-cause-letters.ts";
import { tellDifferencesWork } from "./tell-differences.ts";

export const clockWorks: readonly ClockWork[] = [
  makeStatementsDaily,
  chaseStatementsDaily,
  rateCustomersNightly,
  dunningDaily,
  fetchRepliesWork,
  noticeRoundWork,
  mailReportsDaily,
  tellDifferencesWork,
  escalateDisputesDaily,
  sendCauseLettersDaily,
  removePrintsDaily,
  removeWebhooksDaily,
  dashboardPictures,
];
