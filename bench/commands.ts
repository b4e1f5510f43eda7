// The benchmarks, in the order the list shows them. One file each.
import { apiCommand } from "./api.ts";
import { booksCommand } from "./books.ts";
import { errorRateCommand } from "./error-rate.ts";
import { importCommand } from "./import.ts";
import { matchCommand } from "./match.ts";
import { nobodyCommand } from "./nobody.ts";
import { scaleCommand } from "./scale.ts";
import { scoreCommand } from "./score-command.ts";
import { scrollCommand } from "./scroll.ts";
import { unreferencedCommand } from "./unreferenced.ts";
import { worstCommand } from "./worst.ts";

export type BenchCommand = {
  readonly name: string;
  readonly title: string;
  readonly run: (args: readonly string[]) => void | Promise<void>;
};

export const benchCommands: readonly BenchCommand[] = [
  matchCommand,
  errorRateCommand,
  nobodyCommand,
  unreferencedCommand,
  worstCommand,
  scaleCommand,
  importCommand,
  booksCommand,
  apiCommand,
  scrollCommand,
  scoreCommand,
];
