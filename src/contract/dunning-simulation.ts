// A dunning policy tried on the past of the books.
import { z } from "zod";
import { dunningSetting, policyChange } from "./dunning.ts";
import { decimalAmount } from "./money.ts";
import { dateParam, dateText, instantText, recordId } from "./page.ts";

export const simulationAsk = z.strictObject({
  from: dateParam,
  to: dateParam,
  change: policyChange.nullable().default(null),
  setting: dunningSetting.nullable().default(null),
});
export type SimulationAsk = z.infer<typeof simulationAsk>;

const simulatedCount = z.object({
  key: z.string(),
  touches: z.number().int(),
  asked: decimalAmount,
});
export const simulationResult = z
  .object({
    customers: z.number().int(),
    customersTouched: z.number().int(),
    touches: z.number().int(),
    /** The sum of what each touch asked for: the same money is asked for more than once. */
    asked: decimalAmount,
    starts: z.number().int(),
    needRelease: z.number().int(),
    mostInAWeek: z.number().int(),
    byMonth: z.array(simulatedCount),
    byStep: z.array(simulatedCount),
    byChannel: z.array(simulatedCount),
    actions: z.array(z.object({ key: z.string(), count: z.number().int() })),
    /** Those with most touches. */
    top: z.array(
      z.object({
        customer: z.object({ id: recordId, name: z.string() }),
        touches: z.number().int(),
        last: dateText,
      }),
    ),
  })
  .meta({ id: "DunningSimulation" });
export type SimulationResult = z.infer<typeof simulationResult>;
const simulationState = z.object({
  id: recordId,
  ask: z.object({ from: dateText, to: dateText, isChanged: z.boolean() }),
  result: simulationResult.nullable(),
  startedAt: instantText,
  finishedAt: instantText.nullable(),
});
export type SimulationState = z.infer<typeof simulationState>;
export const simulationStarted = z.object({ id: recordId, jobId: recordId });
export const simulationList = z.object({ rows: z.array(simulationState) });
