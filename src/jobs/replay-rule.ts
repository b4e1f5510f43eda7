// A rule change tried on history, as a job.
import { runReplayJob } from "../app/rules/replay-rule.ts";
import type { Job } from "./job.ts";

export const replayRule: Job = {
  name: "replay_rule",
  run: ({ deps, payload, report }) => runReplayJob(deps, payload, report),
};
