// How a customer usually pays, as learned from people's decisions.
import { z } from "zod";
import { habitCodes } from "../core/calibration/habits.ts";
import { dateText, recordId, recordIdParam } from "./page.ts";

export const habitPath = z.object({ booksId: recordIdParam, customerId: recordIdParam });
export const habitBody = z.strictObject({
  code: z.enum(habitCodes),
  act: z.enum(["revoke", "restore"]),
});

export const habitList = z
  .object({
    rows: z.array(
      z.object({
        code: z.enum(habitCodes),
        /** Of so many settlements by people, so many showed it. */
        times: z.number().int(),
        of: z.number().int(),
        isInForce: z.boolean(),
        isRevoked: z.boolean(),
        learnedFrom: z.array(
          z.object({ lineId: recordId, date: dateText, by: z.string().nullable() }),
        ),
      }),
    ),
  })
  .meta({ id: "HabitList" });
export type HabitList = z.infer<typeof habitList>;
