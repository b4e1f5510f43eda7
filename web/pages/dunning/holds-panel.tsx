// 停供: customers whose deliveries are stopped, why and by whom, and those lifted lately.
import { App, Input } from "antd";
import { useState } from "react";
import { type SupplyHoldOnWire, supplyHoldList } from "../../../src/contract/dunning-charges.ts";
import { doneAct } from "../../../src/contract/statements.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { InstantText } from "../../ui/date-text.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { dunningWords } from "../../words/dunning.ts";
import { useWords } from "../../words/words.ts";

export function HoldsPanel() {
  const w = useWords(dunningWords);
  const path = `${useBooksPath()}/supply-holds`;
  const { data, error } = useGet(supplyHoldList, path);
  if (error) return <Failure error={error} />;
  if (!data) return <Skeleton />;
  if (data.rows.length === 0) {
    return <EmptyState kind="left" title={w("holdsNone")} text={w("holdsNoneText")} />;
  }
  return (
    <ul className="panel dunning-holds">
      {data.rows.map((row) => (
        <Hold key={row.id} row={row} />
      ))}
    </ul>
  );
}

function Hold({ row }: { readonly row: SupplyHoldOnWire }) {
  const w = useWords(dunningWords);
  const { timeZone } = useBooks();
  const isOver = row.liftedAt !== null;
  return (
    <li className={isOver ? "is-over" : ""}>
      <b>{row.customer.name}</b>
      <Tag tone={isOver ? "hatched" : "red"} text={isOver ? w("lifted_at") : w("held")} />
      <span>
        {w(`source_${row.source}`)}
        {row.source === "person" ? ` · ${row.reason}` : ""}
      </span>
      <span className="page-note">
        {w("placed_at")} <InstantText at={row.placedAt} timeZone={timeZone} withYear />{" "}
        {row.placedBy ?? ""}
      </span>
      {isOver ? (
        <span className="page-note">
          {w("lifted_at")} <InstantText at={row.liftedAt} timeZone={timeZone} withYear />{" "}
          {row.liftedBy ?? ""} · {row.liftReason}
        </span>
      ) : (
        <Lift id={row.id} />
      )}
    </li>
  );
}

function Lift({ id }: { readonly id: number }) {
  const w = useWords(dunningWords);
  const books = useBooksPath();
  const refusal = useRefusal("approve");
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const [reason, setReason] = useState("");
  const send = useSend(doneAct, "POST", [`${books}/supply-holds`, `${books}/dunning`]);
  return (
    <span className="dunning-lift">
      <Input
        size="small"
        value={reason}
        maxLength={300}
        placeholder={w("liftReason")}
        aria-label={w("liftReason")}
        onChange={({ target }) => setReason(target.value)}
      />
      <RefusedButton
        size="small"
        reason={refusal ?? (reason.trim() === "" ? w("liftReason") : null)}
        loading={send.isPending}
        onClick={() =>
          send.mutate(
            { path: `${books}/supply-holds/${id}/lift`, body: { reason } },
            { onError: (error) => void message.error(sentence(error)) },
          )
        }
      >
        {w("lift")}
      </RefusedButton>
    </span>
  );
}
