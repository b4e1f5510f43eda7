// The global search: the best hits over customers, open items and bank lines.
import { z } from "zod";
import { money } from "./money.ts";
import { recordId } from "./page.ts";

export const searchQuery = z.object({ q: z.string().trim().min(1).max(200) });

const searchHit = z
  .object({
    kind: z.enum(["customer", "item", "line"]),
    id: recordId,
    title: z.string(),
    detail: z.string(),
    money: money.nullable(),
    /** What to look for on the list page of its kind, so that this row is found again. */
    find: z.string(),
  })
  .meta({ id: "SearchHit" });
export type SearchHit = z.infer<typeof searchHit>;

export const searchResult = z.object({ hits: z.array(searchHit) });
