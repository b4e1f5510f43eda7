// One statement beside the list: what was frozen, the lines with their answers, the trail, and what
// may be done to it now; a button that is off says why.
import { App, Drawer, Tabs } from "antd";
import { useState } from "react";
import { type StatementDetail, statementDetail } from "../../../src/contract/statements.ts";
import {
  type Confirmation,
  confirmations,
  statementForms,
} from "../../../src/core/statements/statement.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { InstantText } from "../../ui/date-text.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { statementActWords, statementWords } from "../../words/statements.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { MessageList } from "./message-list.tsx";
import { StatementActions } from "./statement-actions.tsx";
import { StatementLines } from "./statement-lines.tsx";

type PanelProps = {
  readonly id: number;
  readonly onClose: () => void;
  readonly onOpen: (id: number) => void;
};

export function StatementPanel({ id, onClose, onOpen }: PanelProps) {
  const path = `${useBooksPath()}/statements/${id}`;
  const { data, error, refetch } = useGet(statementDetail, path);
  return (
    <Drawer
      open
      size={920}
      mask={false}
      onClose={onClose}
      title={data ? `${data.customer.name}　${data.no}` : ""}
    >
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data ? <Detail statement={data} onOpen={onOpen} /> : error ? null : <Skeleton lines={8} />}
    </Drawer>
  );
}

function Detail(props: {
  readonly statement: StatementDetail;
  readonly onOpen: (id: number) => void;
}) {
  const { statement, onOpen } = props;
  const w = useWords(statementWords);
  const word = useSentence();
  const [tab, setTab] = useState("lines");
  const { replacedById } = statement;
  return (
    <App component={false}>
      <div className="statement-head">
        <Tag
          tone={toneOf(statement.confirmation)}
          text={word(confirmations[statement.confirmation])}
        />
        <span>{word(statementForms[statement.form])}</span>
        <span>
          {statement.from} – {statement.to}
        </span>
        {statement.onHold ? <Tag tone="plain" outlined text={w("onHold")} /> : null}
        {replacedById === null ? null : (
          <button type="button" className="link" onClick={() => onOpen(replacedById)}>
            {w("replaced")}
          </button>
        )}
      </div>
      <StatementActions statement={statement} />
      <Facts statement={statement} />
      <Tabs
        activeKey={tab}
        onChange={setTab}
        items={[
          { key: "lines", label: w("lines"), children: <StatementLines statement={statement} /> },
          { key: "moves", label: w("movements"), children: <Movements statement={statement} /> },
          { key: "trail", label: w("trail"), children: <Trail statement={statement} /> },
          {
            key: "messages",
            label: w("messages"),
            children: <MessageList query={{ statement: statement.id }} />,
          },
        ]}
      />
    </App>
  );
}

function toneOf(state: Confirmation) {
  if (state === "confirmed" || state === "deemed_confirmed") return "green";
  if (state === "partly_objected") return "violet";
  return state === "withdrawn" || state === "superseded" ? "hatched" : "blue";
}

function Facts({ statement }: { readonly statement: StatementDetail }) {
  const w = useWords(statementWords);
  const { currency, contact } = statement;
  const figures = [
    "closing",
    "opening",
    "debit",
    "credit",
    "overdue",
    "unapplied",
    "disputed",
  ] as const;
  return (
    <>
      <dl className="statement-facts">
        {figures.map((name) => (
          <div key={name}>
            <dt>{w(name)}</dt>
            <dd>
              <MoneyText
                amount={statement[name]}
                currency={currency}
                bold={name === "closing"}
                showCurrency={name === "closing"}
              />
            </dd>
          </div>
        ))}
      </dl>
      <p className="page-note">
        {contact
          ? w("contactLine", { name: contact.name, email: contact.email })
          : w("noContactYet")}
        {statement.deemedOn ? `　${w("deemedFrom", { date: statement.deemedOn })}` : ""}
        {`　${w("sha")} ${statement.sha256.slice(0, 16)}…`}
      </p>
    </>
  );
}

function Movements({ statement }: { readonly statement: StatementDetail }) {
  const w = useWords(statementWords);
  const word = useSentence();
  const money = (amount: string | null) =>
    amount === null ? null : <MoneyText amount={amount} currency={statement.currency} />;
  return (
    <div className="matrix-scroll">
      <table className="matrix">
        <thead>
          <tr>
            <th>{w("date")}</th>
            <th>{w("what")}</th>
            <th>{w("number")}</th>
            <th className="is-right">{w("debit")}</th>
            <th className="is-right">{w("credit")}</th>
            <th className="is-right">{w("balance")}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>{statement.from}</td>
            <td colSpan={4}>{w("opening")}</td>
            <td className="is-right">{money(statement.opening)}</td>
          </tr>
          {statement.movements.map((one, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a frozen list, two equal rows are possible
            <tr key={place}>
              <td>{one.date}</td>
              <td>{word(one.what)}</td>
              <td>{one.no}</td>
              <td className="is-right">{money(one.debit)}</td>
              <td className="is-right">{money(one.credit)}</td>
              <td className="is-right">{money(one.balance)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Trail({ statement }: { readonly statement: StatementDetail }) {
  const word = useSentence();
  const w = useWords(statementWords);
  const { timeZone } = useBooks();
  return (
    <ol className="statement-trail">
      {statement.events.toReversed().map((event) => (
        <li key={event.id}>
          <InstantText at={event.at} timeZone={timeZone} withYear />{" "}
          <b>{actWord(event.act, word)}</b>
          {event.line === null ? "" : ` ${w("line")} ${event.line}`} {event.actor}{" "}
          {textOf(event.detail)}
        </li>
      ))}
    </ol>
  );
}

function actWord(act: string, word: ReturnType<typeof useSentence>): string {
  return Object.hasOwn(statementActWords, act)
    ? word(statementActWords[act as keyof typeof statementActWords]) // just looked up
    : act;
}

/** What a person wrote, and where it went. */
function textOf(detail: Readonly<Record<string, unknown>>): string {
  return ["note", "reason", "to", "name", "position"]
    .map((key) => detail[key])
    .filter((value): value is string => typeof value === "string" && value !== "")
    .join(" · ");
}
