// Members of the organisation: role, limits in money, language, active or not.
import { z } from "zod";
import { decimalAmount } from "./money.ts";
import { instantText, recordId } from "./page.ts";
import { language, role } from "./session.ts";

export const memberLimits = z
  .object({
    /** Largest adjustment this member may post alone, in home currency. */
    adjustAlone: decimalAmount.optional(),
    /** Largest adjustment this member may approve. */
    approve: decimalAmount.optional(),
  })
  .meta({ id: "MemberLimits" });
export type MemberLimits = z.infer<typeof memberLimits>;

const member = z
  .object({
    id: recordId,
    email: z.string(),
    name: z.string(),
    role,
    limits: memberLimits,
    /** Leads their team: a sales lead signs price cuts and penalties. */
    isLead: z.boolean(),
    language,
    active: z.boolean(),
    hasSecondFactor: z.boolean(),
    lastSignInAt: instantText.nullable(),
    createdAt: instantText,
  })
  .meta({ id: "Member" });
export type Member = z.infer<typeof member>;

export const memberList = z.object({ rows: z.array(member) });

export const newMember = z.strictObject({
  email: z.email().max(200),
  name: z.string().trim().min(1).max(80),
  role,
  language: language.default("zh"),
  limits: memberLimits.default({}),
  isLead: z.boolean().default(false),
  /** Of limits wider than the books' own: a second person reads it. */
  reason: z.string().trim().max(500).default(""),
});
export type NewMember = z.infer<typeof newMember>;

/** The first password is shown once to the administrator, who hands it over. */
export const createdMember = z.object({
  member,
  firstPassword: z.string().nullable(),
  /** Wider limits wait for a second person. */
  approvalId: recordId.nullable(),
});

export const memberChange = z.strictObject({
  name: z.string().trim().min(1).max(80).optional(),
  role: role.optional(),
  limits: memberLimits.optional(),
  isLead: z.boolean().optional(),
  active: z.boolean().optional(),
  /** Of wider limits. */
  reason: z.string().trim().max(500).default(""),
});
export type MemberChange = z.infer<typeof memberChange>;
export const changedMember = member
  .extend({ approvalId: recordId.nullable() })
  .meta({ id: "ChangedMember" });
export type ChangedMember = z.infer<typeof changedMember>;

export const passwordReset = z.strictObject({
  /** The phone with the authenticator is lost too. */
  secondFactorToo: z.boolean().default(false),
});
export const newPassword = z.object({ firstPassword: z.string() });
