// Disputes past their day, every morning.
import type { ClockWork } from "../app/clock/clock-work.ts";
import { escalateDisputes } from "../app/disputes/escalate-disputes.ts";

export const escalateDisputesDaily: ClockWork = {
  name: "escalate_disputes",
  every: "day",
  run: escalateDisputes,
};
