// What there is to sign in to: the demo books, or, where they are not wanted and nobody has an
// account yet, an empty set of books with an administrator whose password is shown once.
import type { Deps } from "../app/deps.ts";
import type { Auth } from "../app/people/auth.ts";
import { createFirstAdministrator } from "../app/people/create-first-administrator.ts";
import type { Config } from "../config.ts";
import { demoLogin, ensureDemoBooks } from "./demo-books.ts";
import { demoLoginWords, demoWords } from "./first-words.ts";
import { progressOn } from "./progress.ts";

const firstAdministratorEmail = "admin@qingzhang.example";

/** The lines about signing in; null when there is nothing new to tell. */
export async function ensureFirstBooks(
  deps: Deps & { readonly auth: Auth },
  config: Pick<Config, "demo" | "host" | "workersInServer">,
  stopIfAsked: () => void,
): Promise<string | null> {
  if (config.demo && config.workersInServer) {
    const made = await ensureDemoBooks(deps, progressOn(process.stdout), stopIfAsked);
    if (made) process.stdout.write(`${demoWords(made)}\n`);
    return demoLoginWords(demoLogin, config.host);
  }
  if (config.demo || (await deps.auth.hasAccounts())) return null;
  const { password } = await createFirstAdministrator(deps, {
    organisation: "我的公司",
    isDemo: false,
    booksName: "主账套",
    ownNames: [],
    ownTaxIds: [],
    email: firstAdministratorEmail,
    name: "管理员",
    language: "zh",
    password: null,
  });
  return `首次登录 First login (shown once):  ${firstAdministratorEmail}  /  ${password}`;
}
