// Dunning every working day, from the hour the books have set.
import type { ClockWork } from "../app/clock/clock-work.ts";
import { runDaily } from "../app/dunning/run-daily.ts";

export const dunningDaily: ClockWork = { name: "dunning", every: "turn", run: runDaily };
