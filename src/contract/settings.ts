// The organisation and its books: what the settings pages read and change.
import { z } from "zod";
import { currencyCode } from "./money.ts";
import { booksSummary } from "./session.ts";

export const accountingStandard = z.enum(["cas", "sme", "international"]);

export const booksSettings = booksSummary
  .extend({
    ownTaxIds: z.array(z.string()),
    ownNames: z.array(z.string()),
    /** Wrong automatic postings per thousand lines that the user accepts. */
    maxWrongPerMille: z.number(),
  })
  .meta({ id: "BooksSettings" });
export type BooksSettings = z.infer<typeof booksSettings>;

export const newBooks = z.strictObject({
  name: z.string().trim().min(1).max(80),
  homeCurrency: currencyCode.default("CNY"),
  standard: accountingStandard.default("cas"),
  timeZone: z.string().min(1).max(60).default("Asia/Shanghai"),
  ownNames: z.array(z.string().trim().min(1).max(80)).max(20).default([]),
  ownTaxIds: z.array(z.string().trim().min(1).max(40)).max(20).default([]),
});
export type NewBooks = z.infer<typeof newBooks>;

export const booksChange = z.strictObject({
  name: z.string().trim().min(1).max(80).optional(),
  ownNames: z.array(z.string().trim().min(1).max(80)).max(20).optional(),
  ownTaxIds: z.array(z.string().trim().min(1).max(40)).max(20).optional(),
});
export type BooksChange = z.infer<typeof booksChange>;

export const savedView = z.object({
  id: z.number().int(),
  page: z.string(),
  name: z.string(),
  shared: z.boolean(),
  mine: z.boolean(),
  view: z.record(z.string(), z.unknown()),
});
export type SavedView = z.infer<typeof savedView>;
export const savedViewList = z.object({ rows: z.array(savedView) });
export const newSavedView = z.strictObject({
  page: z.string().min(1).max(60),
  name: z.string().trim().min(1).max(60),
  shared: z.boolean().default(false),
  view: z.record(z.string(), z.unknown()),
});
