// A command of `qingzhang`: one file a command, with its manual beside it; the list is
// registry.ts. A command reads its arguments, calls a use case of app/, and says what happened.
import type { Language, Sentence } from "../core/words/word.ts";

/** 0 done; 1 done, with something a person should look at; 2 unusable arguments or input. */
export type ExitStatus = 0 | 1 | 2;

export type CommandOption = {
  /** Without the two dashes. */
  readonly name: string;
  /** What stands for the value in the help; null: a switch without one. */
  readonly value: Sentence | null;
  readonly isRequired?: boolean;
  readonly mayRepeat?: boolean;
  readonly help: Sentence;
};

/** The arguments of one call, checked against the declared options. */
export type CommandArguments = {
  readonly language: Language;
  has(name: string): boolean;
  /** The last value given, or undefined. */
  value(name: string): string | undefined;
  values(name: string): readonly string[];
};

/** Where a command speaks. Results go out, everything else to the notes. */
export type Terminal = {
  note(text: string): void;
  /** Bytes to standard output; waits where a pipe is full. */
  out(bytes: Uint8Array): void;
  /** A person watches the notes: progress may be drawn. */
  readonly isInteractive: boolean;
};

export interface Command {
  readonly name: string;
  readonly title: Sentence;
  readonly options: readonly CommandOption[];
  /** Paragraphs after the options in the help. */
  readonly notes: Sentence;
  run(call: CommandArguments, terminal: Terminal): Promise<ExitStatus>;
}
