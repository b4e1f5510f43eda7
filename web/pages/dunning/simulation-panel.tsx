// A policy on the books' own past: what would have been sent and asked, by month, step and channel.
import { App } from "antd";
import { useState } from "react";
import {
  type SimulationResult,
  type SimulationState,
  simulationList,
  simulationStarted,
} from "../../../src/contract/dunning-simulation.ts";
import { addDays, isoDate } from "../../../src/core/date.ts";
import { gradeActions } from "../../../src/core/dunning/grade.ts";
import { stepChannels } from "../../../src/core/dunning/policy.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { FigureStrip } from "../../components/figure-strip.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { grouped } from "../../ui/count.ts";
import { DayField } from "../../ui/day-field.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { dunningWords } from "../../words/dunning.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { useStepName } from "./dunning-terms.tsx";
import type { Tried } from "./use-preview.ts";

const refreshMs = 1_500;

/** `tried`: a policy that is being changed; absent: as saved. */
export function SimulationPanel({ tried }: { readonly tried?: Tried }) {
  const w = useWords(dunningWords);
  const path = `${useBooksPath()}/dunning/simulations`;
  const [isWaiting, setIsWaiting] = useState(false);
  const { data, error } = useGet(simulationList, path, isWaiting ? { refreshMs } : {});
  if (error) return <Failure error={error} />;
  if (!data) return <Skeleton />;
  const [latest] = data.rows;
  const isRunning = latest !== undefined && latest.finishedAt === null;
  if (isRunning !== isWaiting) setIsWaiting(isRunning);
  return (
    <>
      <p className="page-note">{w("simulateNote")}</p>
      <AskForm tried={tried ?? { change: null, setting: null }} isRunning={isRunning} />
      {latest === undefined ? (
        <EmptyState kind="yet" title={w("noSimulation")} text={w("noSimulationText")} />
      ) : latest.result === null ? (
        <p>{w("simulating")}</p>
      ) : (
        <Result of={latest} result={latest.result} />
      )}
    </>
  );
}

function AskForm({ tried, isRunning }: { readonly tried: Tried; readonly isRunning: boolean }) {
  const w = useWords(dunningWords);
  const path = `${useBooksPath()}/dunning/simulations`;
  const { today } = useBooks();
  const refusal = useRefusal("collect");
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const [from, setFrom] = useState<string>(addDays(isoDate(today), -365));
  const [to, setTo] = useState<string>(today);
  const send = useSend(simulationStarted, "POST", [path]);
  const start = () =>
    send.mutate(
      { path, body: { from, to, ...tried } },
      { onError: (error) => void message.error(sentence(error)) },
    );
  return (
    <div className="dunning-tools">
      <DayField label={w("from")} value={from} max={to} onChange={setFrom} canBeEmpty={false} />
      –
      <DayField label={w("until")} value={to} max={today} onChange={setTo} canBeEmpty={false} />
      <RefusedButton
        type="primary"
        reason={refusal}
        loading={send.isPending || isRunning}
        onClick={start}
      >
        {w("simulate")}
      </RefusedButton>
    </div>
  );
}

function Result(props: { readonly of: SimulationState; readonly result: SimulationResult }) {
  const w = useWords(dunningWords);
  const word = useSentence();
  const stepName = useStepName();
  const { homeCurrency: currency } = useBooks();
  const { of, result } = props;
  const { ask } = of;
  const channelName = (key: string) => {
    const known = Object.entries(stepChannels).find(([one]) => one === key);
    return known ? word(known[1]) : key;
  };
  return (
    <>
      <p className="page-note">
        {ask.from} – {ask.to} · {ask.isChanged ? w("changedPolicy") : w("savedPolicy")}
      </p>
      <FigureStrip
        figures={[
          {
            key: "asked",
            label: w("simAsked"),
            amounts: [{ amount: result.asked, currency }],
            note: w("simAskedNote"),
          },
        ]}
      />
      <div className="dunning-counts">
        <Count
          label={w("simTouches")}
          count={result.touches}
          unit={w("simNotices")}
          note={w("simCustomers", { touched: result.customersTouched, all: result.customers })}
        />
        <Count
          label={w("simRelease")}
          count={result.needRelease}
          unit={w("simNotices")}
          note={w("simWeek", { count: result.mostInAWeek })}
        />
        <Count
          label={w("gradeActions")}
          count={result.actions.reduce((sum, { count }) => sum + count, 0)}
          unit={w("simActions")}
          note={result.actions
            .map(({ key, count }) => {
              const known = Object.entries(gradeActions).find(([one]) => one === key);
              return `${known ? word(known[1]) : key} ${count}`;
            })
            .join(" · ")}
        />
        <Count
          label={w("newDebt")}
          count={result.starts}
          unit={w("simDocuments")}
          note={w("simStartsNote")}
        />
      </div>
      <div className="dunning-tables">
        <CountTable
          title={w("byMonth")}
          head={w("month")}
          rows={result.byMonth}
          name={(key) => key}
        />
        <CountTable
          title={w("byStep")}
          head={w("step")}
          rows={result.byStep}
          name={(key) => stepName(key === "repeat" ? null : Number(key))}
        />
        <CountTable
          title={w("byChannel")}
          head={w("channel")}
          rows={result.byChannel}
          name={channelName}
        />
        <TopTable result={result} />
      </div>
    </>
  );
}

function Count(props: {
  readonly label: string;
  readonly count: number;
  readonly unit: string;
  readonly note: string;
}) {
  return (
    <div className="figure">
      <span className="figure-label">{props.label}</span>
      <span className="figure-amount">
        {grouped(props.count)} <small className="figure-unit">{props.unit}</small>
      </span>
      <span className="figure-note">{props.note}</span>
    </div>
  );
}

function CountTable(props: {
  readonly title: string;
  readonly head: string;
  readonly rows: SimulationResult["byMonth"];
  readonly name: (key: string) => string;
}) {
  const w = useWords(dunningWords);
  const { homeCurrency } = useBooks();
  const most = Math.max(1, ...props.rows.map(({ touches }) => touches));
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{props.title}</h2>
      </header>
      <table className="matrix">
        <thead>
          <tr>
            <th>{props.head}</th>
            <th className="is-right">{w("count")}</th>
            <th className="is-right">
              {w("ask")} ({homeCurrency})
            </th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map(({ key, touches, asked }) => (
            <tr key={key}>
              <td>
                {props.name(key)}
                <div className="dunning-bar" style={{ width: `${(touches / most) * 100}%` }} />
              </td>
              <td className="is-right">{grouped(touches)}</td>
              <td className="is-right">
                <MoneyText amount={asked} currency={homeCurrency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function TopTable({ result }: { readonly result: SimulationResult }) {
  const w = useWords(dunningWords);
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{w("top")}</h2>
      </header>
      <table className="matrix">
        <thead>
          <tr>
            <th>{w("customer")}</th>
            <th className="is-right">{w("count")}</th>
            <th>{w("last")}</th>
          </tr>
        </thead>
        <tbody>
          {result.top.slice(0, 12).map(({ customer, touches, last }) => (
            <tr key={customer.id}>
              <td>{customer.name}</td>
              <td className="is-right">{touches}</td>
              <td>{last}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
