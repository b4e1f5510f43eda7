// What a request names by number: what is left on its document, what it is set against, whose money it
// is, where money leaves or comes to.
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Approval, NamedInRequest } from "../../../src/contract/adjustments.ts";
import { useBooks } from "../../api/session.tsx";
import { pathTo } from "../../paths.ts";
import { DueText } from "../../ui/date-text.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { closeWords } from "../../words/close.ts";
import { useWords } from "../../words/words.ts";

/** A row of a list of facts. */
export function Fact(props: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </>
  );
}

export function NamedFacts(props: { readonly approval: Approval; readonly named: NamedInRequest }) {
  const w = useWords(closeWords);
  const { id: booksId, today } = useBooks();
  const { approval, named } = props;
  const { subject, currency, state } = approval;
  const kind = subject.kind === "adjustment" ? subject.request.kind : null;
  const { item, otherItem, toCustomer, receipt, outgoing, account } = named;
  const itemLink = (id: number) => `${pathTo("items", { booksId })}?scope=all&item=${id}`;
  const lineLink = (id: number) => `${pathTo("lines", { booksId })}?line=${id}`;
  const isIncoming = kind === "factor" || kind === "discount_bill";
  return (
    <>
      {item && currency && state === "pending" ? (
        <Fact name={w("openNow")}>
          <MoneyText amount={item.open} currency={currency} showCurrency />{" "}
          {item.dueDate === null ? null : <DueText due={item.dueDate} today={today} />}
        </Fact>
      ) : null}
      {otherItem ? (
        <Fact name={w("otherItem")}>
          <Link to={itemLink(otherItem.id)}>{otherItem.no}</Link> {otherItem.customerName} ·{" "}
          <MoneyText amount={otherItem.open} currency={otherItem.currency} showCurrency />
        </Fact>
      ) : null}
      {toCustomer ? (
        <Fact name={w(kind === "reassign" ? "toOwner" : "toDebtor")}>
          <Link to={pathTo("customer", { booksId, customerId: toCustomer.id })}>
            {toCustomer.name}
          </Link>
        </Fact>
      ) : null}
      {receipt?.customerName ? <Fact name={w("moneyOf")}>{receipt.customerName}</Fact> : null}
      {receipt ? (
        <Fact name={w("theMoney")}>
          {receipt.lineId === null ? (
            receipt.date
          ) : (
            <Link to={lineLink(receipt.lineId)}>{receipt.date}</Link>
          )}{" "}
          <MoneyText amount={receipt.amount} currency={receipt.currency} showCurrency /> ·{" "}
          <Party name={receipt.payerName} account={receipt.payerAccount} />
        </Fact>
      ) : null}
      {outgoing ? (
        <Fact name={w("outgoingPaid")}>
          <Link to={lineLink(outgoing.id)}>{outgoing.date}</Link>{" "}
          <MoneyText amount={outgoing.amount} currency={outgoing.currency} showCurrency /> ·{" "}
          <Party name={outgoing.payeeName} account={outgoing.payeeAccount} />
        </Fact>
      ) : null}
      {account ? (
        <Fact name={w(isIncoming ? "intoAccount" : "paidFrom")}>
          <Party name={account.bank} account={account.accountNo} />
        </Fact>
      ) : null}
    </>
  );
}

function Party({ name, account }: { readonly name: string; readonly account: string }) {
  return <>{[name, account && `…${account.slice(-4)}`].filter((part) => part !== "").join(" ")}</>;
}
