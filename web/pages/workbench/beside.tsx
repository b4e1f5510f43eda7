// What stands at the right of the list: one line with its proposals, or settling by hand, several
// lines together, a pattern, a workbook.
import { App } from "antd";
import { type ReactNode, useCallback } from "react";
import {
  type BankLineDetail,
  bankLineDetail,
  type WorkbenchRow,
} from "../../../src/contract/workbench.ts";
import { useGet } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import { ExcelPanel } from "./excel-panel.tsx";
import { HandMode } from "./hand-mode.tsx";
import { LinePanel } from "./line-panel.tsx";
import { CategoryQuestion } from "./line-questions.tsx";
import { PatternPanel } from "./pattern-panel.tsx";
import { proposalNow } from "./proposal-now.ts";
import type { Decisions } from "./use-decisions.ts";
import type { HandStart, HandWish } from "./use-hand.ts";
import type { Walk } from "./use-walk.ts";

export type Mode =
  | { readonly name: "line" }
  | ({ readonly name: "hand" } & HandWish)
  | { readonly name: "together" }
  | { readonly name: "together_category" }
  | { readonly name: "pattern" }
  | { readonly name: "excel" };

export const lineMode: Mode = { name: "line" };

export function Beside(props: {
  readonly mode: Mode;
  readonly walk: Walk;
  readonly together: readonly WorkbenchRow[];
  readonly decisions: Decisions;
  readonly onMode: (mode: Mode) => void;
  readonly onLeave: () => void;
  readonly empty: ReactNode;
}) {
  const { mode, walk, together, decisions, onLeave } = props;
  if (mode.name === "excel") return <ExcelPanel decisions={decisions} onLeave={onLeave} />;
  if (mode.name === "together_category") {
    return (
      <CategoryQuestion
        lines={together}
        onLeave={onLeave}
        onChoose={(category, lines) => {
          void decisions.categorise(lines, category, "");
          onLeave();
        }}
      />
    );
  }
  if (mode.name === "together") {
    if (together.length === 0) return null;
    return (
      <HandMode
        start={{
          lines: together.map(({ id, currency, amount }) => ({ id, currency, rest: amount })),
          customer: commonCustomer(together),
          candidate: null,
          reason: null,
        }}
        rows={together.map((row) => ({ ...row, rest: row.amount }))}
        detail={null}
        isSplit={false}
        decisions={decisions}
        onLeave={onLeave}
        onPosted={onLeave}
      />
    );
  }
  if (mode.name === "pattern") {
    if (!walk.current) return null;
    return (
      <PatternPanel
        row={walk.current}
        isPosting={decisions.pending.size > 0}
        onLeave={onLeave}
        onPost={(chosen) => {
          void decisions
            .confirm(chosen.map((row) => ({ ...row, candidate: 0 })))
            .then(() => onLeave());
        }}
      />
    );
  }
  if (walk.currentId === null) return props.empty;
  return (
    <CurrentLine
      key={walk.currentId}
      lineId={walk.currentId}
      mode={mode}
      decisions={decisions}
      onMode={props.onMode}
      onNext={walk.next}
    />
  );
}

function CurrentLine(props: {
  readonly lineId: number;
  readonly mode: Extract<Mode, { name: "line" | "hand" }>;
  readonly decisions: Decisions;
  readonly onMode: (mode: Mode) => void;
  readonly onNext: () => void;
}) {
  const { lineId, mode, decisions } = props;
  const w = useWords(workbenchWords);
  const { message } = App.useApp();
  const path = `${useBooksPath()}/workbench/lines/${lineId}`;
  const { data, error, refetch } = useGet(bankLineDetail, path);
  const { onMode } = props;
  const onHand = useCallback((wish: HandWish) => onMode({ name: "hand", ...wish }), [onMode]);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={7} />;
  if (mode.name === "hand") {
    const { line } = data;
    return (
      <HandMode
        start={startOf(data, mode)}
        rows={[{ ...line, rest: line.unapplied }]}
        detail={data}
        isSplit={mode.isSplit}
        decisions={decisions}
        onLeave={() => onMode(lineMode)}
        onPosted={props.onNext}
      />
    );
  }
  return (
    <LinePanel
      // other proposals, another choice
      key={`${data.line.version} ${data.candidates.length}`}
      detail={data}
      decisions={decisions}
      onHand={onHand}
      onPattern={() => {
        if (data.line.lane === "suggested" && data.line.tiedWith === 0) onMode({ name: "pattern" });
        else message.info(w("patternNone"));
      }}
      onNext={props.onNext}
    />
  );
}

function startOf(detail: BankLineDetail, wish: HandWish): HandStart {
  const { line, candidates } = detail;
  const { candidate, isSplit } = wish;
  const chosen = candidate === null ? null : (candidates[candidate] ?? null);
  const best = chosen ?? candidates[0];
  const known =
    line.customerId !== null
      ? { id: line.customerId, name: line.customerName ?? "" }
      : best
        ? { id: best.customerId, name: best.customerName }
        : null;
  return {
    lines: [{ id: line.id, currency: line.currency, rest: line.unapplied }],
    customer: wish.customer ?? known,
    // no more than is open now: the rest is a difference to say something about
    candidate: chosen && proposalNow(chosen, line.currency).candidate,
    reason: isSplit ? "on_account" : null,
  };
}

/** The payer, where all lines have the same. */
function commonCustomer(rows: readonly WorkbenchRow[]) {
  const ids = new Set(rows.map((row) => row.customerId));
  const [first] = rows;
  if (ids.size !== 1 || !first || first.customerId === null) return null;
  return { id: first.customerId, name: first.customerName ?? "" };
}
