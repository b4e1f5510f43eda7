// A reason on the wire: a key of the catalogues (core/words) with its fields; the browser words it.
import { z } from "zod";

export const because = z
  .object({ key: z.string(), fields: z.record(z.string(), z.union([z.string(), z.number()])) })
  .meta({ id: "Because" });
export const becauseList = z.array(because);
