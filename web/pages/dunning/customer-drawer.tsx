// One customer today: each document with where its open amount goes, the message as it would be
// written, what a person may decide, and late interest.
import { App, Button } from "antd";
import { Link } from "react-router";
import {
  type CustomerPlanOnWire,
  customerPlan,
  type DunningAskOnWire,
} from "../../../src/contract/dunning.ts";
import { startsReleased } from "../../../src/contract/dunning-starts.ts";
import { doneAct } from "../../../src/contract/statements.ts";
import { addDays, isoDate } from "../../../src/core/date.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { GradeTag } from "../../components/grade-tag.tsx";
import { RecordDrawer } from "../../components/record-drawer.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { dunningWords } from "../../words/dunning.ts";
import { useWords } from "../../words/words.ts";
import { TodayCell, useStepName } from "./dunning-terms.tsx";
import { LateSection } from "./late-section.tsx";

type DrawerProps = {
  readonly customerId: number;
  readonly previousId: number | null;
  readonly nextId: number | null;
  readonly onShow: (id: number) => void;
  readonly onClose: () => void;
};

export function CustomerDrawer(props: DrawerProps) {
  const { customerId } = props;
  const path = `${useBooksPath()}/dunning/customers/${customerId}`;
  const { data, error } = useGet(customerPlan, path);
  return (
    <RecordDrawer {...props} title={data?.row.customer.name ?? ""}>
      {error ? <Failure error={error} /> : null}
      {data ? <Plan plan={data} /> : error ? null : <Skeleton lines={8} />}
    </RecordDrawer>
  );
}

function Plan({ plan }: { readonly plan: CustomerPlanOnWire }) {
  const w = useWords(dunningWords);
  const { id: booksId } = useBooks();
  const { row, asks, message, pausedUntil, onHoldSince } = plan;
  return (
    <div className="dunning-plan">
      <p className="dunning-plan-head">
        <GradeTag grade={row.grade} ungraded={row.ungraded} />
        {onHoldSince ? <Tag tone="red" text={w("held")} /> : null}
        {pausedUntil ? <Tag tone="amber" text={w("paused", { date: pausedUntil })} /> : null}
        <Link to={pathTo("customer", { booksId, customerId: row.customer.id })}>
          {w("toCustomer")}
        </Link>
        <Link to={`${pathTo("dunning", { booksId })}?view=policy&for=${row.customer.id}`}>
          {w("ownPolicy")}
        </Link>
      </p>
      <TodayCell row={row} />
      <Decisions plan={plan} />
      <Asks asks={asks} />
      <h3>{w("message")}</h3>
      {message ? (
        <div className="dunning-message">
          {message.to ? <p className="page-note">{w("to", { to: message.to })}</p> : null}
          <b>{message.subject}</b>
          <pre>{message.body}</pre>
        </div>
      ) : (
        <p className="page-note">{w("noMessage")}</p>
      )}
      <LateSection customerId={row.customer.id} />
    </div>
  );
}

const parts = ["disputed", "credit", "promised"] as const;
const isNothing = (amount: string) => /^0(\.0+)?$/.test(amount);

/** What is taken off has a column where something is taken off. */
function Asks({ asks }: { readonly asks: readonly DunningAskOnWire[] }) {
  const w = useWords(dunningWords);
  const stepName = useStepName();
  const shown = parts.filter((part) => asks.some((ask) => !isNothing(ask[part])));
  return (
    <>
      <p className="page-note">{w("arithmetic")}</p>
      <div className="matrix-scroll">
        <table className="matrix">
          <thead>
            <tr>
              <th>{w("documents")}</th>
              <th className="is-right">{w("openAmount")}</th>
              {shown.map((part) => (
                <th key={part} className="is-right">
                  {w(part)}
                </th>
              ))}
              <th className="is-right">{w("ask")}</th>
            </tr>
          </thead>
          <tbody>
            {asks.map((ask) => (
              <tr key={ask.itemId}>
                <td>
                  {ask.no}
                  <div className="page-note">
                    {ask.dueDate}
                    {ask.days > 0 ? ` · ${w("late")} ${w("days", { days: ask.days })}` : ""}
                    {ask.nominal === null ? "" : ` · ${stepName(ask.nominal)}`}
                    {ask.startAt === null
                      ? ""
                      : ` · ${w("startProposed", { step: stepName(ask.startAt) })}`}
                  </div>
                </td>
                <Amount amount={ask.open} currency={ask.currency} />
                {shown.map((part) => (
                  <Amount key={part} amount={ask[part]} currency={ask.currency} />
                ))}
                <Amount amount={ask.asked} currency={ask.currency} bold />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Amount(props: {
  readonly amount: string;
  readonly currency: string;
  readonly bold?: boolean;
}) {
  const { amount, currency, bold = false } = props;
  const { homeCurrency } = useBooks();
  return (
    <td className="is-right">
      {isNothing(amount) ? (
        <span className="page-note">–</span>
      ) : (
        <MoneyText
          amount={amount}
          currency={currency}
          showCurrency={currency !== homeCurrency}
          bold={bold}
        />
      )}
    </td>
  );
}

function Decisions({ plan }: { readonly plan: CustomerPlanOnWire }) {
  const w = useWords(dunningWords);
  const books = useBooksPath();
  const base = `${books}/dunning`;
  const { today } = useBooks();
  const refusal = useRefusal("collect");
  const mayHold = useRefusal("approve");
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const starts = useSend(startsReleased, "POST", [base]);
  const pause = useSend(doneAct, "POST", [base]);
  const hold = useSend(doneAct, "POST", [base, `${books}/supply-holds`]);
  const onError = (error: Error) => void message.error(sentence(error));
  const customerId = plan.row.customer.id;
  const start = (startAt: number | null) =>
    starts.mutate(
      { path: `${base}/starts`, body: { customerIds: [customerId], startAt } },
      {
        onSuccess: ({ documents }) => void message.success(w("placed", { count: documents })),
        onError,
      },
    );
  return (
    <div className="dunning-tools">
      {plan.row.newDebts > 0 ? (
        <>
          <RefusedButton
            type="primary"
            reason={refusal}
            loading={starts.isPending}
            onClick={() => start(null)}
          >
            {w("placeStarts")}
          </RefusedButton>
          <RefusedButton reason={refusal} onClick={() => start(-60)}>
            {w("startFirst")}
          </RefusedButton>
        </>
      ) : null}
      {plan.pausedUntil ? (
        <Button
          onClick={() =>
            pause.mutate({ path: `${base}/pauses`, body: { customerId, until: null } }, { onError })
          }
        >
          {w("resume")}
        </Button>
      ) : (
        <RefusedButton
          reason={refusal}
          loading={pause.isPending}
          onClick={() =>
            pause.mutate(
              { path: `${base}/pauses`, body: { customerId, until: addDays(isoDate(today), 7) } },
              { onError },
            )
          }
        >
          {w("pause")}
        </RefusedButton>
      )}
      {plan.onHoldSince ? null : (
        <RefusedButton
          reason={mayHold}
          loading={hold.isPending}
          onClick={() =>
            hold.mutate(
              { path: `${books}/supply-holds`, body: { customerId, reason: w("hold") } },
              { onError },
            )
          }
        >
          {w("hold")}
        </RefusedButton>
      )}
    </div>
  );
}
