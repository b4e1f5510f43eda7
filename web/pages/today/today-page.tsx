// 今日: how much money, what waits for me, what to do next. Every figure opens the rows
// behind it; what has no rows is not shown.
import { Button } from "antd";
import { Fragment, type ReactNode, useState } from "react";
import { Link, useNavigate } from "react-router";
import { agingReport } from "../../../src/contract/aging.ts";
import { dashboard } from "../../../src/contract/dashboard.ts";
import { type Today, today as todayShape } from "../../../src/contract/today.ts";
import { workbenchSummary } from "../../../src/contract/workbench.ts";
import { isoDate, monthOf } from "../../../src/core/date.ts";
import { mayWaitFor, type TodayBlock, todayOrder, waitingKinds } from "../../../src/core/today.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath, useMay, useSession } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { pathTo } from "../../paths.ts";
import { grouped } from "../../ui/count.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { useIsPhone } from "../../ui/phone.ts";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { todayWords } from "../../words/today.ts";
import { useWords } from "../../words/words.ts";
import { AccuracyStrip } from "../accuracy/figure-strip.tsx";
import { DifferenceBlock } from "./difference-block.tsx";
import { HealthBlock } from "./health-block.tsx";
import { type MonthSteps, MonthStepsBlock, useMonthSteps } from "./month-steps.tsx";
import { RecoveryBlocks, TopRisks } from "./recovery-blocks.tsx";
import { Tiles } from "./tiles.tsx";
import { useWaiting, WaitingList } from "./waiting-list.tsx";
import "./today.css";
import { Segmented } from "../../ui/segmented.tsx";

export function Component() {
  const w = useWords(todayWords);
  const base = useBooksPath();
  const books = useBooks();
  const navigate = useNavigate();
  const isPhone = useIsPhone();
  const seesLines = useMay("view_bank_lines");
  const { data, error, refetch } = useGet(todayShape, `${base}/today`);
  const summary = useGet(workbenchSummary, `${base}/workbench`, { enabled: seesLines });
  const aging = useGet(agingReport, `${base}/reports/aging`, {
    query: { view: "home", by: "currency" },
    enabled: seesLines,
  });
  const dashboardFigures = useGet(dashboard, `${base}/dashboard`, {
    enabled: seesLines && !isPhone,
  });
  const { role } = useSession().organisation;
  const mayAct = waitingKinds.some((kind) => mayWaitFor(role, kind));
  const [isShort, setShort] = useState(false);
  const waiting = useWaiting(data?.waiting ?? []);
  const steps = useMonthSteps({ enabled: seesLines });
  if (error) {
    return (
      <div className="page-body">
        <Failure error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  if (!data) {
    return (
      <div className="page-body">
        <Skeleton />
      </div>
    );
  }
  const total = summary.data?.total.count ?? null;
  const first = waiting[0];
  const hasLines = seesLines && total !== 0;
  const isWide = !isPhone;
  const figures = isWide && hasLines ? (dashboardFigures.data ?? null) : null;
  const blocks: Readonly<Record<TodayBlock, ReactNode>> = {
    waiting: <Waiting figures={waiting} isNew={total === 0} mayAct={mayAct} />,
    figures: (
      <Tiles
        isShort={isShort}
        today={data}
        aging={aging.data ?? null}
        summary={summary.data ?? null}
      />
    ),
    recovery: figures ? <RecoveryBlocks data={figures} isShort={isShort} /> : null,
    risks: figures ? <TopRisks data={figures} /> : null,
    accuracy: isWide && seesLines ? <AccuracyStrip /> : null,
    differences: isWide ? <DifferenceBlock /> : null,
    closing: steps && isWide && hasLines ? <MonthStepsBlock steps={steps} /> : null,
    health: isWide && seesLines ? <HealthBlock /> : null,
  };
  return (
    <div className="page-body today">
      <header className="page-head">
        <h1>{w("title")}</h1>
        <Headline data={data} steps={steps} />
        {seesLines ? (
          <Link to={pathTo("dashboard", { booksId: books.id })}>{w("toDashboard")}</Link>
        ) : null}
        <span className="is-end">
          {isPhone ? null : (
            <Segmented
              size="small"
              value={isShort}
              onChange={setShort}
              options={[
                { label: w("inFull"), value: false },
                { label: w("inTenThousands"), value: true },
              ]}
            />
          )}
          {first ? (
            <Button type="primary" onClick={() => navigate(first.to)}>
              {w("begin")}
            </Button>
          ) : null}
        </span>
      </header>
      {todayOrder(role).map((block) => (
        <Fragment key={block}>{blocks[block]}</Fragment>
      ))}
    </div>
  );
}

type WaitingProps = {
  readonly figures: ReturnType<typeof useWaiting>;
  readonly isNew: boolean;
  readonly mayAct: boolean;
};

/** Nothing at all for who comes to look and not to do. */
function Waiting({ figures, isNew, mayAct }: WaitingProps) {
  const w = useWords(todayWords);
  const { id: booksId } = useBooks();
  if (figures.length > 0) return <WaitingList figures={figures} />;
  if (!mayAct && !isNew) return null;
  return (
    <section className="panel">
      {isNew ? (
        <EmptyState
          kind="yet"
          title={w("waitingYet")}
          text={w("waitingYetText")}
          action={<Link to={pathTo("import", { booksId })}>{w("toImport")}</Link>}
        />
      ) : (
        <EmptyState kind="left" title={w("waitingNone")} />
      )}
    </section>
  );
}

/** `2026-09 还差 3 步可结账 · 12 笔待确认 1,204,330.00 · 3 笔未认领 86,000.00` */
function Headline({ data, steps }: { data: Today; steps: MonthSteps | null }) {
  const w = useWords(todayWords);
  const { id: booksId, homeCurrency } = useBooks();
  const decides = useMay("decide_matches");
  const parts = (["to_confirm", "unclaimed"] as const).flatMap((kind) => {
    const figure = data.waiting.find((one) => one.kind === kind);
    return figure ? [{ kind, figure }] : [];
  });
  const month = monthOf(isoDate(data.date));
  return (
    <p className="today-line">
      {steps === null ? (
        <span>{w("monthOpen", { month })}</span>
      ) : (
        <Link to={pathTo("closing", { booksId })}>
          {w(steps.left.length === 0 ? "monthReady" : "monthSteps", {
            month: steps.month,
            count: steps.left.length,
          })}
        </Link>
      )}
      {parts.length === 0 && decides ? <span>· {w("lineDone")}</span> : null}
      {parts.map(({ kind, figure }) => {
        const home = figure.amounts.find(({ currency }) => currency === homeCurrency);
        const others = figure.amounts.length - (home ? 1 : 0);
        return (
          <span key={kind}>
            ·{" "}
            {w(kind === "to_confirm" ? "lineToConfirm" : "lineUnclaimed", {
              count: grouped(figure.count),
            })}{" "}
            {home ? (
              <MoneyText amount={home.amount} currency={home.currency} bold showCurrency />
            ) : null}
            {others > 0 ? ` ${w("otherCurrencies", { count: others })}` : null}
          </span>
        );
      })}
    </p>
  );
}
