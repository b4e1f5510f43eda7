// Runs `qingzhang reconcile`: its arguments checked, the files matched, the result written.
import { resultTarget } from "../app/file-mode/write-result.ts";
import type { ReconcileRequest } from "../app/reconcile-files.ts";
import { reconcileToFile } from "../app/reconcile-to-file.ts";
import { systemClock } from "../clock.ts";
import { readConfig } from "../config.ts";
import { type Because, because } from "../core/because.ts";
import { isCurrency } from "../core/currency.ts";
import { parseIsoDate } from "../core/date.ts";
import { ok, type Result, refuse } from "../core/result.ts";
import { fileModeFaultWords } from "../core/words/file-mode.ts";
import { type Catalogue, fillSentence, type Language, type Sentence } from "../core/words/word.ts";
import type { CommandArguments, ExitStatus, Terminal } from "./command.ts";
import { drawProgress } from "./progress.ts";
import { argumentWords } from "./words.ts";

const inputOptions = ["items", "lines", "customers", "rates", "own", "rules", "weights"];

export async function runReconcile(
  call: CommandArguments,
  terminal: Terminal,
): Promise<ExitStatus> {
  const { language } = call;
  const progress = drawProgress(terminal, language);
  const request = requestOf(call, progress.show);
  if (!request.ok) return complain(request.error, language, terminal);
  const inputs = inputOptions.flatMap((name) => call.values(name));
  const target = resultTarget(call.value("out") ?? "", inputs);
  if (!target.ok) return complain(target.error, language, terminal);
  const writing = { target: target.value, language, out: terminal.out };
  const deps = { clock: systemClock, threads: () => readConfig().engineThreads };
  const done = await reconcileToFile(deps, request.value, writing);
  progress.clear();
  return done.ok ? close(done.value, language, terminal) : complain(done.error, language, terminal);
}

/** bad_value, with the option, its value and what it may be. */
function requestOf(
  call: CommandArguments,
  onProgress: ReconcileRequest["onProgress"],
): Result<ReconcileRequest, Because> {
  const { language } = call;
  const wrong = (name: string, expected: Sentence) => {
    const fields = {
      word: `--${name}`,
      value: call.value(name) ?? "",
      expected: expected[language],
    };
    return refuse(because("bad_value", fields));
  };
  const homeCurrency = (call.value("home-currency") ?? "CNY").toUpperCase();
  if (!isCurrency(homeCurrency)) return wrong("home-currency", expectations.currency);
  const asOfText = call.value("as-of");
  const asOf = asOfText === undefined ? null : parseIsoDate(asOfText);
  if (asOfText !== undefined && asOf === null) return wrong("as-of", expectations.date);
  const maxWrongPerMille = decimal(call.value("max-wrong-per-mille") ?? "1", 1000);
  if (maxWrongPerMille === null) return wrong("max-wrong-per-mille", expectations.perMille);
  const closedDays = wholeNumber(call.value("closed-days") ?? "60", 36_500);
  if (closedDays === null) return wrong("closed-days", expectations.days);
  return ok({
    items: call.value("items") ?? "",
    lines: call.values("lines"),
    customers: call.value("customers"),
    rates: call.value("rates"),
    own: call.value("own"),
    rules: call.value("rules"),
    weights: call.value("weights"),
    homeCurrency,
    asOf,
    maxWrongPerMille,
    closedDays,
    language,
    onProgress,
  });
}

const expectations = {
  currency: {
    zh: "写三个字母的币种，如 CNY。",
    en: "Write a currency of three letters, such as CNY.",
  },
  date: { zh: "写 2026-10-31 这样的日期。", en: "Write a date like 2026-10-31." },
  perMille: {
    zh: "写 0 到 1000 的数，如 1 或 0.5。",
    en: "Write a number from 0 to 1000, such as 1 or 0.5.",
  },
  days: { zh: "写天数，如 60。", en: "Write a number of days, such as 60." },
} as const satisfies Readonly<Record<string, Sentence>>;

function decimal(text: string, most: number): number | null {
  const value = /^\d{1,4}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
  return value <= most ? value : null;
}

function wholeNumber(text: string, most: number): number | null {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  return value <= most ? value : null;
}

/** Sentences of the readers printed one by one before the rest is only counted. */
const notesShown = 10;

function close(
  { refused, notes }: { readonly refused: readonly unknown[]; readonly notes: readonly string[] },
  language: Language,
  terminal: Terminal,
): ExitStatus {
  for (const note of notes.slice(0, notesShown)) terminal.note(`${note}\n`);
  if (notes.length > notesShown) {
    terminal.note(`${sentences.moreNotes[language]} ${notes.length - notesShown}\n`);
  }
  if (refused.length === 0) return 0;
  const fields = { refused: refused.length };
  terminal.note(`${fillSentence(sentences.refused, language, fields)}\n`);
  return 1;
}

const sentences = {
  moreNotes: { zh: "…… 还有同类提示:", en: "… more of these:" },
  refused: {
    zh: "有 {refused} 行被拒，原因和处理办法在结果的 refused（被拒行）里。",
    en: "{refused} rows were refused; why and what to do is in the result under refused.",
  },
} as const satisfies Readonly<Record<string, Sentence>>;

function complain({ key, fields }: Because, language: Language, terminal: Terminal): ExitStatus {
  const catalogue: Catalogue = { ...argumentWords, ...fileModeFaultWords };
  terminal.note(`${fillSentence(catalogue[key]!, language, fields)}\n`);
  return 2;
}
