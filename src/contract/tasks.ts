// Tasks about customers: calls, letters to post, what a dispute needs.
import { z } from "zod";
import { dateParam, dateText, instantText, recordId, recordIdParam } from "./page.ts";

export const taskKinds = {
  call: { zh: "电话", en: "Call" },
  letter: { zh: "寄信", en: "Letter" },
  paper: { zh: "取单据", en: "Get a paper" },
  check: { zh: "核实", en: "Check" },
  other: { zh: "其他", en: "Other" },
} as const;
const kinds = ["call", "letter", "paper", "check", "other"] as const;
const named = z.object({ id: recordId, name: z.string() });

export const taskQuery = z.object({
  state: z.enum(["open", "done", "cancelled"]).default("open"),
  kind: z.enum(kinds).optional(),
  /** A member's id, or "me". */
  owner: z
    .string()
    .regex(/^(me|\d{1,16})$/)
    .optional(),
  customer: recordIdParam.optional(),
  dispute: recordIdParam.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});
export type TaskQuery = z.infer<typeof taskQuery>;

export const taskOnWire = z
  .object({
    id: recordId,
    customer: named,
    kind: z.enum(kinds),
    statement: z.object({ id: recordId, no: z.string() }).nullable(),
    disputeId: recordId.nullable(),
    title: z.string(),
    owner: named.nullable(),
    /** Whom to call or write to. */
    contact: z.string(),
    phone: z.string(),
    address: z.string(),
    dueOn: dateText,
    state: z.enum(["open", "done", "cancelled"]),
    outcome: z.string(),
    doneAt: instantText.nullable(),
    doneBy: z.string().nullable(),
  })
  .meta({ id: "CustomerTask" });
export type TaskOnWire = z.infer<typeof taskOnWire>;
export const taskList = z.object({ rows: z.array(taskOnWire) });
export type TaskList = z.infer<typeof taskList>;

export const taskToAdd = z.strictObject({
  kind: z.enum(kinds),
  title: z.string().trim().min(1).max(300),
  dueOn: dateParam,
  ownerId: recordId.nullable().default(null),
  disputeId: recordId,
});
export type TaskToAdd = z.infer<typeof taskToAdd>;
export const taskEnd = z.strictObject({
  state: z.enum(["done", "cancelled"]),
  /** What came of it; of a registered letter its number. */
  outcome: z.string().trim().max(500).default(""),
});
export type TaskEnd = z.infer<typeof taskEnd>;
export const taskDone = z.object({ done: z.literal(true) });
