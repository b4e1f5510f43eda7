// Runs `qingzhang reset-password` on the database of the data folder.
import { createAuth } from "../app/people/auth.ts";
import { resetPasswordFromMachine } from "../app/people/reset-password.ts";
import { systemClock } from "../clock.ts";
import { readConfig } from "../config.ts";
import { refuseOtherVersion } from "../db/migrate.ts";
import { createPlainPool, createPool } from "../db/pool.ts";
import { openForCommand } from "../start/command-database.ts";
import type { CommandArguments, ExitStatus, Terminal } from "./command.ts";

export async function runResetPassword(
  call: CommandArguments,
  terminal: Terminal,
): Promise<ExitStatus> {
  const { language } = call;
  const email = call.value("email") ?? "";
  const config = readConfig();
  const database = await openForCommand(config, "reset-password");
  const pool = createPool({ ...database.app, max: 1 }, () => {});
  const authPool = createPlainPool({ ...database.auth, max: 1 }, () => {});
  try {
    await refuseOtherVersion(database.owner);
    const auth = createAuth({
      clock: systemClock,
      pool: authPool,
      secret: database.sessionSecret,
      publicUrl: config.publicUrl,
    });
    const reset = await resetPasswordFromMachine(
      { pool, clock: systemClock, auth },
      { email, secondFactorToo: call.has("second-factor") },
    );
    if (!reset.ok) {
      terminal.note(`${email}: ${words.nobody[language]}\n`);
      return 2;
    }
    terminal.note(`${words.first[language]}\n`);
    terminal.out(new TextEncoder().encode(`${reset.value.firstPassword}\n`));
    return 0;
  } finally {
    await pool.end();
    await authPool.end();
    await database.stop();
  }
}

const words = {
  nobody: {
    zh: "没有人用这个邮箱登录。请核对邮箱，以及 QINGZHANG_DATA 或 DATABASE_URL 是否指向正在使用的数据。",
    en: "nobody signs in with this address. Check it, and that QINGZHANG_DATA or DATABASE_URL names the data in use.",
  },
  first: {
    zh: "首次密码（十四天内有效，登录后须另设自己的密码）：",
    en: "The first password (for fourteen days; an own one must be chosen with it):",
  },
} as const;
