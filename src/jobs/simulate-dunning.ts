// A dunning policy tried on the past, as a job.
import { runSimulation } from "../app/dunning/simulate.ts";
import type { Job } from "./job.ts";

export const simulateDunning: Job = {
  name: "simulate_dunning",
  run: ({ deps, payload, report }) => runSimulation(deps, payload, report),
};
