// The ticket of a difference: its arithmetic on top, then who sees to it by when, how it may end and
// what that books, and its history.
import "../items/drawer.css";
import { App, DatePicker, Input, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { Link } from "react-router";
import { z } from "zod";
import {
  type DifferenceChange,
  type DifferenceDetail,
  differenceDetail,
  differenceSummary,
} from "../../../src/contract/differences.ts";
import {
  differenceStages,
  movableStages,
  redInvoiceHoursLeft,
} from "../../../src/core/differences/life.ts";
import { differenceTests } from "../../../src/core/differences/registry.ts";
import {
  differenceCodes,
  differencePapers,
  isDifferenceCode,
} from "../../../src/core/differences.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { RecordDrawer } from "../../components/record-drawer.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { useBecause } from "../../words/because.ts";
import { differenceWords } from "../../words/differences.ts";
import { tableWords } from "../../words/table.ts";
import { useList, useSentence, useWords } from "../../words/words.ts";
import { TellCustomer } from "../disputes/tell-customer.tsx";
import { CauseTag, DocumentText, DueTag, StageTag } from "./difference-columns.tsx";
import { Ends } from "./ends.tsx";
import { causeName } from "./quadrant.tsx";
import { TicketHistory } from "./ticket-history.tsx";

type TicketProps = {
  readonly id: number;
  readonly onClose: () => void;
  readonly onShow: (id: number) => void;
  readonly previousId: number | null;
  readonly nextId: number | null;
};

export function Ticket(props: TicketProps) {
  const w = useWords(differenceWords);
  const path = `${useBooksPath()}/differences/${props.id}`;
  const { data, error, refetch } = useGet(differenceDetail, path);
  return (
    <RecordDrawer {...props} title={w("ticket", { id: props.id })}>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data ? <Content detail={data} /> : error ? null : <Skeleton />}
    </RecordDrawer>
  );
}

function Content({ detail }: { readonly detail: DifferenceDetail }) {
  const { row } = detail;
  return (
    <>
      <Proof detail={detail} />
      <Facts detail={detail} />
      {row.item ? <TellCustomer differenceId={row.id} isOpen={row.state === "open"} /> : null}
      {row.state === "open" ? <RouteForm key={JSON.stringify(row)} detail={detail} /> : null}
      <Ends detail={detail} />
      <TicketHistory detail={detail} />
    </>
  );
}

function Proof({ detail }: { readonly detail: DifferenceDetail }) {
  const w = useWords(differenceWords);
  const word = useSentence();
  const reason = useBecause();
  const { row, alsoFits } = detail;
  const by = { engine: "byEngine", test: "byTest", person: "byPerson" } as const;
  return (
    <section className="ticket-proof">
      <span className="ticket-amount">
        <MoneyText amount={row.amount} currency={row.currency} showCurrency bold />
        <StageTag row={row} /> <DueTag row={row} />
      </span>
      {row.because.map((one) => (
        <p key={JSON.stringify(one)} className="ticket-because">
          {reason(one)}
        </p>
      ))}
      <p>
        <CauseTag row={row} />{" "}
        {row.code === null ? null : <span className="page-note">{w(by[row.codeBy])}</span>}
      </p>
      {row.code === null ? <TestsAsked /> : null}
      {alsoFits.length > 0 ? (
        <p className="page-note">
          {w("alsoFits")}{" "}
          {alsoFits.map((code) => (
            <Tag key={code} outlined text={`${code} ${word(causeName(code))}`} />
          ))}
        </p>
      ) : null}
    </section>
  );
}

/** What was asked, so that nobody asks it again by hand. */
function TestsAsked() {
  const w = useWords(differenceWords);
  const word = useSentence();
  return (
    <details className="page-note">
      <summary>{w("testsAsked", { count: differenceTests.length })}</summary>
      <ul className="ticket-tests">
        {differenceTests.map(({ code, question }) => (
          <li key={question.en}>
            {code} {word(question)}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** 红字 72 h: within three days of the dispute the red invoice is issued or the claim stands. */
function RedInvoiceClock({ row }: { readonly row: DifferenceDetail["row"] }) {
  const w = useWords(differenceWords);
  if (row.state !== "open") return null;
  const left = redInvoiceHoursLeft(row.foundAt, dayjs().toISOString());
  return (
    <>
      {" "}
      <Tag
        tone={left < 0 ? "red" : left <= 24 ? "amber" : "plain"}
        text={left < 0 ? w("redLate", { hours: -left }) : w("redLeft", { hours: left })}
      />
    </>
  );
}

function Facts({ detail }: { readonly detail: DifferenceDetail }) {
  const w = useWords(differenceWords);
  const list = useList();
  const word = useSentence();
  const { id: booksId } = useBooks();
  const { row, memo, papers, needsRedInvoice } = detail;
  const { customer, line, item } = row;
  return (
    <dl className="facts">
      {customer ? (
        <>
          <dt>{word(tableWords.customer)}</dt>
          <dd>
            <Link to={pathTo("customer", { booksId, customerId: customer.id })}>
              {customer.name}
            </Link>
          </dd>
        </>
      ) : null}
      <dt>{w("document")}</dt>
      <dd>
        <DocumentText row={row} />
        {item && line ? (
          <>
            {" · "}
            <DocumentText row={{ ...row, item: null }} />
          </>
        ) : null}
      </dd>
      {memo === "" ? null : (
        <>
          <dt>{w("memo")}</dt>
          <dd>{memo}</dd>
        </>
      )}
      {papers.length > 0 ? (
        <>
          <dt>{w("papers")}</dt>
          <dd>
            {list(
              papers.flatMap((paper) =>
                Object.hasOwn(differencePapers, paper)
                  ? word(differencePapers[paper as keyof typeof differencePapers]) // checked
                  : [],
              ),
            )}
          </dd>
        </>
      ) : null}
      {needsRedInvoice ? (
        <p className="ticket-warning">
          {w("redInvoice")}
          <RedInvoiceClock row={row} />
        </p>
      ) : null}
    </dl>
  );
}

function RouteForm({ detail: { row } }: { readonly detail: DifferenceDetail }) {
  const w = useWords(differenceWords);
  const word = useSentence();
  const base = useBooksPath();
  const refusal = useRefusal("collect");
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const { data: summary } = useGet(differenceSummary, `${base}/differences/summary`);
  const [change, put] = useState<DifferenceChange>({ note: "" });
  const save = useSend(z.object({ id: z.number() }), "PATCH", [`${base}/differences`]);
  const set = (part: Partial<DifferenceChange>) => put({ ...change, ...part });
  const isWaiting = row.stage === "waiting_approval";
  const send = () =>
    save.mutate(
      { path: `${base}/differences/${row.id}`, body: change },
      {
        onSuccess: () => void message.success(w("saved")),
        onError: (error) => void message.error(sentence(error)),
      },
    );
  const isChanged = Object.values(change).some((value) => value !== "" && value !== undefined);
  return (
    <section className="drawer-section">
      <h3>{w("route")}</h3>
      <div className="ticket-form">
        <Select
          aria-label={w("owner")}
          placeholder={w("nobody")}
          value={change.ownerId ?? row.owner?.id ?? null}
          onChange={(ownerId) => set({ ownerId })}
          options={(summary?.owners ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        <DatePicker
          aria-label={w("due")}
          allowClear={false}
          value={dayjs(change.dueOn ?? row.dueOn ?? undefined)}
          onChange={(date) => set(date ? { dueOn: date.format("YYYY-MM-DD") } : {})}
        />
        <Select
          aria-label={w("stage")}
          disabled={isWaiting}
          value={change.stage ?? (row.stage === "waiting_approval" ? null : row.stage)}
          placeholder={w("endWaits")}
          onChange={(stage: (typeof movableStages)[number]) => set({ stage })}
          options={movableStages.map((value) => ({ value, label: word(differenceStages[value]) }))}
        />
        <Select
          aria-label={w("changeCause")}
          placeholder={w("changeCause")}
          showSearch={{ optionFilterProp: "label" }}
          value={change.code ?? (row.code !== null && isDifferenceCode(row.code) ? row.code : null)}
          onChange={(code) => set({ code })}
          options={differenceCodes.map((code) => ({
            value: code,
            label: `${code} ${word(causeName(code))}`,
          }))}
        />
        <Input.TextArea
          className="is-wide"
          aria-label={w("note")}
          placeholder={w("note")}
          autoSize={{ minRows: 1, maxRows: 4 }}
          value={change.note}
          onChange={(event) => set({ note: event.target.value })}
        />
        <RefusedButton
          reason={refusal}
          disabled={!isChanged}
          loading={save.isPending}
          onClick={send}
        >
          {w("save")}
        </RefusedButton>
        {isWaiting ? <ApprovalLink /> : null}
      </div>
    </section>
  );
}

function ApprovalLink() {
  const w = useWords(differenceWords);
  const { id: booksId } = useBooks();
  return (
    <LinkButton type="link" to={pathTo("approvals", { booksId })}>
      {w("toApprovals")}
    </LinkButton>
  );
}
