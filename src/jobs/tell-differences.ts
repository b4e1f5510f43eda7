// Differences that runs have found, told to the customers at the next turn of the clock.
import type { ClockWork } from "../app/clock/clock-work.ts";
import { tellNewDifferences } from "../app/notices-to-customers/tell-difference.ts";

export const tellDifferencesWork: ClockWork = {
  name: "tell_differences",
  every: "turn",
  run: tellNewDifferences,
};
