// Who is signed in, to which organisations they belong, and what they may do there.
import { z } from "zod";
import { actNames, roles } from "../core/roles.ts";
import { dateText, recordId } from "./page.ts";

export const role = z.enum(roles).meta({ id: "Role" });
const act = z.enum(actNames as [string, ...string[]]); // the record has members
export const language = z.enum(["zh", "en"]);

export const booksSummary = z
  .object({
    id: recordId,
    name: z.string(),
    homeCurrency: z.string(),
    standard: z.enum(["cas", "sme", "international"]),
    timeZone: z.string(),
    closedThrough: dateText.nullable(),
    isDemo: z.boolean(),
    /** The calendar day it is now in the books' time zone. */
    today: dateText,
  })
  .meta({ id: "BooksSummary" });
export type BooksSummary = z.infer<typeof booksSummary>;

const sessionBooks = booksSummary
  .extend({
    /** From which day past due each dunning grade begins. */
    gradeDays: z.object({ A: z.number().int(), B: z.number().int(), C: z.number().int() }),
  })
  .meta({ id: "SessionBooks" });
export type SessionBooks = z.infer<typeof sessionBooks>;

const organisationSummary = z
  .object({
    id: recordId,
    name: z.string(),
    isDemo: z.boolean(),
    memberId: recordId,
    role,
    books: z.array(sessionBooks),
  })
  .meta({ id: "OrganisationSummary" });
export type OrganisationSummary = z.infer<typeof organisationSummary>;

export const session = z
  .object({
    user: z.object({
      email: z.string(),
      name: z.string(),
      hasSecondFactor: z.boolean(),
    }),
    language,
    organisation: organisationSummary,
    organisations: z.array(z.object({ id: recordId, name: z.string(), role })),
    acts: z.array(act),
    /** Money limits of this member, decimal text in home currency, by act. */
    limits: z.record(z.string(), z.string()),
  })
  .meta({ id: "Session" });
export type Session = z.infer<typeof session>;

export const sessionChange = z.strictObject({ language });
