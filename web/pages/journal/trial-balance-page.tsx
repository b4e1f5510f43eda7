// 试算平衡: debits, credits and balance of every account as of a day; an account opens its entries.
import "./journal.css";
import "../close/close.css";
import { DownloadOutlined } from "@ant-design/icons";
import { DatePicker } from "antd";
import dayjs from "dayjs";
import { Link, useSearchParams } from "react-router";
import { type TrialBalanceOnWire, trialBalance } from "../../../src/contract/journal.ts";
import { downloadAddress } from "../../api/client.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { formatAmount, MoneyText } from "../../ui/money-text.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { journalWords } from "../../words/journal.ts";
import { tableWords } from "../../words/table.ts";
import { useLanguage, useSentence, useWords } from "../../words/words.ts";
import { ReopenedNote } from "../close/closing-figures.tsx";
import { SectionTabs } from "../close/section-tabs.tsx";

export function Component() {
  const w = useWords(journalWords);
  const table = useWords(tableWords);
  const language = useLanguage();
  const { today } = useBooks();
  const [search, setSearch] = useSearchParams();
  const asOf = search.get("asOf") ?? today;
  const path = `${useBooksPath()}/trial-balance`;
  const { data, error, refetch } = useGet(trialBalance, path, { query: { asOf }, keep: true });
  return (
    <div className="page-body">
      <SectionTabs>
        {data ? <Seal balance={data} /> : null}
        <span className="aging-field">
          {w("asOf")}{" "}
          <DatePicker
            aria-label={w("asOf")}
            allowClear={false}
            value={dayjs(asOf)}
            onChange={(day) => setSearch({ asOf: day?.format("YYYY-MM-DD") ?? today })}
          />{" "}
          <ReopenedNote asOf={asOf} />
        </span>
        <RefusedButton
          icon={<DownloadOutlined />}
          reason={useRefusal("export_data")}
          href={downloadAddress(`${path}/export`, { asOf, language })}
        >
          {table("exportXlsx")}
        </RefusedButton>
      </SectionTabs>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton lines={10} />}
      {data ? <Balances balance={data} /> : null}
      <p className="page-note">{w("trialNote")}</p>
    </div>
  );
}

function Seal({ balance }: { readonly balance: TrialBalanceOnWire }) {
  const w = useWords(journalWords);
  const language = useLanguage();
  const { totals, homeCurrency } = balance;
  const text = (amount: string) => formatAmount(amount, homeCurrency, language);
  const holds = totals.debit === totals.credit;
  return (
    <span className={holds ? "seal" : "seal is-broken"}>
      <span className="seal-label">{homeCurrency}</span>
      {w("debitTotal")} <b>{text(totals.debit)}</b> {holds ? "=" : "≠"} {w("creditTotal")}{" "}
      <b>{text(totals.credit)}</b>
      <span className="seal-mark">
        {holds ? "✓" : "×"} {w(holds ? "balanced" : "unbalanced")}
      </span>
    </span>
  );
}

function Balances({ balance }: { readonly balance: TrialBalanceOnWire }) {
  const w = useWords(journalWords);
  const word = useSentence();
  const table = useWords(tableWords);
  const { id: booksId } = useBooks();
  const { homeCurrency: currency, totals, rows, asOf } = balance;
  if (rows.length === 0) {
    return (
      <EmptyState
        kind="yet"
        title={w("trialEmpty")}
        text={w("emptyText")}
        action={<LinkButton to={pathTo("import", { booksId })}>{w("toImport")}</LinkButton>}
      />
    );
  }
  return (
    <section className="panel matrix-scroll">
      <table className="matrix trial-balance">
        <thead>
          <tr>
            <th>{w("code")}</th>
            <th>{w("accountName")}</th>
            <th className="is-right">{w("debitTotal")}</th>
            <th className="is-right">{w("creditTotal")}</th>
            <th className="is-right">{table("balance")}</th>
          </tr>
          <tr className="is-total">
            <th>{table("total")}</th>
            <th />
            <th className="is-right">
              <MoneyText amount={totals.debit} currency={currency} bold />
            </th>
            <th className="is-right">
              <MoneyText amount={totals.credit} currency={currency} bold />
            </th>
            <th />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.account}>
              <th>
                <Link
                  to={`${pathTo("journal", { booksId })}?account=${row.account}&dateTo=${asOf}`}
                >
                  {row.accountCode}
                </Link>
              </th>
              <td>{word(row.accountName)}</td>
              <td className="is-right">
                <MoneyText amount={row.debit} currency={currency} />
              </td>
              <td className="is-right">
                <MoneyText amount={row.credit} currency={currency} />
              </td>
              <td className="is-right">
                <SidedBalance balance={row.balance} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** 借 1,234.00: the side as a word, the amount without a sign. */
function SidedBalance({ balance, currency }: { balance: string; currency: string }) {
  const w = useWords(tableWords);
  const isZero = /^-?[0.]*$/.test(balance);
  const isCredit = balance.startsWith("-");
  const side = isZero ? "balanceZero" : isCredit ? "balanceCredit" : "balanceDebit";
  return (
    <>
      <span className="page-note">{w(side)} </span>
      <MoneyText amount={balance.replace("-", "")} currency={currency} bold />
    </>
  );
}
