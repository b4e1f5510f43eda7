// 数据大屏: the dashboard's figures readable from five metres. Turns every twenty seconds,
// says from when its data is, and goes grey when that is too long ago.
import "../dashboard/dashboard.css";
import "./wall.css";
import { useEffect, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { type Dashboard, dashboard } from "../../../src/contract/dashboard.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { pathTo } from "../../paths.ts";
import { formatInstant } from "../../ui/date-text.tsx";
import { useHotkeys } from "../../ui/hotkeys.ts";
import { dashboardWords } from "../../words/dashboard.ts";
import { useWords } from "../../words/words.ts";
import { WallCash, WallGrades, WallRisks, WallTrend } from "./wall-pages.tsx";

const refreshMs = 60_000;
const turnMs = 20_000;
const staleMs = 3_600_000;

const pages = [WallCash, WallGrades, WallTrend, WallRisks] as const;

export function Component() {
  const { data, error } = useGet(dashboard, `${useBooksPath()}/dashboard`, {
    refreshMs,
    keep: true,
  });
  if (!data) return <div className="wall">{error ? <Failure error={error} /> : null}</div>;
  return <Wall data={data} />;
}

function Wall({ data }: { readonly data: Dashboard }) {
  const w = useWords(dashboardWords);
  const navigate = useNavigate();
  const { id: booksId, timeZone, name } = useBooks();
  const [address, setAddress] = useSearchParams();
  const isMasked = address.get("names") !== "shown";
  const [at, setAt] = useState(0);
  const age = useAge(data.madeAt);
  const turn = () => setAt((before) => (before + 1) % pages.length);
  useEvery(turnMs, turn);
  const leave = () => navigate(pathTo("dashboard", { booksId }));
  useHotkeys(dashboardWords.wall, [
    { key: "ArrowRight", does: dashboardWords.nextPage, run: turn },
    { key: "Escape", does: dashboardWords.leave, run: leave },
  ]);
  const Page = pages[at] ?? WallCash;
  const isStale = age > staleMs;
  return (
    <div className={isStale ? "wall is-stale" : "wall"}>
      <header className="wall-head">
        <b>{name}</b>
        <span>{data.date}</span>
        <span className="is-end">
          {isStale ? <strong role="alert">{w("stale")}</strong> : null}
          {w("dataTime", { time: formatInstant(data.madeAt, timeZone, false) })}
        </span>
      </header>
      <main className="wall-page">
        <Page data={data} isMasked={isMasked} />
      </main>
      <footer className="wall-foot">
        <span aria-hidden="true">
          {pages.map((page, index) => (
            <i key={page.name} className={index === at ? "is-current" : ""} />
          ))}
        </span>
        <button type="button" onClick={() => setAddress(isMasked ? { names: "shown" } : {})}>
          {w(isMasked ? "unmasked" : "masked")}
        </button>
        <button type="button" onClick={turn}>
          {w("nextPage")}
        </button>
        <button type="button" onClick={leave}>
          {w("leave")}
        </button>
      </footer>
    </div>
  );
}

/** Milliseconds since the answer was put together, counted on. */
function useAge(madeAt: string): number {
  const [now, setNow] = useState(() => Date.now());
  useEvery(refreshMs / 2, () => setNow(Date.now()));
  return now - Date.parse(madeAt);
}

function useEvery(ms: number, run: () => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock of the wall runs on by itself
  useEffect(() => {
    const timer = setInterval(run, ms);
    return () => clearInterval(timer);
  }, [ms]);
}
