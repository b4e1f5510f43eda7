// Disputes as a board: a column a state, each asked for by itself, so that it counts and sums all of
// its own and shows the newest, or what is due, first.
import { Button } from "antd";
import { useState } from "react";
import { type DisputeOnWire, disputeList } from "../../../src/contract/disputes.ts";
import {
  type DisputeState,
  disputeReasons,
  disputeStates,
} from "../../../src/core/disputes/dispute.ts";
import { useGet } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { disputeWords } from "../../words/disputes.ts";
import { useSentence, useWords } from "../../words/words.ts";
import type { DisputeQueryText } from "./dispute-table.tsx";
import { DueIn } from "./dispute-tags.tsx";

const states = Object.keys(disputeStates) as DisputeState[]; // the record's own keys
const cardsAtOnce = 50;
const mostCards = 1_000;

type BoardProps = {
  readonly filter: DisputeQueryText;
  readonly onOpen: (id: number) => void;
};

export function DisputeBoard({ filter, onOpen }: BoardProps) {
  return (
    <div className="board">
      {states.map((state) => (
        <BoardColumn key={state} state={state} filter={filter} onOpen={onOpen} />
      ))}
    </div>
  );
}

function BoardColumn({ state, filter, onOpen }: BoardProps & { readonly state: DisputeState }) {
  const w = useWords(disputeWords);
  const word = useSentence();
  const [limit, setLimit] = useState(cardsAtOnce);
  const query = { ...filter, state, limit };
  const { data } = useGet(disputeList, `${useBooksPath()}/disputes`, { query, keep: true });
  const count = data?.totals.reduce((sum, total) => sum + total.count, 0);
  return (
    <section className="board-column">
      <header>
        <h3>{word(disputeStates[state])}</h3>
        <span className="page-note">{count === undefined ? "…" : w("columnSum", { count })}</span>
      </header>
      {data?.totals.map(({ currency, amount }) => (
        <p key={currency} className="page-note">
          <MoneyText amount={amount} currency={currency} showCurrency />
        </p>
      ))}
      {data?.rows.map((row) => (
        <DisputeCard key={row.id} row={row} onOpen={onOpen} />
      ))}
      {data && data.nextCursor !== null && limit < mostCards ? (
        <Button size="small" block onClick={() => setLimit(Math.min(limit * 4, mostCards))}>
          {w("more")}
        </Button>
      ) : null}
    </section>
  );
}

function DisputeCard(props: {
  readonly row: DisputeOnWire;
  readonly onOpen: (id: number) => void;
}) {
  const { row, onOpen } = props;
  const w = useWords(disputeWords);
  const word = useSentence();
  return (
    <button type="button" className="board-card disputes-card" onClick={() => onOpen(row.id)}>
      <b>{row.customer.name}</b>
      <MoneyText amount={row.amount} currency={row.currency} showCurrency bold />
      <span className="page-note">
        {word(disputeReasons[row.reason])} · {row.documents.join(", ")}
      </span>
      <span className="disputes-card-foot">
        {row.owner?.name ?? w("nobody")} <DueIn row={row} />
      </span>
    </button>
  );
}
