// 待我处理: what waits, how much money, since when. Enter opens the first.
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import type { WaitingFigure } from "../../../src/contract/today.ts";
import { daysBetween, isoDate } from "../../../src/core/date.ts";
import type { WaitingKind } from "../../../src/core/today.ts";
import { useBooks } from "../../api/session.tsx";
import { type PathName, pathTo } from "../../paths.ts";
import { pages } from "../../routes.tsx";
import { grouped } from "../../ui/count.ts";
import { useHotkeys } from "../../ui/hotkeys.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { todayWords } from "../../words/today.ts";
import { useWords } from "../../words/words.ts";

/** The page behind a figure, with its filter. */
const behind: Readonly<Record<WaitingKind, { readonly path: PathName; readonly query: string }>> = {
  to_confirm: { path: "match", query: "?lane=to_confirm" },
  unclaimed: { path: "match", query: "?lane=exception" },
  exception: { path: "match", query: "?lane=exception" },
  held: { path: "match", query: "?lane=exception&cause=held" },
  approval: { path: "approvals", query: "" },
  promise_today: { path: "collections", query: "?standing=promised" },
  step: { path: "collections", query: "" },
  letter: { path: "dunning", query: "" },
  dispute: { path: "disputes", query: "?mine=1" },
  unanswered: { path: "statements", query: "" },
  difference: { path: "differences", query: "" },
};

const ofLines: ReadonlySet<WaitingKind> = new Set(["to_confirm", "unclaimed", "exception", "held"]);

export type Waiting = WaitingFigure & { readonly to: string };

/** Only what can be opened. */
export function useWaiting(figures: readonly WaitingFigure[]): Waiting[] {
  const { id: booksId } = useBooks();
  return figures.flatMap((figure) => {
    const { path, query } = behind[figure.kind];
    if (!pages.some((page) => page.path === path)) return [];
    // paths of the list above have no part but the books
    return [{ ...figure, to: `${pathTo(path as "match", { booksId })}${query}` }];
  });
}

export function WaitingList({ figures }: { figures: readonly Waiting[] }) {
  const w = useWords(todayWords);
  const { today } = useBooks();
  const navigate = useNavigate();
  const [current, setCurrent] = useState(0);
  const at = Math.min(current, figures.length - 1);
  useHotkeys(todayWords.title, [
    {
      key: "Enter",
      does: todayWords.keyOpen,
      run: () => {
        const figure = figures[at];
        if (figure) navigate(figure.to);
      },
    },
    {
      key: "ArrowDown",
      does: todayWords.keyMove,
      run: () => setCurrent(Math.min(at + 1, figures.length - 1)),
    },
    {
      key: "ArrowUp",
      does: todayWords.keyMove,
      run: () => setCurrent(Math.max(at - 1, 0)),
      secret: true,
    },
  ]);
  return (
    <section className="panel today-waiting" aria-label={w("waiting")}>
      <h2 className="panel-head">{w("waiting")}</h2>
      {figures.map((figure, index) => (
        <Link
          key={figure.kind}
          to={figure.to}
          className={index === at ? "today-row is-current" : "today-row"}
          onFocus={() => setCurrent(index)}
        >
          <span className="today-row-name">{w(figure.kind)}</span>
          <span className="today-row-count">
            {w(countWord(figure), { count: grouped(figure.count) })}
          </span>
          <span className="today-row-money">
            {figure.amounts.map(({ amount, currency }) => (
              <MoneyText key={currency} amount={amount} currency={currency} showCurrency bold />
            ))}
          </span>
          <span className="today-row-age">{ageText(figure.oldest, today, w)}</span>
        </Link>
      ))}
    </section>
  );
}

function countWord({ kind, count }: WaitingFigure): "oneLine" | "lines" | "cases" {
  if (!ofLines.has(kind)) return "cases";
  return count === 1 ? "oneLine" : "lines";
}

function ageText(
  oldest: string | null,
  today: string,
  w: (key: "oldest" | "oldestToday", fields?: { days: number }) => string,
): string {
  if (oldest === null) return "";
  const days = daysBetween(isoDate(oldest), isoDate(today));
  return days <= 0 ? w("oldestToday") : w("oldest", { days });
}
