// 同类全部采用: the proposals of one rule and one cause, listed with their sum before anything is
// posted. Ties are never among them.
import { Button, Checkbox } from "antd";
import { useEffect, useRef, useState } from "react";
import { type WorkbenchRow, workbenchPage } from "../../../src/contract/workbench.ts";
import { useGet } from "../../api/query.ts";
import { useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { grouped } from "../../ui/count.ts";
import { useHotkeys } from "../../ui/hotkeys.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { useOwnFocus } from "../../ui/own-focus.ts";
import { Skeleton } from "../../ui/states.tsx";
import { useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import { useCause } from "./lane-list.tsx";
import { useSumText } from "./use-decisions.ts";

/** More in one posting than anybody looks through. */
const most = 300;

export function PatternPanel(props: {
  readonly row: WorkbenchRow;
  readonly isPosting: boolean;
  readonly onPost: (rows: readonly WorkbenchRow[]) => void;
  readonly onLeave: () => void;
}) {
  const { row } = props;
  const w = useWords(workbenchWords);
  const cause = useCause();
  const sumText = useSumText();
  const reason = useRefusal("decide_matches");
  const [leftOut, setLeftOut] = useState<ReadonlySet<number>>(new Set());
  const { data, error, refetch } = useGet(workbenchPage, `${useBooksPath()}/workbench/lines`, {
    query: {
      lane: "to_confirm",
      rule: row.rule,
      cause: row.reason?.key ?? "new",
      untied: true,
      limit: most,
    },
  });
  const rows = data?.rows ?? [];
  const chosen = rows.filter((one) => !leftOut.has(one.id));
  const post = () => {
    if (chosen.length > 0 && reason === null && !props.isPosting) props.onPost(chosen);
  };
  const [current, setCurrent] = useState(0);
  const at = Math.min(current, Math.max(0, rows.length - 1));
  const panel = useOwnFocus<HTMLElement>();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: "nearest" });
  }, [at]);
  const move = (step: number) => setCurrent(Math.max(0, Math.min(rows.length - 1, at + step)));
  useHotkeys(workbenchWords.pattern, [
    { key: "ArrowDown", does: workbenchWords.keyMove, run: () => move(1) },
    { key: "ArrowUp", does: workbenchWords.keyMove, run: () => move(-1), secret: true },
    {
      key: "Space",
      does: workbenchWords.keyTick,
      run: () => {
        const one = rows[at];
        if (one) toggle(one.id);
        move(1);
      },
    },
    { key: "Escape", does: workbenchWords.keyBack, run: props.onLeave },
    { key: "Ctrl+Enter", does: workbenchWords.patternPost, run: post },
    { key: "Enter", does: workbenchWords.patternPost, run: post, secret: true },
  ]);
  const toggle = (id: number) => {
    setLeftOut((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  };
  return (
    <section className="wb-pattern panel" aria-label={w("pattern")} ref={panel} tabIndex={-1}>
      <header className="panel-head">
        <div>
          <h2>{w("patternTitle")}</h2>
          <span className="page-note">
            {w("patternText", { rule: row.rule, cause: cause(row) })}
          </span>
        </div>
        <Button type="text" className="is-end" onClick={props.onLeave}>
          {w("cancel")} <kbd>Esc</kbd>
        </Button>
      </header>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton /> : null}
      {data && rows.length === 0 ? <p className="wb-nothing">{w("patternNone")}</p> : null}
      <div className="wb-pattern-rows" ref={list}>
        {rows.map((one, index) => (
          <PatternRow
            key={one.id}
            row={one}
            isCurrent={index === at}
            isChosen={!leftOut.has(one.id)}
            onToggle={() => toggle(one.id)}
          />
        ))}
        {data && data.count > rows.length ? (
          <p className="page-note">
            {w("patternMore", { shown: rows.length, count: grouped(data.count) })}
          </p>
        ) : null}
      </div>
      <footer className="wb-foot-main wb-pattern-foot">
        <p className="wb-foot-line">
          <span>{w("listTicked", { count: grouped(chosen.length) })}</span>
          <b>{sumText(chosen)}</b>
        </p>
        <RefusedButton
          type="primary"
          size="large"
          reason={reason ?? (chosen.length === 0 ? w("patternNone") : null)}
          loading={props.isPosting}
          onClick={post}
        >
          {w("patternPost")} <kbd className="wb-key-on-blue">Enter</kbd>
        </RefusedButton>
      </footer>
    </section>
  );
}

function PatternRow(props: {
  readonly row: WorkbenchRow;
  readonly isCurrent: boolean;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
}) {
  const { row } = props;
  return (
    <div className={props.isCurrent ? "wb-pattern-row is-current" : "wb-pattern-row"}>
      <Checkbox
        checked={props.isChosen}
        aria-label={`${row.payerName} ${row.amount}`}
        onChange={props.onToggle}
      />
      <span className="wb-row-date">{row.date}</span>
      <span className="wb-row-payer" title={row.memo}>
        {row.payerName}
      </span>
      <span className="wb-row-customer" title={row.customerName ?? ""}>
        → {row.customerName}
      </span>
      <MoneyText
        amount={row.amount}
        currency={row.currency}
        showCurrency={row.currency !== "CNY"}
        bold
      />
    </div>
  );
}
