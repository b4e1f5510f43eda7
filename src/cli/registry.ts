// The commands of `qingzhang`, in the order the help lists them.

import { checkEvidence } from "./check-evidence.ts";
import type { Command } from "./command.ts";
import { reconcile } from "./reconcile.ts";
import { resetPassword } from "./reset-password.ts";
import { verify } from "./verify.ts";

export const commands: readonly Command[] = [reconcile, verify, checkEvidence, resetPassword];
