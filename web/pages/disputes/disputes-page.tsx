// 争议工单: what customers object to, whose it is, by when; as a list or a board, with the
// questions of customers beside it.
import "./disputes.css";
import { Checkbox, Input, Select } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { type DisputeList, disputeList, disputeSorts } from "../../../src/contract/disputes.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { FigureStrip } from "../../components/figure-strip.tsx";
import { pathTo } from "../../paths.ts";
import { type PutAddress, useAddress } from "../../ui/address.ts";
import { clearable } from "../../ui/clearable.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { disputeWords } from "../../words/disputes.ts";
import { useWords } from "../../words/words.ts";
import { Causes } from "./causes.tsx";
import { DisputeBoard } from "./dispute-board.tsx";
import { type DisputeQueryText, DisputeTable } from "./dispute-table.tsx";
import { Questions } from "./questions.tsx";
import { DisputeTicket } from "./ticket.tsx";

const views = ["list", "board", "questions", "causes"] as const;
type ShownView = (typeof views)[number];

export function Component() {
  const w = useWords(disputeWords);
  const { id: booksId } = useBooks();
  const { address, put } = useAddress();
  const view = views.find((one) => one === address.get("view")) ?? "list";
  return (
    <div className={view === "list" ? "page-body is-filling disputes" : "page-body disputes"}>
      <header className="page-head">
        <h1>{w("title")}</h1>
        <Link to={pathTo("differences", { booksId })}>{w("toDifferences")}</Link>
        <span className="is-end">
          <Segmented
            value={view}
            onChange={(chosen: ShownView) => put({ view: chosen === "list" ? null : chosen })}
            options={views.map((value) => ({ value, label: w(value) }))}
          />
        </span>
      </header>
      {view === "questions" ? (
        <Questions />
      ) : view === "causes" ? (
        <Causes month={address.get("month")} onMonth={(month) => put({ month: month })} />
      ) : (
        <Disputes address={address} put={put} isBoard={view === "board"} />
      )}
    </div>
  );
}

type Shown = {
  readonly address: URLSearchParams;
  readonly put: PutAddress;
  readonly isBoard: boolean;
};

function Disputes({ address, put, isBoard }: Shown) {
  const w = useWords(disputeWords);
  const isAll = address.get("all") === "1";
  const filter: DisputeQueryText = {
    q: address.get("q"),
    owner: address.get("mine") === "1" ? "me" : null,
    mention: address.get("mention") === "1" ? "me" : null,
    sort: address.get("sort") === "due" ? "due" : null,
  };
  const base = useBooksPath();
  const query = { ...filter, limit: 1 };
  const { data, error } = useGet(disputeList, `${base}/disputes`, { query, keep: true });
  const openId = Number(address.get("ticket") ?? 0);
  const show = (id: number | null) => put({ ticket: id === null ? null : String(id) });
  const [order, setOrder] = useState<readonly number[]>([]);
  if (error) return <Failure error={error} />;
  if (!data) return <Skeleton />;
  const at = order.indexOf(openId);
  const { mentions } = data.figures;
  return (
    <>
      <Figures list={data} />
      <div className="disputes-filters">
        <Input.Search
          allowClear={clearable}
          placeholder={w("search")}
          defaultValue={address.get("q") ?? ""}
          onSearch={(text) => put({ q: text })}
        />
        <Checkbox
          checked={address.get("mine") === "1"}
          onChange={({ target }) => put({ mine: target.checked ? "1" : null })}
        >
          {w("mine")}
        </Checkbox>
        {mentions > 0 || filter.mention !== null ? (
          <Checkbox
            checked={filter.mention !== null}
            onChange={({ target }) => put({ mention: target.checked ? "1" : null })}
          >
            {w("mentions", { count: mentions })}
          </Checkbox>
        ) : null}
        <Select
          aria-label={w("sort")}
          popupMatchSelectWidth={false}
          value={filter.sort ?? "newest"}
          options={disputeSorts.map((value) => ({ value, label: w(`sort_${value}`) }))}
          onChange={(sort) => put({ sort: sort === "due" ? sort : null })}
        />
        {isBoard ? null : (
          <Checkbox
            checked={isAll}
            onChange={({ target }) => put({ all: target.checked ? "1" : null })}
          >
            {w("showResolved")}
          </Checkbox>
        )}
      </div>
      {isBoard ? (
        <DisputeBoard filter={filter} onOpen={show} />
      ) : (
        <DisputeTable filter={filter} isAll={isAll} onOpen={show} onOrder={setOrder} />
      )}
      {openId > 0 ? (
        <DisputeTicket
          key={openId}
          id={openId}
          previousId={order[at - 1] ?? null}
          nextId={at < 0 ? null : (order[at + 1] ?? null)}
          onShow={show}
          onClose={() => show(null)}
        />
      ) : null}
    </>
  );
}

function Figures({ list }: { readonly list: DisputeList }) {
  const w = useWords(disputeWords);
  const { homeCurrency } = useBooks();
  const { figures } = list;
  const totals = list.totals.length > 0 ? list.totals : [{ amount: "0", currency: homeCurrency }];
  const notes = [
    w("count", { count: figures.open }),
    ...(figures.late > 0 ? [w("late", { count: figures.late })] : []),
    ...(figures.openDays === null ? [] : [w("openDays", { days: figures.openDays })]),
    ...(figures.daysToResolve === null ? [] : [w("speed", { days: figures.daysToResolve })]),
  ];
  return (
    <FigureStrip
      isMany={totals.length > 1}
      figures={[{ key: "open", label: w("inDispute"), amounts: totals, note: notes.join(" · ") }]}
    />
  );
}
