// API tokens: shown once, kept as a hash, with scopes and an expiry.
import { z } from "zod";
import { instantText, recordId } from "./page.ts";

/** read: every GET its owner may do; write: every act of the owner's role. */
const tokenScopes = ["read", "write"] as const;
const tokenScope = z.enum(tokenScopes);

const apiToken = z
  .object({
    id: recordId,
    name: z.string(),
    scopes: z.array(tokenScope),
    expiresAt: instantText.nullable(),
    lastUsedAt: instantText.nullable(),
    revokedAt: instantText.nullable(),
    createdAt: instantText,
  })
  .meta({ id: "ApiToken" });
export type ApiToken = z.infer<typeof apiToken>;

export const apiTokenList = z.object({ rows: z.array(apiToken) });

export const newApiToken = z.strictObject({
  name: z.string().trim().min(1).max(80),
  scopes: z.array(tokenScope).min(1).max(2),
  expiresInDays: z.number().int().min(1).max(730).nullable().default(365),
});
export type NewApiToken = z.infer<typeof newApiToken>;

export const createdApiToken = z.object({ token: apiToken, secret: z.string() });
