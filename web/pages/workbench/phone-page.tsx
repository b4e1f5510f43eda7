// The workbench on a phone: what is to confirm as cards, one proposal at a time, the
// line on top, the proposal below. Everything else says that it wants a computer.
import { Button } from "antd";
import { useCallback, useState } from "react";
import {
  type BankLineDetail,
  bankLineDetail,
  type WorkbenchSummary,
  workbenchSummary,
} from "../../../src/contract/workbench.ts";
import { useGet } from "../../api/query.ts";
import { useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { grouped } from "../../ui/count.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import { Candidates } from "./candidates.tsx";
import { CauseChip } from "./lane-list.tsx";
import { LaneEmpty } from "./lane-tools.tsx";
import { LineHead } from "./line-head.tsx";
import { isPostable, isUndecided, isUnexplained } from "./line-panel.tsx";
import { laneWord } from "./strip.tsx";
import { type Decisions, useDecisions } from "./use-decisions.ts";
import { type LaneRows, useLaneRows } from "./use-lane-rows.ts";
import { type Place, usePlace } from "./use-place.ts";
import { useRun } from "./use-run.ts";

export function PhonePage() {
  const base = useBooksPath();
  const place = usePlace();
  const list = useLaneRows(place.query, place.lineId);
  const summary = useGet(workbenchSummary, `${base}/workbench`);
  const decisions = useDecisions({ onSettled: list.remove, onChanged: list.restore });
  const { rows } = list;
  const index = rows.findIndex((row) => row.id === place.lineId);
  const current = rows[index];
  const { toLine } = place;
  const next = useCallback(() => {
    toLine((rows[index + 1] ?? rows[index - 1])?.id ?? null);
  }, [rows, index, toLine]);

  if (summary.error)
    return <Failure error={summary.error} onRetry={() => void summary.refetch()} />;
  if (current) {
    return (
      <PhoneLine
        key={current.id}
        lineId={current.id}
        decisions={decisions}
        onNext={next}
        onBack={() => toLine(null)}
      />
    );
  }
  if (!summary.data) return <Skeleton />;
  return <PhoneList place={place} list={list} summary={summary.data} />;
}

/** The lanes are wider than a phone: the one that is open is seen. */
function intoView(tab: HTMLElement | null): void {
  tab?.scrollIntoView({ block: "nearest", inline: "center" });
}

function PhoneList(props: {
  readonly place: Place;
  readonly list: LaneRows;
  readonly summary: WorkbenchSummary;
}) {
  const { place, list, summary } = props;
  const run = useRun(summary, list.reload);
  const w = useWords(workbenchWords);
  return (
    <div className="wb-phone">
      <div className="wb-phone-lanes" role="tablist" aria-label={w("title")}>
        {summary.lanes.map(({ lane, count }) => (
          <button
            key={lane}
            type="button"
            role="tab"
            aria-selected={lane === place.lane}
            ref={lane === place.lane ? intoView : undefined}
            onClick={() => place.toLane(lane)}
          >
            {w(laneWord[lane])} <b>{grouped(count)}</b>
          </button>
        ))}
      </div>
      {list.error ? <Failure error={list.error} onRetry={list.reload} /> : null}
      {list.isLoading ? <Skeleton /> : null}
      {!list.isLoading && list.rows.length === 0 ? (
        <LaneEmpty
          place={place}
          total={summary.total.count}
          isFresh={summary.lastRun === null}
          onRun={run.start}
        />
      ) : null}
      {list.rows.map((row) => (
        <button
          key={row.id}
          type="button"
          className="wb-phone-card"
          onClick={() => place.toLine(row.id)}
        >
          <span className="wb-phone-top">
            <b>{row.payerName === "" ? w("payerUnknown") : row.payerName}</b>
            <MoneyText
              amount={row.amount}
              currency={row.currency}
              showCurrency={row.currency !== "CNY"}
              bold
            />
          </span>
          <span className="wb-phone-rest">
            <CauseChip row={row} />
            <span>{row.date}</span>
            <span className="wb-row-customer">{row.customerName ?? w("customerUnknown")}</span>
          </span>
        </button>
      ))}
      {list.loadMore ? (
        <Button block onClick={list.loadMore}>
          {w("phoneLoadMore")}
        </Button>
      ) : null}
    </div>
  );
}

function PhoneLine(props: {
  readonly lineId: number;
  readonly decisions: Decisions;
  readonly onNext: () => void;
  readonly onBack: () => void;
}) {
  const { lineId, decisions } = props;
  const path = `${useBooksPath()}/workbench/lines/${lineId}`;
  const { data, error, refetch } = useGet(bankLineDetail, path);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} />;
  return (
    <PhoneCard
      key={data.line.version}
      detail={data}
      decisions={decisions}
      onNext={props.onNext}
      onBack={props.onBack}
    />
  );
}

function PhoneCard(props: {
  readonly detail: BankLineDetail;
  readonly decisions: Decisions;
  readonly onNext: () => void;
  readonly onBack: () => void;
}) {
  const { detail, decisions } = props;
  const { line, candidates } = detail;
  const w = useWords(workbenchWords);
  const right = useRefusal("decide_matches");
  const [chosen, choose] = useState<number | null>(
    line.tiedWith > 0 || candidates.length === 0 ? null : 0,
  );
  const isOpen = isUndecided(line.lane);
  const candidate = chosen === null ? undefined : candidates[chosen];
  const lack = !candidate
    ? w("phoneChoose")
    : isPostable(candidate, line.currency)
      ? null
      : w(isUnexplained(candidate, line.currency) ? "unexplainedPhone" : "shortPhone");
  const refusal = right ?? (isOpen ? lack : w("alreadyDecided"));
  const accept = () => {
    if (chosen === null || refusal !== null) return;
    void decisions.confirm([{ ...line, candidate: chosen }]);
    props.onNext();
  };
  return (
    <div className="wb-phone">
      <LineHead detail={detail} />
      {isOpen ? (
        <Candidates
          detail={detail}
          chosen={chosen}
          onChoose={choose}
          onAccept={accept}
          refusal={refusal}
          isPosting={decisions.pending.has(line.id)}
        />
      ) : null}
      <p className="page-note">{w("phoneMore")}</p>
      <footer className="wb-phone-foot">
        <Button size="large" onClick={props.onBack}>
          {w("phoneBack")}
        </Button>
        <Button size="large" onClick={props.onNext}>
          {w("phoneNext")}
        </Button>
        {candidates.length > 0 && isOpen ? (
          <RefusedButton size="large" type="primary" reason={refusal} onClick={accept}>
            {w("phoneAccept")}
          </RefusedButton>
        ) : null}
      </footer>
    </div>
  );
}
