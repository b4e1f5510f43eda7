// 驾驶舱: a manager's morning at a glance, in the order this manager likes; every figure opens its rows.
import "./dashboard.css";
import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { type Dashboard, type DashboardBlock, dashboard } from "../../../src/contract/dashboard.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { pathTo } from "../../paths.ts";
import { formatSecond } from "../../ui/date-text.tsx";
import { useIsPhone } from "../../ui/phone.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { dashboardWords } from "../../words/dashboard.ts";
import { useWords } from "../../words/words.ts";
import { ArrangedBlocks } from "./arranged-blocks.tsx";
import { FigureTiles } from "./figure-tiles.tsx";
import { ForecastBlock } from "./forecast-block.tsx";
import { GradeBlock } from "./grade-block.tsx";
import { RiskBlock } from "./risk-block.tsx";
import { TeamBlock } from "./team-block.tsx";
import { TrendBlock } from "./trend-block.tsx";
import { WaitingBlock } from "./waiting-block.tsx";

const refreshMs = 60_000;

export function Component() {
  const w = useWords(dashboardWords);
  const { id: booksId, timeZone } = useBooks();
  const isPhone = useIsPhone();
  const [isArranging, setArranging] = useState(false);
  const [isShort, setShort] = useState(true);
  const { data, error, refetch } = useGet(dashboard, `${useBooksPath()}/dashboard`, { refreshMs });
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
        <Skeleton lines={8} />
      </div>
    );
  }
  return (
    <div className="page-body dashboard">
      <header className="page-head">
        <h1>{w("title")}</h1>
        <span className="page-note" aria-live="polite">
          <time dateTime={data.madeAt} title={w("knownAt", { at: data.knownAt })}>
            {w("figuresOf", { time: formatSecond(data.madeAt, timeZone) })}
          </time>
          {data.isNewest ? null : ` · ${w("renewing")}`}
        </span>
        <span className="is-end">
          {isPhone ? null : (
            <>
              <Segmented
                size="small"
                value={isShort}
                onChange={setShort}
                options={[
                  { label: w("inFull"), value: false },
                  { label: w("short"), value: true },
                ]}
              />
              <Link to={pathTo("wall", { booksId })}>{w("wall")}</Link>
              <Button size="small" onClick={() => setArranging(!isArranging)}>
                {w(isArranging ? "arrangeDone" : "arrange")}
              </Button>
            </>
          )}
        </span>
      </header>
      {isArranging ? <p className="page-note">{w("arrangeHint")}</p> : null}
      {isEmpty(data) ? (
        <EmptyState
          kind="yet"
          title={w("emptyTitle")}
          text={w("emptyText")}
          action={<Link to={pathTo("import", { booksId })}>{w("toImport")}</Link>}
        />
      ) : (
        <ArrangedBlocks
          layout={data.layout}
          isArranging={isArranging}
          shown={(block) => <Block block={block} data={data} isShort={isShort} />}
        />
      )}
    </div>
  );
}

function isEmpty({ receivable, cash, waiting }: Dashboard): boolean {
  const zero = /^-?0(\.0+)?$/;
  return zero.test(receivable.balance) && zero.test(cash.month) && waiting.length === 0;
}

type BlockProps = {
  readonly block: DashboardBlock;
  readonly data: Dashboard;
  readonly isShort: boolean;
};

function Block({ block, data, isShort }: BlockProps) {
  switch (block) {
    case "figures":
      return <FigureTiles data={data} isShort={isShort} />;
    case "waiting":
      return <WaitingBlock data={data} />;
    case "grades":
      return <GradeBlock data={data} isShort={isShort} />;
    case "trend":
      return <TrendBlock data={data} />;
    case "risks":
      return <RiskBlock data={data} />;
    case "forecast":
      return <ForecastBlock data={data} isShort={isShort} />;
    case "team":
      return <TeamBlock data={data} />;
  }
}
