// 抽检: automatic postings judged without the system's answer. Left what waits, right one line with
// its readings; number, N or Q chooses, Enter answers and goes on.
import "./sampling.css";
import { useState } from "react";
import { type SampleListOnWire, sampleList } from "../../../src/contract/samples.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { pathTo } from "../../paths.ts";
import { grouped } from "../../ui/count.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { accuracyWords } from "../../words/accuracy.ts";
import { useWords } from "../../words/words.ts";
import { SamplePanel } from "./sample-panel.tsx";

type Rows = SampleListOnWire["rows"];

export function Component() {
  const w = useWords(accuracyWords);
  const [isAnswered, showAnswered] = useState(false);
  const [chosen, choose] = useState<number | null>(null);
  const path = `${useBooksPath()}/samples`;
  const { data, error, refetch } = useGet(sampleList, path, {
    query: { answered: isAnswered ? "true" : "false" },
    keep: true,
  });
  // the one just answered stays in view until "next"
  const current = chosen ?? data?.rows[0]?.id ?? null;
  const answered = data ? data.counts.agree + data.counts.disagree + data.counts.unsure : 0;
  return (
    <div className="page-body sampling">
      <header className="page-head">
        <h1>{w("sampling")}</h1>
        <p className="page-note">{w("samplingNote")}</p>
        <span className="is-end">
          <Segmented
            size="small"
            value={isAnswered}
            onChange={(value) => {
              showAnswered(value);
              choose(null);
            }}
            options={[
              { value: false, label: w("waiting", { count: grouped(data?.counts.waiting ?? 0) }) },
              { value: true, label: w("answered", { count: grouped(answered) }) },
            ]}
          />
        </span>
      </header>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton lines={8} />}
      {data && current === null ? <Nothing isLeft={answered > 0} /> : null}
      {data && current !== null ? (
        <div className="sampling-grid">
          <SampleRows rows={data.rows} current={current} onChoose={choose} />
          <SamplePanel
            key={current}
            id={current}
            onAnswered={() => choose(current)}
            onNext={() => choose(data.rows.find(({ id }) => id !== current)?.id ?? null)}
          />
        </div>
      ) : null}
    </div>
  );
}

function Nothing({ isLeft }: { readonly isLeft: boolean }) {
  const w = useWords(accuracyWords);
  const { id: booksId } = useBooks();
  return (
    <section className="panel">
      {isLeft ? (
        <EmptyState kind="left" title={w("samplesLeft")} text={w("samplesLeftText")} />
      ) : (
        <EmptyState
          kind="yet"
          title={w("samplesYet")}
          text={w("samplesYetText")}
          action={<LinkButton to={pathTo("match", { booksId })}>{w("toMatch")}</LinkButton>}
        />
      )}
    </section>
  );
}

const tones = { agree: "green", disagree: "red", unsure: "plain" } as const;

function SampleRows(props: {
  readonly rows: Rows;
  readonly current: number;
  readonly onChoose: (id: number) => void;
}) {
  const w = useWords(accuracyWords);
  return (
    <nav className="panel sampling-rows" aria-label={w("sampling")}>
      {props.rows.map(({ id, line, answer }) => (
        <button
          key={id}
          type="button"
          className={id === props.current ? "sampling-row is-current" : "sampling-row"}
          aria-current={id === props.current}
          onClick={() => props.onChoose(id)}
        >
          <span>{line.date.slice(5)}</span>
          <span className="sampling-name" title={line.payerName}>
            {line.payerName === "" ? "–" : line.payerName}
          </span>
          <MoneyText amount={line.amount} currency={line.currency} showCurrency />
          {answer ? (
            <Tag tone={tones[answer.verdict]} text={w(`verdict_${answer.verdict}`)} />
          ) : null}
        </button>
      ))}
    </nav>
  );
}
