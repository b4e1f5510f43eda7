// Sign-ins of a person: each browser where they are signed in now, and ending some of them.
import { z } from "zod";
import { instantText } from "./page.ts";

/** Not the secret of the session: that one never leaves its cookie. */
const signInId = z.uuid();

const signIn = z
  .object({
    id: signInId,
    startedAt: instantText,
    /** Kept up at most every half hour. */
    seenAt: instantText,
    endsAt: instantText,
    /** "" where it is not known. */
    address: z.string(),
    /** As the browser names itself; "" where it does not. */
    userAgent: z.string(),
    /** The one that asks. */
    isCurrent: z.boolean(),
  })
  .meta({ id: "SignIn" });
export type SignIn = z.infer<typeof signIn>;
export const signInList = z.object({ rows: z.array(signIn) });

/** Null: all of them, one's own current one excepted. */
const ended = z.array(signInId).min(1).max(200).nullable().default(null);
/** Asked again, so that a browser left open is not enough (ASVS 7.5.2). */
export const endOwnSignIns = z.strictObject({ ids: ended, password: z.string().min(1).max(128) });
export const endMembersSignIns = z.strictObject({ ids: ended });
export const endedSignIns = z.object({ ended: z.number().int() });
