// One customer to call from: the amount first, then who to call and what to say, the record of the
// call, and below it documents and history. Figures are live: money that arrives changes them.

import { Button } from "antd";
import { useRef, useState } from "react";
import { Link } from "react-router";
import { type CaseDetail, caseDetail } from "../../../src/contract/collections.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { GradeTag } from "../../components/grade-tag.tsx";
import { WhyPanel } from "../../components/why-panel.tsx";
import { pathTo } from "../../paths.ts";
import { formatAmount, MoneyText } from "../../ui/money-text.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { collectionWords } from "../../words/collections.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { AssignSelect } from "./assign-select.tsx";
import { CaseContacts } from "./case-contacts.tsx";
import { CaseDocuments } from "./case-documents.tsx";
import { CaseHistory } from "./case-history.tsx";
import { useCaseSentence } from "./case-list.tsx";
import { CaseScript } from "./case-script.tsx";
import { RecordForm } from "./record-form.tsx";
import { ScoreTable } from "./score-table.tsx";

type CasePanelProps = {
  readonly id: number;
  /** After a contact is recorded; the next customer may come up. */
  readonly onDone: (id: number) => void;
  readonly onBack?: () => void;
};

const refreshMs = 30_000;

export function CasePanel({ id, onDone, onBack }: CasePanelProps) {
  const w = useWords(collectionWords);
  const path = `${useBooksPath()}/collections/customers/${id}`;
  const { data, error } = useGet(caseDetail, path, { refreshMs, keep: true });
  const back = onBack ? <Button onClick={onBack}>← {w("back")}</Button> : null;
  if (error) {
    return (
      <div className="collections-panel">
        {back}
        <Failure error={error} />
      </div>
    );
  }
  if (!data) return <Skeleton />;
  return (
    <div className="collections-panel">
      {back}
      <Head detail={data} />
      <AmountToAsk detail={data} />
      <div className="collections-columns">
        <div>
          <CaseContacts detail={data} />
          <CaseScript detail={data} />
        </div>
        <div>
          {data.row.ask === "0.00" && data.row.asks.length === 0 ? (
            <EmptyState kind="left" title={w("askNothing")} />
          ) : null}
          <RecordForm detail={data} onRecorded={() => onDone(id)} />
        </div>
      </div>
      <CaseDocuments detail={data} />
      <CaseHistory detail={data} />
    </div>
  );
}

function Head({ detail }: { readonly detail: CaseDetail }) {
  const w = useWords(collectionWords);
  const { id: booksId } = useBooks();
  const { row } = detail;
  const sentence = useCaseSentence(row);
  const [isOpen, setOpen] = useState(false);
  const customerId = row.customer.id;
  return (
    <header className="collections-head">
      <h2>{row.customer.name}</h2>
      <GradeTag grade={row.grade} ungraded={row.ungraded} />
      {row.isHeld ? <Tag tone="red" text={w("onHold")} /> : null}
      <Link to={pathTo("customer", { booksId, customerId })}>{w("toCustomer")}</Link>
      <span className="is-end">
        <AssignSelect detail={detail} />
      </span>
      <p className="collections-why">
        {sentence} ·{" "}
        <button type="button" className="collections-link" onClick={() => setOpen(true)}>
          {w("points", { points: row.points.toFixed(1) })} <kbd>W</kbd>
        </button>
      </p>
      <WhyPanel
        why={{
          title: w("whyTitle"),
          sentences: [sentence, w("whyHint")],
          sources: <ScoreTable row={row} />,
        }}
        isOpen={isOpen}
        onOpenChange={setOpen}
      />
    </header>
  );
}

/** `逾期 − 争议 − 红字 − 未核销 − 待确认 = 应催`, and what changed since the page was opened. */
function AmountToAsk({ detail }: { readonly detail: CaseDetail }) {
  const w = useWords(collectionWords);
  const language = useLanguage();
  const { homeCurrency } = useBooks();
  const opened = useRef(detail.row.ask);
  const { ask } = detail.row;
  const text = (amount: string) =>
    `${homeCurrency} ${formatAmount(amount, homeCurrency, language)}`;
  const parts = ["disputed", "credits", "unapplied", "onTheWay"] as const;
  return (
    <section className="collections-ask">
      {opened.current === ask ? null : (
        <p className="collections-changed" role="status">
          {w("changed", { before: text(opened.current), after: text(ask) })}
        </p>
      )}
      {detail.sums.map((sums) => (
        <p key={sums.currency}>
          <span className="figure-label">{w("ask")}</span>
          <b className="collections-amount">
            <MoneyText amount={sums.ask} currency={sums.currency} showCurrency bold />
          </b>
          <span className="collections-sum">
            = {w("overdue")} {formatAmount(sums.overdue, sums.currency, language)}
            {parts
              .filter((part) => !/^-?0(\.0+)?$/.test(sums[part]))
              .map((part) => (
                <span key={part}>
                  {" − "}
                  {w(part)} {formatAmount(sums[part].replace("-", ""), sums.currency, language)}
                </span>
              ))}
          </span>
        </p>
      ))}
    </section>
  );
}
