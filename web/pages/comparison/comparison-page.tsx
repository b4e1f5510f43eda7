// One comparison: what differs in groups, their entry beside ours; the reconciliation
// always in view, ending in the difference.
import "./comparison.css";
import { App, Button, Dropdown } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { type ComparisonDetail, comparisonDetail } from "../../../src/contract/comparisons.ts";
import { downloadAddress } from "../../api/client.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { InstantText } from "../../ui/date-text.tsx";
import { formatAmount } from "../../ui/money-text.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { comparisonPageWords } from "../../words/comparison.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { ChoicesForm, MappingForm, useAgain } from "./choices-form.tsx";
import { ComparisonState } from "./comparisons-page.tsx";
import { Groups } from "./groups.tsx";
import { ReconciliationTable } from "./reconciliation-table.tsx";
import { SignDialog } from "./sign-dialog.tsx";

export function Component() {
  const { comparisonId = "" } = useParams();
  const path = `${useBooksPath()}/comparisons/${comparisonId}`;
  const { data, error } = useGet(comparisonDetail, path);
  return (
    <div className="page-body comparison">
      {error ? <Failure error={error} /> : data ? <Shown detail={data} /> : <Skeleton />}
    </div>
  );
}

function Shown({ detail }: { readonly detail: ComparisonDetail }) {
  const w = useWords(comparisonPageWords);
  const language = useLanguage();
  const { id: booksId } = useBooks();
  const amount = (text: string) => formatAmount(text, detail.currency, language);
  const isUnread = detail.state === "unread";
  return (
    <>
      <header className="page-head">
        <div>
          <Link to={pathTo("comparisons", { booksId })}>{w("back")}</Link>
          <h1>{detail.customerName}</h1>
        </div>
        <ComparisonState row={detail} />
        <span className="is-end">
          <Actions detail={detail} />
        </span>
      </header>
      {isUnread ? (
        <MappingForm detail={detail} />
      ) : (
        <>
          <p className="comparison-headline">
            {detail.reading.mode === "open_items"
              ? w("listAsOf", { date: detail.to ?? "" })
              : `${detail.from} – ${detail.to}`}
            {"　"}
            {w("headline", {
              ours: amount(detail.ourClosing),
              theirs: amount(detail.theirClosing),
              difference: amount(detail.difference),
              count: detail.open,
            })}
            {detail.undecided === 0 ? "" : w("undecidedCount", { count: detail.undecided })}
          </p>
          <Reading detail={detail} />
          <div className="comparison-desk">
            <section className="comparison-groups">
              {detail.open + detail.undecided === 0 ? (
                <EmptyState kind="left" title={w("allAgree")} text={w("allAgreeText")} />
              ) : null}
              <Groups detail={detail} />
              <Trail detail={detail} />
            </section>
            <aside className="comparison-side">
              {detail.reconciliation === null ? null : (
                <ReconciliationTable detail={detail} table={detail.reconciliation} />
              )}
            </aside>
          </div>
        </>
      )}
    </>
  );
}

/** What of their file was read, and what to make of it. */
function Reading({ detail }: { readonly detail: ComparisonDetail }) {
  const w = useWords(comparisonPageWords);
  const [isOpen, setOpen] = useState(false);
  const { reading, fileName } = detail;
  const facts = [
    w("read", { file: fileName, rows: reading.rows }),
    w(reading.mode === "open_items" ? "mode_open_items" : reading.proof),
    ...(reading.isTurned ? [w("turned")] : []),
    ...(reading.refused > 0 ? [w("refused", { count: reading.refused })] : []),
    ...(reading.ignored > 0 ? [w("ignored", { count: reading.ignored })] : []),
    ...(reading.otherCurrencies.length > 0
      ? [w("otherCurrencies", { list: reading.otherCurrencies.join(", ") })]
      : []),
    w("readSeconds", { seconds: reading.seconds.toFixed(1) }),
  ];
  return (
    <div className="comparison-reading">
      <span className="page-note">{facts.join(" · ")}</span>{" "}
      {detail.state === "open" ? (
        <Button type="link" size="small" onClick={() => setOpen(!isOpen)}>
          {w("change")}
        </Button>
      ) : null}
      {reading.mayBeOpenItems && detail.state === "open" ? <MayBeList detail={detail} /> : null}
      {reading.isOpeningKnown || reading.mayBeOpenItems ? null : (
        <p className="is-look">{w("openingUnknown")}</p>
      )}
      {isOpen ? <ChoicesForm detail={detail} /> : null}
    </div>
  );
}

/** Documents alone, while money came: perhaps what they sent is what is still open. */
function MayBeList({ detail }: { readonly detail: ComparisonDetail }) {
  const w = useWords(comparisonPageWords);
  const { again, isPending } = useAgain(detail);
  return (
    <p className="is-look">
      {w("mayBeOpenItems")}{" "}
      <Button size="small" loading={isPending} onClick={() => again({ mode: "open_items" })}>
        {w("asOpenItems")}
      </Button>{" "}
      <Button size="small" type="text" onClick={() => again({ mode: "movements" })}>
        {w("asMovements")}
      </Button>
    </p>
  );
}

function Actions({ detail }: { readonly detail: ComparisonDetail }) {
  const w = useWords(comparisonPageWords);
  const language = useLanguage();
  const base = useBooksPath();
  const path = `${base}/comparisons/${detail.id}`;
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const refusal = useRefusal("collect");
  const [isSigning, setSigning] = useState(false);
  const send = useSend(comparisonDetail, "POST", [`${base}/comparisons`]);
  const act = (step: string, body?: object) =>
    send.mutate(
      { path: `${path}/${step}`, ...(body ? { body } : {}) },
      { onError: (error) => void message.error(sentence(error)) },
    );
  const file = (format: "pdf" | "xlsx") => downloadAddress(`${path}/file`, { format, language });
  const isOpen = detail.state === "open";
  const isSigned = detail.ourSignature !== null;
  const more = [
    { key: "xlsx", label: <a href={file("xlsx")}>{w("xlsx")}</a> },
    ...(isOpen && !isSigned && refusal === null
      ? [
          detail.isShared
            ? {
                key: "unshare",
                label: w("unshare"),
                onClick: () => act("changes", { act: "unshare" }),
              }
            : { key: "share", label: w("share"), onClick: () => act("changes", { act: "share" }) },
          {
            key: "withdraw",
            label: w("withdraw"),
            onClick: () => act("changes", { act: "withdraw" }),
          },
        ]
      : []),
    ...(isOpen && isSigned && refusal === null
      ? [{ key: "unsign", label: w("unsign"), onClick: () => act("unsign") }]
      : []),
  ];
  if (detail.reconciliation === null) return null;
  return (
    <span className="comparison-actions">
      <Button href={file("pdf")}>{w("pdf")}</Button>
      <Dropdown menu={{ items: more }} trigger={["click"]}>
        <Button>{w("more")}</Button>
      </Dropdown>
      {isOpen && !isSigned ? (
        <RefusedButton type="primary" reason={refusal} onClick={() => setSigning(true)}>
          {w("sign")}
        </RefusedButton>
      ) : null}
      {isSigning ? <SignDialog detail={detail} onClose={() => setSigning(false)} /> : null}
    </span>
  );
}

function Trail({ detail }: { readonly detail: ComparisonDetail }) {
  const w = useWords(comparisonPageWords);
  const { timeZone } = useBooks();
  const word = (act: string) => {
    const key = `act_${act}`;
    return key in comparisonPageWords ? w(key as keyof typeof comparisonPageWords) : act;
  };
  return (
    <section className="comparison-trail">
      <h2>{w("trail")}</h2>
      <ul>
        {detail.events.toReversed().map((event) => (
          <li key={`${event.at} ${event.act} ${event.group ?? ""}`}>
            <InstantText at={event.at} timeZone={timeZone} />{" "}
            {event.actor || w(event.side === "us" ? "us" : "them")} {word(event.act)}
          </li>
        ))}
      </ul>
    </section>
  );
}
