// Promises settled and our own people told, all day long.
import type { ClockWork } from "../app/clock/clock-work.ts";
import { noticeRound } from "../app/notices/round.ts";

export const noticeRoundWork: ClockWork = { name: "notices", every: "turn", run: noticeRound };
