// One open item beside its list: the document, what was taken off it, differences, changes, entries
// and the file it came from.
import "./drawer.css";
import { useState } from "react";
import { Link } from "react-router";
import { type ItemDetail, itemDetail } from "../../../src/contract/items.ts";
import { isPassedOn, itemKinds } from "../../../src/core/item-kinds.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { RecordDrawer } from "../../components/record-drawer.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { NumberText } from "../../table/columns.tsx";
import { DateText, DueText } from "../../ui/date-text.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { StatusTag, Tag } from "../../ui/status-tag.tsx";
import { itemWords } from "../../words/items.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { AdjustButton } from "../close/adjust-button.tsx";
import { ItemChangeForm } from "./item-change-form.tsx";
import { isZero } from "./item-columns.tsx";
import { Allocations, Billing, Changes, Differences, Entries } from "./item-history.tsx";

type ItemDrawerProps = {
  readonly itemId: number;
  readonly onClose: () => void;
  readonly onShow: (id: number) => void;
  readonly previousId: number | null;
  readonly nextId: number | null;
};

export function ItemDrawer(props: ItemDrawerProps) {
  const { itemId } = props;
  const word = useSentence();
  const path = `${useBooksPath()}/items/${itemId}`;
  const { data, error, refetch } = useGet(itemDetail, path);
  const title = data ? (
    <span style={{ display: "inline-flex", gap: 8, alignItems: "center", flexWrap: "wrap" }}>
      {word(itemKinds[data.item.kind])} <NumberText text={data.item.no} />
      <StatusTag status={data.item.isCancelled ? "withdrawn" : data.item.status} />
    </span>
  ) : (
    ""
  );
  return (
    <RecordDrawer {...props} title={title}>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data ? <Content detail={data} onShow={props.onShow} /> : error ? null : <Skeleton />}
    </RecordDrawer>
  );
}

function Content({ detail, onShow }: { detail: ItemDetail; onShow: (id: number) => void }) {
  return (
    <>
      <Sums detail={detail} />
      <Facts detail={detail} onShow={onShow} />
      <Billing detail={detail} onShow={onShow} />
      <Allocations detail={detail} onShow={onShow} />
      <Differences detail={detail} />
      <ChangeSection detail={detail} />
      <Entries entries={detail.entries} />
    </>
  );
}

function Sums({ detail: { item, unbilled } }: { detail: ItemDetail }) {
  const w = useWords(itemWords);
  const sums = [
    ["original", item.amount],
    ["applied", item.applied],
    ["open", item.open],
    ...(unbilled === null ? [] : [["unbilled", unbilled] as const]),
    ...(isZero(item.disputed) ? [] : [["disputed", item.disputed] as const]),
  ] as const;
  return (
    <div className="drawer-sum">
      {sums.map(([key, amount]) => (
        <div className="figure" key={key}>
          <span className="figure-label">{w(key)}</span>
          <span className="figure-amount" style={{ fontSize: 16, lineHeight: "24px" }}>
            <MoneyText amount={amount} currency={item.currency} showCurrency={key === "original"} />
          </span>
        </div>
      ))}
    </div>
  );
}

function Facts({ detail, onShow }: { detail: ItemDetail; onShow: (id: number) => void }) {
  const w = useWords(itemWords);
  const { id: booksId, today } = useBooks();
  const { item, source } = detail;
  const linkedId = item.linked?.id ?? null;
  return (
    <dl className="facts">
      <dt>{w("customer")}</dt>
      <dd>
        <Link to={pathTo("customer", { booksId, customerId: item.customer.id })}>
          {item.customer.name}
        </Link>
      </dd>
      <dt>{w(item.kind === "delivery" ? "deliveredOn" : "issueDate")}</dt>
      <dd>
        <DateText date={item.issueDate} />
      </dd>
      <dt>{w("due")}</dt>
      <dd>
        <DueText
          due={item.dueDate}
          today={today}
          settled={item.status === "settled" || isPassedOn(item.kind)}
        />
        {item.documentDueDate !== null && item.documentDueDate !== item.dueDate ? (
          <span className="page-note"> · {w("documentDue", { date: item.documentDueDate })}</span>
        ) : null}
      </dd>
      {item.ageFrom !== null && item.ageFrom !== item.issueDate ? (
        <Fact label={w("ageFrom")} text={item.ageFrom} />
      ) : null}
      <Fact label={w("booked")} text={item.accountingDate} />
      {item.homeCurrency === item.currency ? null : (
        <>
          <dt>{w("homeAmount")}</dt>
          <dd>
            <MoneyText amount={item.homeAmount} currency={item.homeCurrency} showCurrency />{" "}
            {item.bookingRate === "" ? null : (
              <span className="page-note">{w("atRate", { rate: item.bookingRate })}</span>
            )}
          </dd>
        </>
      )}
      {item.tax === null ? null : (
        <>
          <dt>{w("tax")}</dt>
          <dd>
            <MoneyText amount={item.tax} currency={item.currency} />
          </dd>
        </>
      )}
      {item.discount === null ? null : (
        <>
          <dt>{w("discount")}</dt>
          <dd>
            <MoneyText amount={item.discount.amount} currency={item.currency} />{" "}
            {item.discount.until ? w("until", { date: item.discount.until }) : null}
          </dd>
        </>
      )}
      <Fact label={w("contractNo")} text={item.contractNo} />
      <Fact label={w("order")} text={item.orderNo} />
      <Fact label={w("delivery")} text={item.deliveryNo} />
      <Fact label={w("statement")} text={item.statementNo} />
      {item.linked && detail.billing.length === 0 ? (
        <>
          <dt>{w(item.kind === "credit_note" ? "linked" : "continues")}</dt>
          <dd>
            {linkedId === null ? (
              item.linked.no
            ) : (
              <button type="button" className="link-button" onClick={() => onShow(linkedId)}>
                {item.linked.no}
              </button>
            )}
          </dd>
        </>
      ) : null}
      <Fact label={w(isPassedOn(item.kind) ? "passedTo" : "memo")} text={item.memo} />
      <dt>{w("origin")}</dt>
      <dd>{w(item.origin === "gl" ? "originGl" : "originOurs")}</dd>
      <dt>{w("source")}</dt>
      <dd>
        {source ? (
          <>
            <Link to={pathTo("importBatch", { booksId, batchId: source.batchId })}>
              {source.fileName}
            </Link>
            {source.row === null ? null : ` · ${w("row", { row: source.row })}`}
            {source.by === null ? null : ` · ${source.by}`}
          </>
        ) : (
          <span className="page-note">{w("sourceNone")}</span>
        )}
        {item.isCancelled ? <Tag tone="hatched" text={w("cancelled")} /> : null}
      </dd>
    </dl>
  );
}

/** Nothing is shown of what the document does not say. */
function Fact({ label, text }: { label: string; text: string }) {
  if (text === "") return null;
  return (
    <>
      <dt>{label}</dt>
      <dd>{text}</dd>
    </>
  );
}

function ChangeSection({ detail }: { detail: ItemDetail }) {
  const w = useWords(itemWords);
  const refusal = useRefusal("edit_customers");
  const [isChanging, change] = useState(false);
  const { item, changes, unbilled } = detail;
  const isDone = isZero(item.open) || item.isCancelled;
  // paid before its invoice came: the invoice is still to be booked
  const isToBill = unbilled !== null && !isZero(unbilled) && !item.isCancelled;
  if (isDone && !isToBill && changes.length === 0) return null;
  const subject = { ...item, unbilled, customerId: item.customer.id };
  return (
    <section className="drawer-section">
      <h3>
        {w("changes")}
        {(isDone && !isToBill) || isChanging ? null : (
          <span className="is-end">
            <AdjustButton item={subject} />{" "}
            {isDone ? null : (
              <RefusedButton size="small" reason={refusal} onClick={() => change(true)}>
                {w("change")}
              </RefusedButton>
            )}
          </span>
        )}
      </h3>
      {isChanging ? <ItemChangeForm item={item} onDone={() => change(false)} /> : null}
      <Changes detail={detail} />
    </section>
  );
}
