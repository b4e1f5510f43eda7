// A first password is known to whoever made it, so it opens nothing but the choice of an own one, in
// the same request (ASVS 6.4.1).
import { faultOfPassword, type PasswordFault } from "../../core/password-rules.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import type { Deps } from "../deps.ts";
import type { Auth } from "./auth.ts";
import { recordAccountEvent } from "./record-sign-in.ts";

export type OwnPasswordRefusal = {
  readonly code:
    | "first_password_expired"
    | "first_password"
    | PasswordFault
    | "password_not_changed";
};

/** False: the password that was right is the person's own already. */
export async function chooseOwnPassword(
  deps: Deps & { readonly auth: Auth },
  input: {
    readonly email: string;
    readonly password: string | undefined;
    readonly newPassword: string | undefined;
    /** The mark of the password that was right. */
    readonly was: string | null;
    readonly address: string;
  },
): Promise<Result<boolean, OwnPasswordRefusal>> {
  const { email, password, newPassword, was, address } = input;
  const found = await deps.auth.firstPasswordOf(email);
  if (found === null) return ok(false);
  if (found.isExpired) return refuse({ code: "first_password_expired" });
  if (newPassword === undefined) return refuse({ code: "first_password" });
  const fault = faultOfPassword(newPassword, [email]);
  if (fault !== null) return refuse({ code: fault });
  if (newPassword === password) return refuse({ code: "password_not_changed" });
  const { userId } = found;
  const isSet = await deps.auth.setOwnPassword({ userId, password: newPassword, was });
  if (!isSet) return refuse({ code: "first_password_expired" });
  await recordAccountEvent(deps, { userId, event: "password_changed", address });
  return ok(true);
}
