// The board: open differences by stage, most money first; a card opens its ticket.
import { type DifferenceRow, differencePage } from "../../../src/contract/differences.ts";
import { type DifferenceStage, differenceStages } from "../../../src/core/differences/life.ts";
import { useGet } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { grouped } from "../../ui/count.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { differenceWords } from "../../words/differences.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { CauseTag, CustomerText, DocumentText, DueTag, OwnerText } from "./difference-columns.tsx";

/** More than a person looks at in one column. */
const cardsShown = 30;
const stages = Object.keys(differenceStages) as DifferenceStage[]; // the record's own keys

export function Board(props: {
  readonly query: Readonly<Record<string, string>>;
  readonly onOpen: (id: number) => void;
}) {
  const shown = props.query["stage"]?.split(",");
  return (
    <div className="board">
      {stages
        .filter((stage) => shown === undefined || shown.includes(stage))
        .map((stage) => (
          <Column key={stage} stage={stage} {...props} />
        ))}
    </div>
  );
}

function Column(props: {
  readonly stage: DifferenceStage;
  readonly query: Readonly<Record<string, string>>;
  readonly onOpen: (id: number) => void;
}) {
  const { stage, query, onOpen } = props;
  const w = useWords(differenceWords);
  const word = useSentence();
  const asked = { ...query, stage, state: "open", limit: cardsShown };
  const path = `${useBooksPath()}/differences`;
  const { data, error, refetch } = useGet(differencePage, path, { query: asked });
  const rows = data?.rows ?? [];
  const more = (data?.count ?? 0) - rows.length;
  return (
    <section className="board-column">
      <header>
        <h3>{word(differenceStages[stage])}</h3>
        <span className="page-note">{data ? grouped(data.count ?? 0) : ""}</span>
        <span className="board-sum">
          {data?.totals?.currencies.slice(0, 2).map(({ amount, currency }) => (
            <MoneyText key={currency} amount={amount} currency={currency} showCurrency />
          ))}
        </span>
      </header>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data && rows.length === 0 ? <p className="page-note">{w("boardNone")}</p> : null}
      {rows.map((row) => (
        <Card key={row.id} row={row} onOpen={onOpen} />
      ))}
      {more > 0 ? <p className="page-note">{w("boardMore", { count: grouped(more) })}</p> : null}
    </section>
  );
}

function Card({ row, onOpen }: { row: DifferenceRow; onOpen: (id: number) => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a card holds a link of its own
    <div
      className="board-card"
      role="button"
      tabIndex={0}
      onClick={() => onOpen(row.id)}
      onKeyDown={(event) => {
        if (event.key === "Enter") onOpen(row.id);
      }}
    >
      <span className="board-card-head">
        <CustomerText row={row} />
        <MoneyText amount={row.amount} currency={row.currency} showCurrency bold />
      </span>
      <span className="board-card-doc">
        <DocumentText row={row} />
      </span>
      <span className="board-card-foot">
        <CauseTag row={row} />
        <DueTag row={row} />
        <OwnerText row={row} />
      </span>
    </div>
  );
}
