// 明细账: what was booked on the customer's accounts in a period, with the balance after each line.
import { Checkbox, DatePicker } from "antd";
import dayjs from "dayjs";
import { Link } from "react-router";
import {
  type CustomerLedger,
  type CustomerLedgerLine,
  customerLedger,
} from "../../../src/contract/customers.ts";
import { addDays, isoDate, startOfMonth } from "../../../src/core/date.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath, useMay } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { pathTo } from "../../paths.ts";
import { useAddress } from "../../ui/address.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { useIsPhone } from "../../ui/phone.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { customerWords } from "../../words/customers.ts";
import { useSentence, useWords } from "../../words/words.ts";

type Ledger = CustomerLedger["ledgers"][number];

/** Before the first record of any books. */
const beginning = "2000-01-01";

function periodsOf(asOf: string) {
  const today = isoDate(asOf);
  const month = startOfMonth(today);
  const lastDay = addDays(month, -1);
  return {
    thisMonth: [month, today],
    lastMonth: [startOfMonth(lastDay), lastDay],
    thisYear: [`${asOf.slice(0, 4)}-01-01`, today],
    everything: [beginning, today],
  } as const;
}

export function CustomerLedgerTab({ customerId, asOf }: { customerId: number; asOf: string }) {
  const w = useWords(customerWords);
  const isPhone = useIsPhone();
  const { address: search, put } = useAddress();
  const periods = periodsOf(asOf);
  const from = search.get("from") ?? periods.thisYear[0];
  const to = search.get("to") ?? asOf;
  const path = `${useBooksPath()}/customers/${customerId}/ledger`;
  const isWhole = search.get("detail") === "lines";
  const query = { from, to, detail: isWhole ? "lines" : "entries" };
  const { data, error, refetch } = useGet(customerLedger, path, { query, keep: true });
  const setPeriod = (start: string, end: string) => put({ from: start, to: end });
  const names = ["thisMonth", "lastMonth", "thisYear", "everything"] as const;
  const chosen = names.find((name) => periods[name][0] === from && periods[name][1] === to);
  return (
    <section className="table">
      <div className="table-tools" style={{ flexWrap: "wrap" }}>
        <Segmented
          aria-label={w("period")}
          {...(chosen ? { value: chosen } : { value: "" })}
          options={names.map((value) => ({ value, label: w(value) }))}
          onChange={(name) => {
            const period = periods[name as keyof typeof periods]; // one of the options
            setPeriod(period[0], period[1]);
          }}
        />
        <DatePicker.RangePicker
          aria-label={w("period")}
          allowClear={false}
          value={[dayjs(from), dayjs(to)]}
          onChange={(range) => {
            const [start, end] = range ?? [];
            if (start && end) setPeriod(start.format("YYYY-MM-DD"), end.format("YYYY-MM-DD"));
          }}
        />
        <Checkbox
          checked={isWhole}
          onChange={(event) => put({ detail: event.target.checked ? "lines" : null })}
        >
          {w("allLines")}
        </Checkbox>
      </div>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton /> : null}
      <div className="ledger-scroll">
        {data?.ledgers.map((ledger) =>
          isPhone ? (
            <LedgerCards key={ledger.currency} ledger={ledger} />
          ) : (
            <LedgerTable
              key={ledger.currency}
              ledger={ledger}
              period={{ from: data.from, to: data.to }}
            />
          ),
        )}
      </div>
    </section>
  );
}

function LedgerTable(props: { ledger: Ledger; period: { from: string; to: string } }) {
  const w = useWords(customerWords);
  const { ledger, period } = props;
  const { currency } = ledger;
  return (
    <table className="ledger-table">
      <thead>
        <tr>
          <th>{w("date")}</th>
          <th>{w("voucher")}</th>
          <th>{w("narration")}</th>
          <th>{w("account")}</th>
          <th className="is-right">
            {w("debit")} ({currency})
          </th>
          <th className="is-right">{w("credit")}</th>
          <th className="is-right">{w("balance")}</th>
        </tr>
      </thead>
      <tbody>
        <tr className="is-sum">
          <td>{period.from}</td>
          <td />
          <td colSpan={4}>{w("opening")}</td>
          <td className="is-right">
            <Balance at={ledger.opening} currency={currency} />
          </td>
        </tr>
        {ledger.lines.length === 0 ? (
          <tr>
            <td colSpan={7} className="page-note">
              {w("ledgerEmpty")}
            </td>
          </tr>
        ) : null}
        {ledger.lines.map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a ledger's lines never move
          <LedgerRow key={place} line={line} currency={currency} />
        ))}
        {ledger.isCut ? (
          <tr>
            <td colSpan={7} style={{ color: "var(--amber)", whiteSpace: "normal" }}>
              {w("ledgerCut")}
            </td>
          </tr>
        ) : null}
        <tr className="is-sum">
          <td>{period.to}</td>
          <td />
          <td colSpan={2}>
            {w("turnover")} · {w("closing")}
          </td>
          <td className="is-right">
            <MoneyText amount={ledger.debit} currency={currency} />
          </td>
          <td className="is-right">
            <MoneyText amount={ledger.credit} currency={currency} />
          </td>
          <td className="is-right">
            <Balance at={ledger.closing} currency={currency} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function LedgerRow({ line, currency }: { line: CustomerLedgerLine; currency: string }) {
  const word = useSentence();
  return (
    <tr>
      <td className="date">{line.date}</td>
      <td>
        <EntryLink line={line} />
      </td>
      <td className="is-wide">
        <SourceLink line={line}>{word(line.narration)}</SourceLink>
      </td>
      <td title={word(line.accountName)}>
        {line.accountCode} {word(line.accountName)}
      </td>
      <td className="is-right">
        {line.debit === null ? null : <MoneyText amount={line.debit} currency={currency} />}
      </td>
      <td className="is-right">
        {line.credit === null ? null : <MoneyText amount={line.credit} currency={currency} />}
      </td>
      <td className="is-right">
        <Balance at={line} currency={currency} />
      </td>
    </tr>
  );
}

function EntryLink({ line }: { line: CustomerLedgerLine }) {
  const { id: booksId } = useBooks();
  const seesEntries = useMay("view_bank_lines");
  if (!seesEntries) return line.seq;
  return <Link to={pathTo("entry", { booksId, entryId: line.entryId })}>{line.seq}</Link>;
}

/** The document behind a line: its item, else its bank line. */
function SourceLink({ line, children }: { line: CustomerLedgerLine; children: string }) {
  const { id: booksId } = useBooks();
  const seesLines = useMay("view_bank_lines");
  if (line.itemId !== null) {
    return (
      <Link to={`${pathTo("items", { booksId })}?scope=all&state=all&item=${line.itemId}`}>
        {children}
      </Link>
    );
  }
  if (line.lineId === null || !seesLines) return children;
  return <Link to={`${pathTo("lines", { booksId })}?line=${line.lineId}`}>{children}</Link>;
}

const sideWords = { debit: "sideDebit", credit: "sideCredit", even: "sideEven" } as const;

function Balance(props: {
  at: { readonly side: keyof typeof sideWords; readonly balance: string };
  currency: string;
}) {
  const w = useWords(customerWords);
  const { at, currency } = props;
  return (
    <>
      <span className="page-note" style={{ marginRight: 6, fontWeight: 400 }}>
        {w(sideWords[at.side])}
      </span>
      <MoneyText amount={at.balance} currency={currency} />
    </>
  );
}

/** On a phone: one card a line, the amount at the top right, the balance under it. */
function LedgerCards({ ledger }: { ledger: Ledger }) {
  const w = useWords(customerWords);
  const word = useSentence();
  const { currency } = ledger;
  const edge = (label: string, at: Ledger["opening"]) => (
    <div className="ledger-card">
      <b>
        {label} {currency}
      </b>
      <b>
        <Balance at={at} currency={currency} />
      </b>
    </div>
  );
  return (
    <div className="ledger-cards">
      {edge(w("opening"), ledger.opening)}
      {ledger.lines.map((line, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a ledger's lines never move
        <div className="ledger-card" key={place}>
          <span>{word(line.narration)}</span>
          <span>
            <span className="page-note">
              {w(line.debit === null ? "sideCredit" : "sideDebit")}{" "}
            </span>
            <MoneyText amount={line.debit ?? line.credit} currency={currency} />
          </span>
          <small>
            {line.date} · {line.accountCode}
          </small>
          <small>
            <Balance at={line} currency={currency} />
          </small>
        </div>
      ))}
      {edge(w("closing"), ledger.closing)}
    </div>
  );
}
