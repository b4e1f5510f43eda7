// The strip on top, always there: the four lanes in count and money, that they add up to all bank
// lines, and 一键对账 with its progress.
import { Button, Progress, Tooltip } from "antd";
import { Link } from "react-router";
import type { stripLanes, WorkbenchSummary } from "../../../src/contract/workbench.ts";
import { useBooks, useRefusal } from "../../api/session.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { grouped } from "../../ui/count.ts";
import { giveKeysBack } from "../../ui/hotkeys.ts";
import { formatAmount, MoneyText } from "../../ui/money-text.tsx";
import { useLanguage, useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import type { LaneName } from "./use-place.ts";
import type { Run } from "./use-run.ts";

type StripProps = {
  readonly summary: WorkbenchSummary;
  readonly lane: LaneName;
  readonly onLane: (lane: LaneName) => void;
  readonly run: Run;
  readonly onExcel: (() => void) | null;
};

export const laneWord = {
  auto: "laneAuto",
  to_confirm: "laneToConfirm",
  exception: "laneException",
  not_receivable: "laneNotReceivable",
} as const satisfies Record<(typeof stripLanes)[number], keyof typeof workbenchWords>;

export function Strip({ summary, lane, onLane, run, onExcel }: StripProps) {
  const w = useWords(workbenchWords);
  const books = useBooks();
  const counted = summary.lanes.reduce((sum, one) => sum + one.count, 0);
  const parts = summary.lanes.map(({ count }) => grouped(count)).join(" + ");
  return (
    <header className="wb-strip">
      <div className="wb-lanes" role="tablist" aria-label={w("title")}>
        {summary.lanes.map((figure) => (
          <button
            key={figure.lane}
            type="button"
            role="tab"
            aria-selected={figure.lane === lane}
            className={`wb-lane is-${figure.lane}`}
            onClick={(event) => {
              onLane(figure.lane);
              giveKeysBack(event);
            }}
          >
            <span className="wb-lane-name">
              {w(laneWord[figure.lane])}
              <b>{grouped(figure.count)}</b>
            </span>
            <span className="wb-lane-note">
              <LaneMoney amounts={figure.amounts} home={books.homeCurrency} />
              {figure.lane === "auto" && summary.autoShare !== null ? (
                <span title={w("shareHint")}>
                  {w("shareOfMoney", { share: summary.autoShare })}
                </span>
              ) : null}
              {figure.lane === "auto" && summary.byHand > 0 ? (
                <span>{w("laneByHand", { count: grouped(summary.byHand) })}</span>
              ) : null}
            </span>
          </button>
        ))}
      </div>
      {counted === summary.total.count ? (
        <Tooltip title={w("sumHint", { parts, total: grouped(summary.total.count) })}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: its proof must be reachable by key */}
          <span className="wb-proof" tabIndex={0}>
            {w("sumHolds")}
          </span>
        </Tooltip>
      ) : null}
      <div className="wb-strip-end">
        {onExcel ? (
          <Button onClick={onExcel} title={w("excelHint")}>
            {w("excel")}
          </Button>
        ) : null}
        <Link className="wb-strip-link" to={pathTo("runs", { booksId: books.id })}>
          {w("runHistory")}
        </Link>
        <RunButton run={run} />
      </div>
    </header>
  );
}

/** The home currency; how many others there are, with their sums on hover. */
function LaneMoney(props: {
  readonly amounts: readonly { readonly amount: string; readonly currency: string }[];
  readonly home: string;
}) {
  const w = useWords(workbenchWords);
  const language = useLanguage();
  const first = props.amounts.find(({ currency }) => currency === props.home) ?? props.amounts[0];
  const others = props.amounts.filter((one) => one !== first);
  const list = others.map(
    (one) => `${one.currency} ${formatAmount(one.amount, one.currency, language)}`,
  );
  return (
    <>
      {first ? <MoneyText amount={first.amount} currency={first.currency} showCurrency /> : null}
      {others.length > 0 ? (
        <span title={list.join("\n")}>{w("otherCurrencies", { count: others.length })}</span>
      ) : null}
    </>
  );
}

function RunButton({ run }: { run: Run }) {
  const w = useWords(workbenchWords);
  const reason = useRefusal("run_matching");
  if (!run.isRunning) {
    return (
      <RefusedButton reason={reason} type="primary" loading={run.isStarting} onClick={run.start}>
        {w("reconcile")} <kbd className="wb-key-on-blue">F9</kbd>
      </RefusedButton>
    );
  }
  const { job } = run;
  const share = job && job.total > 0 ? Math.floor((job.done * 100) / job.total) : 0;
  const phase = job?.phase === "posting" ? w("phasePosting") : w("phaseMatching");
  return (
    <span className="wb-running" role="status">
      <Progress percent={share} size={[90, 6]} showInfo={false} status="active" />
      {job && job.state !== "queued"
        ? `${w("reconciling", { share })} · ${phase}`
        : w("reconcileWaits")}
    </span>
  );
}
