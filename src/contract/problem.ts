// RFC 9457 problem details, as every refusal and error is answered.
import { z } from "zod";

export const problem = z
  .object({
    type: z.string(),
    /** The refusal as a sentence in the asker's language: what, where, remedy. */
    title: z.string(),
    status: z.number().int(),
    /** Stable, snake_case, never reused (docs/errors.md). */
    code: z.string(),
    /** The values the sentence was made of. */
    fields: z.record(z.string(), z.unknown()),
    /** What to quote to the administrator; stands in the log. */
    reference: z.string().optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof problem>;
