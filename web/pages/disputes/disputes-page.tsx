// 争议工单 (SCREENS S7): what customers object to, whose it is, by when; as a list or a board, with the
// questions of customers beside it.
import "./disputes.css";
import { Button, Checkbox, Input, Segmented } from "antd";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import {
  type DisputeList,
  type DisputeOnWire,
  disputeList,
} from "../../../src/contract/disputes.ts";
import {
  type DisputeState,
  disputeReasons,
  disputeStates,
  disputeSteps,
} from "../../../src/core/disputes/dispute.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { FigureStrip } from "../../components/figure-strip.tsx";
import { pathTo } from "../../paths.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { useIsPhone } from "../../ui/phone.ts";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { disputeWords } from "../../words/disputes.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { Questions } from "./questions.tsx";
import { DisputeTicket } from "./ticket.tsx";

const views = ["list", "board", "questions"] as const;
type ShownView = (typeof views)[number];
const boardStates = Object.keys(disputeStates) as DisputeState[]; // the record's own keys
const rowsAtOnce = 200;

export function Component() {
  const w = useWords(disputeWords);
  const { id: booksId } = useBooks();
  const [address, setAddress] = useSearchParams();
  const put = (name: string, value: string | null) =>
    setAddress(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === null || value === "") next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  const view = views.find((one) => one === address.get("view")) ?? "list";
  return (
    <div className="page-body disputes">
      <header className="page-head">
        <h1>{w("title")}</h1>
        <Link to={pathTo("differences", { booksId })}>{w("toDifferences")}</Link>
        <span className="is-end">
          <Segmented
            value={view}
            onChange={(chosen: ShownView) => put("view", chosen === "list" ? null : chosen)}
            options={views.map((value) => ({ value, label: w(value) }))}
          />
        </span>
      </header>
      {view === "questions" ? (
        <Questions />
      ) : (
        <Disputes address={address} put={put} isBoard={view === "board"} />
      )}
    </div>
  );
}

type Shown = {
  readonly address: URLSearchParams;
  readonly put: (name: string, value: string | null) => void;
  readonly isBoard: boolean;
};

function Disputes({ address, put, isBoard }: Shown) {
  const w = useWords(disputeWords);
  const [limit, setLimit] = useState(rowsAtOnce);
  const isAll = address.get("all") === "1" || isBoard;
  const query = {
    q: address.get("q"),
    owner: address.get("mine") === "1" ? "me" : null,
    state: isAll ? boardStates.join(",") : null,
    limit,
  };
  const { data, error } = useGet(disputeList, `${useBooksPath()}/disputes`, { query, keep: true });
  const openId = Number(address.get("ticket") ?? 0);
  const show = (id: number | null) => put("ticket", id === null ? null : String(id));
  if (error) return <Failure error={error} />;
  if (!data) return <Skeleton />;
  const at = data.rows.findIndex(({ id }) => id === openId);
  return (
    <>
      <Figures list={data} />
      <div className="disputes-filters">
        <Input.Search
          allowClear
          placeholder={w("search")}
          defaultValue={address.get("q") ?? ""}
          onSearch={(text) => put("q", text)}
        />
        <Checkbox
          checked={address.get("mine") === "1"}
          onChange={({ target }) => put("mine", target.checked ? "1" : null)}
        >
          {w("mine")}
        </Checkbox>
        {isBoard ? null : (
          <Checkbox
            checked={address.get("all") === "1"}
            onChange={({ target }) => put("all", target.checked ? "1" : null)}
          >
            {w("showResolved")}
          </Checkbox>
        )}
      </div>
      {data.rows.length === 0 ? (
        <EmptyState kind="left" title={w("nothing")} text={w("nothingText")} />
      ) : isBoard ? (
        <Board rows={data.rows} onOpen={show} />
      ) : (
        <List rows={data.rows} onOpen={show} />
      )}
      {data.nextCursor === null ? null : (
        <Button onClick={() => setLimit(Math.min(limit + rowsAtOnce, 1000))}>{w("more")}</Button>
      )}
      {openId > 0 ? (
        <DisputeTicket
          key={openId}
          id={openId}
          previousId={data.rows[at - 1]?.id ?? null}
          nextId={at < 0 ? null : (data.rows[at + 1]?.id ?? null)}
          onShow={show}
          onClose={() => show(null)}
        />
      ) : null}
    </>
  );
}

function Figures({ list }: { readonly list: DisputeList }) {
  const w = useWords(disputeWords);
  const { totals, figures } = list;
  const notes = [
    w("count", { count: figures.open }),
    ...(figures.late > 0 ? [w("late", { count: figures.late })] : []),
    ...(figures.daysToResolve === null ? [] : [w("speed", { days: figures.daysToResolve })]),
  ];
  return (
    <FigureStrip
      isMany={totals.length > 1}
      figures={[{ key: "open", label: w("inDispute"), amounts: totals, note: notes.join(" · ") }]}
    />
  );
}

export function DueIn({ row }: { readonly row: DisputeOnWire }) {
  const w = useWords(disputeWords);
  const { daysLeft } = row;
  if (daysLeft === null) return <>–</>;
  if (daysLeft < 0) return <Tag tone="red" text={w("daysLate", { days: -daysLeft })} />;
  if (daysLeft === 0) return <Tag tone="amber" text={w("dueToday")} />;
  return <Tag tone={daysLeft <= 2 ? "amber" : "plain"} text={w("daysLeft", { days: daysLeft })} />;
}

type RowsProps = {
  readonly rows: readonly DisputeOnWire[];
  readonly onOpen: (id: number) => void;
};

function List({ rows, onOpen }: RowsProps) {
  const w = useWords(disputeWords);
  const word = useSentence();
  if (useIsPhone()) {
    return (
      <div>
        {rows.map((row) => (
          <DisputeCard key={row.id} row={row} onOpen={onOpen} />
        ))}
      </div>
    );
  }
  return (
    <div className="matrix-scroll">
      <table className="matrix disputes-list">
        <thead>
          <tr>
            <th>{w("customer")}</th>
            <th>{w("documents")}</th>
            <th className="is-right">{w("amount")}</th>
            <th>{w("reason")}</th>
            <th>{w("owner")}</th>
            <th>{w("due")}</th>
            <th>{w("step")}</th>
            <th>{w("state")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <button type="button" className="disputes-open" onClick={() => onOpen(row.id)}>
                  {row.customer.name}
                </button>
              </td>
              <td>{row.documents.join(", ")}</td>
              <td className="is-right">
                <MoneyText amount={row.amount} currency={row.currency} showCurrency bold />
              </td>
              <td>{word(disputeReasons[row.reason])}</td>
              <td>{row.owner?.name ?? w("nobody")}</td>
              <td>
                <DueIn row={row} />
              </td>
              <td>{word(disputeSteps[row.step])}</td>
              <td>
                <StateTag state={row.state} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function StateTag({ state }: { readonly state: DisputeState }) {
  const word = useSentence();
  const tone = state === "resolved" ? "green" : state === "new" ? "violet" : "amber";
  return <Tag tone={tone} text={word(disputeStates[state])} />;
}

function DisputeCard({ row, onOpen }: Pick<RowsProps, "onOpen"> & { row: DisputeOnWire }) {
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

function Board({ rows, onOpen }: RowsProps) {
  const word = useSentence();
  return (
    <div className="board">
      {boardStates.map((state) => {
        const own = rows.filter((row) => row.state === state);
        return (
          <section key={state} className="board-column">
            <header>
              <h3>{word(disputeStates[state])}</h3>
              <span className="page-note">{own.length}</span>
            </header>
            {own.map((row) => (
              <DisputeCard key={row.id} row={row} onOpen={onOpen} />
            ))}
          </section>
        );
      })}
    </div>
  );
}
