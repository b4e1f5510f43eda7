// Who acts: a member of one organisation, by a session, an API token or the system's own job.
import type { Role } from "../core/roles.ts";
import type { Language } from "../core/words/word.ts";

export type Actor = {
  readonly orgId: number;
  /** Null: the system itself (a job without a person behind it). */
  readonly memberId: number | null;
  readonly role: Role;
  readonly language: Language;
  readonly name: string;
};
