// At the first start: an organisation, its books and the administrator who signs in first.
import { randomInt } from "node:crypto";
import type { Language } from "../../core/words/word.ts";
import { insertBooks } from "../../db/books.ts";
import { insertMember, insertOrganisation, nextOrganisationId } from "../../db/members.ts";
import { beforeOrganisation, inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import type { Auth } from "./auth.ts";
import { recordAct } from "./record-act.ts";

export type FirstAdministrator = {
  readonly organisation: string;
  readonly isDemo: boolean;
  readonly booksName: string;
  readonly ownNames: readonly string[];
  readonly ownTaxIds: readonly string[];
  readonly email: string;
  readonly name: string;
  readonly language: Language;
  /** Null: a random one is made and returned, to be shown once. */
  readonly password: string | null;
};

export async function createFirstAdministrator(
  deps: Deps & { readonly auth: Auth },
  input: FirstAdministrator,
): Promise<{ orgId: number; booksId: number; memberId: number; password: string }> {
  const password = input.password ?? randomPassword();
  const { email, name } = input;
  const { userId } = await deps.auth.ensureAccount({ email, name, password });
  const orgId = await beforeOrganisation(deps.pool, { userId }, nextOrganisationId);
  return inOrganisation(deps.pool, orgId, async (db) => {
    await insertOrganisation(db, { orgId, name: input.organisation, isDemo: input.isDemo });
    const books = await insertBooks(db, {
      orgId,
      name: input.booksName,
      homeCurrency: "CNY",
      standard: "cas",
      timeZone: "Asia/Shanghai",
      ownNames: input.ownNames,
      ownTaxIds: input.ownTaxIds,
    });
    const member = await insertMember(db, {
      orgId,
      userId,
      email,
      name,
      role: "administrator",
      limits: { adjustAlone: "50.00" },
      language: input.language,
    });
    const memberId = member?.id ?? 0;
    await recordAct(db, { orgId, memberId, name }, { action: "organisation_created" });
    return { orgId, booksId: books.id, memberId, password };
  });
}

/** Without the letters and digits that people confuse when they copy from paper. */
const passwordLetters = "abcdefghjkmnpqrstuvwxyz23456789";

export function randomPassword(): string {
  const group = () =>
    Array.from({ length: 5 }, () => passwordLetters[randomInt(passwordLetters.length)]).join("");
  return [group(), group(), group()].join("-");
}
