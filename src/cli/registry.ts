// The commands of `qingzhang`, in the order the help lists them.
import type { Command } from "./command.ts";
import { reconcile } from "./reconcile.ts";

export const commands: readonly Command[] = [reconcile];
