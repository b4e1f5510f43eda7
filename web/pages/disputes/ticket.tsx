// A ticket: what is in dispute on top, then the documents, the thread of both sides, and the ends as
// buttons that say what they will book.
import { App, Select } from "antd";
import { useEffect } from "react";
import { Link } from "react-router";
import {
  type DisputeChangeBody,
  type DisputeDetail,
  disputeDetail,
  disputeDone,
} from "../../../src/contract/disputes.ts";
import {
  type DisputeStep,
  disputeReasons,
  disputeResolutions,
  disputeSources,
  disputeSteps,
} from "../../../src/core/disputes/dispute.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RecordDrawer } from "../../components/record-drawer.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { formatAmount } from "../../ui/amount.ts";
import { InstantText } from "../../ui/date-text.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { disputeWords } from "../../words/disputes.ts";
import { useLanguage, useSentence, useWords } from "../../words/words.ts";
import { DueIn, StateTag } from "./dispute-tags.tsx";
import { DisputeTasks } from "./dispute-tasks.tsx";
import { EndDispute } from "./end-dispute.tsx";
import { Reopen } from "./reopen.tsx";
import { Say } from "./say.tsx";

type TicketProps = {
  readonly id: number;
  readonly previousId: number | null;
  readonly nextId: number | null;
  readonly onShow: (id: number) => void;
  readonly onClose: () => void;
};

const steps = Object.keys(disputeSteps) as DisputeStep[]; // the record's own keys

export function DisputeTicket(props: TicketProps) {
  const w = useWords(disputeWords);
  const path = `${useBooksPath()}/disputes/${props.id}`;
  const { data, error } = useGet(disputeDetail, path);
  const { mutate: see } = useSend(disputeDone, "POST");
  // whoever was named here has looked now
  useEffect(() => see({ path: `${path}/seen` }), [see, path]);
  return (
    <RecordDrawer {...props} title={data?.row.customer.name ?? w("ticket", { id: props.id })}>
      {error ? <Failure error={error} /> : data ? <Body detail={data} /> : <Skeleton />}
    </RecordDrawer>
  );
}

function Body({ detail }: { readonly detail: DisputeDetail }) {
  const { id: booksId } = useBooks();
  const w = useWords(disputeWords);
  const word = useSentence();
  const language = useLanguage();
  const { row, items } = detail;
  const money = (amount: string) => formatAmount(amount, row.currency, language);
  return (
    <div className="disputes-ticket">
      <p className="disputes-proof">
        <MoneyText amount={row.amount} currency={row.currency} showCurrency bold />{" "}
        <StateTag state={row.state} /> <DueIn row={row} />{" "}
        {row.escalatedAt && row.state !== "resolved" ? (
          <Tag tone="red" outlined text={w("escalated")} />
        ) : null}
      </p>
      <p className="page-note">
        {word(disputeSources[row.source])}
        {row.statement ? ` · ${w("fromStatement", { no: row.statement.no })}` : ""} ·{" "}
        {word(disputeReasons[row.reason])}
      </p>
      {row.redHoursLeft === null ? null : (
        <p className={row.redHoursLeft > 0 ? "disputes-clock" : "disputes-clock is-late"}>
          {row.redHoursLeft > 0 ? w("redClock", { hours: row.redHoursLeft }) : w("redLapsed")}
        </p>
      )}
      <ul className="disputes-items">
        {items.map((item) => (
          <li key={item.id}>
            <b>
              <Link to={`${pathTo("items", { booksId })}?scope=all&item=${item.id}`}>
                {item.no}
              </Link>
            </b>
            <span>{w("arithmetic", { amount: money(item.amount), open: money(item.open) })}</span>
          </li>
        ))}
      </ul>
      {row.resolution === null || row.state !== "resolved" ? null : (
        <p>
          <b>{word(disputeResolutions[row.resolution])}</b> {detail.resolutionNote}
        </p>
      )}
      <Course detail={detail} />
      <DisputeTasks detail={detail} />
      <Thread detail={detail} />
      {row.state === "resolved" ? <Reopen detail={detail} /> : null}
      {row.state === "waiting_approval" ? <p className="page-note">{w("waits")}</p> : null}
      {row.state === "resolved" || row.state === "waiting_approval" ? null : (
        <EndDispute detail={detail} />
      )}
    </div>
  );
}

/** Step, owner, red invoice. */
function Course({ detail }: { readonly detail: DisputeDetail }) {
  const w = useWords(disputeWords);
  const word = useSentence();
  const base = useBooksPath();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const refusal = useRefusal("collect");
  const { row, members } = detail;
  const send = useSend(disputeDetail, "POST", [`${base}/disputes`]);
  const isOpen = row.state !== "resolved" && row.state !== "waiting_approval";
  const change = (body: Partial<DisputeChangeBody>) =>
    send.mutate(
      { path: `${base}/disputes/${row.id}/changes`, body },
      {
        onSuccess: () => void message.success(w("saved")),
        onError: (error) => void message.error(sentence(error)),
      },
    );
  return (
    <section className="drawer-section">
      <ol className="disputes-steps">
        {steps.map((step) => (
          <li key={step}>
            <RefusedButton
              size="small"
              reason={refusal}
              disabled={!isOpen}
              type={step === row.step ? "primary" : "default"}
              onClick={() => change({ step })}
            >
              {word(disputeSteps[step])}
            </RefusedButton>
          </li>
        ))}
      </ol>
      <div className="disputes-course">
        <span>
          {w("owner")}{" "}
          <Select
            size="small"
            style={{ minWidth: 140 }}
            aria-label={w("assign")}
            disabled={refusal !== null || !isOpen}
            value={row.owner?.id ?? null}
            placeholder={w("nobody")}
            options={members.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(ownerId: number) => change({ ownerId })}
          />
        </span>
        {isOpen ? (
          <RefusedButton size="small" reason={refusal} onClick={() => change({ askCredit: true })}>
            {w("askCredit")}
          </RefusedButton>
        ) : null}
      </div>
    </section>
  );
}

function Thread({ detail }: { readonly detail: DisputeDetail }) {
  const w = useWords(disputeWords);
  const base = useBooksPath();
  const { timeZone } = useBooks();
  const sides = { us: w("us"), customer: w("theCustomer"), system: w("system") } as const;
  return (
    <section className="drawer-section">
      <h3>{w("thread")}</h3>
      <ul className="disputes-thread">
        {detail.events.map((event) => (
          <li key={`${event.at} ${event.act}`} className={`is-${event.side}`}>
            <span className="page-note">
              {event.author || sides[event.side]} ·{" "}
              <InstantText at={event.at} timeZone={timeZone} />{" "}
              {w(`act_${event.act}` as "act_said")}
            </span>{" "}
            {event.isShared || event.act !== "said" ? null : (
              <Tag tone="plain" text={w("internal")} />
            )}
            {event.body ? <p>{event.body}</p> : null}
            {event.files.map((file) => (
              <a key={file.id} href={`/api/v1${base}/portal-files/${file.id}`} download={file.name}>
                {file.name}
              </a>
            ))}
          </li>
        ))}
      </ul>
      {detail.row.state === "resolved" ? null : <Say detail={detail} />}
    </section>
  );
}
