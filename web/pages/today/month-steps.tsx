// 还差 N 步可结账: what still keeps the next month from being closed, each step with its way there.
import { Link } from "react-router";
import { type CloseStep, closeCheck, periodList } from "../../../src/contract/periods.ts";
import { readableAmounts } from "../../../src/core/group-digits.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { pathTo } from "../../paths.ts";
import { Tag } from "../../ui/status-tag.tsx";
import { closeWords } from "../../words/close.ts";
import { todayWords } from "../../words/today.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { monthToClose } from "../close/month-to-close.ts";

export type MonthSteps = { readonly month: string; readonly left: readonly CloseStep[] };

/** The checks prove the whole books, which nobody needs at every look at this page. */
const goodForMs = 300_000;

/** Null while it is not known, or nobody asks. */
export function useMonthSteps({ enabled }: { readonly enabled: boolean }): MonthSteps | null {
  const base = useBooksPath();
  const { today } = useBooks();
  const periods = useGet(periodList, `${base}/periods`, { enabled });
  const month = periods.data ? monthToClose(periods.data, today) : null;
  const check = useGet(closeCheck, `${base}/periods/check`, {
    query: { month },
    enabled: enabled && month !== null,
    freshMs: goodForMs,
  });
  if (month === null || !check.data) return null;
  return { month, left: check.data.steps.filter(isLeft) };
}

function isLeft({ state }: CloseStep): boolean {
  return state === "block" || state === "warn";
}

export function MonthStepsBlock({ steps }: { readonly steps: MonthSteps }) {
  const w = useWords(todayWords);
  const words = useWords(closeWords);
  const language = useLanguage();
  const { id: booksId } = useBooks();
  const { month, left } = steps;
  return (
    <section className="panel today-steps" aria-label={w("steps")}>
      <h2 className="panel-head">
        {w("steps")} · {month}
        <Link className="is-end" to={pathTo("closing", { booksId })}>
          {w("toClosing")}
        </Link>
      </h2>
      {left.length === 0 ? (
        <p className="today-step">
          <span className="today-ok">✓ {w("stepsNone", { month })}</span>
        </p>
      ) : null}
      {left.map((step) => (
        <Link key={step.step} className="today-step" to={pathTo(pageOf(step), { booksId })}>
          <Tag
            tone={step.state === "block" ? "red" : "amber"}
            text={words(`state_${step.state}`)}
          />
          <span>{wordOf(words, `step_${step.step}`) ?? step.step}</span>
          <span className="page-note">
            {readableAmounts(
              wordOf(words, `detail_${step.detail}`, step.fields) ?? step.detail,
              language,
            )}
          </span>
        </Link>
      ))}
    </section>
  );
}

/** The revaluation starts from the closing page, with its month. */
function pageOf({ link }: CloseStep) {
  return link === null || link === "revaluation" || link === "provision" ? "closing" : link;
}

type CloseWord = keyof typeof closeWords;

function wordOf(
  words: (key: CloseWord, fields?: CloseStep["fields"]) => string,
  key: string,
  fields: CloseStep["fields"] = {},
): string | null {
  return Object.hasOwn(closeWords, key) ? words(key as CloseWord, fields) : null; // checked here
}
