// 收款账户: every account of ours, whether it is printed to customers, who proposed and who confirmed it.
import "../books-settings/books-settings.css";
import "./pay-accounts.css";
import { Link } from "react-router";
import { type PayAccountList, payAccountList } from "../../../src/contract/pay-accounts.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { SettingsFrame } from "../../components/settings-frame.tsx";
import { pathTo } from "../../paths.ts";
import { formatInstant } from "../../ui/date-text.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { payAccountWords } from "../../words/pay-accounts.ts";
import { useLanguage, useList, useWords } from "../../words/words.ts";
import { AccountActs } from "./account-acts.tsx";
import { printedAs } from "./printed-as.ts";

type Account = PayAccountList["rows"][number];

export function Component() {
  const w = useWords(payAccountWords);
  const list = useList();
  const { id: booksId } = useBooks();
  const { data, error, refetch } = useGet(payAccountList, `${useBooksPath()}/pay-accounts`);
  return (
    <SettingsFrame title={w("title")} note={w("note")}>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton lines={6} />}
      {data && data.missing.length > 0 ? (
        <p className="settings-waiting" role="status">
          {w("missing", { currencies: list(data.missing) })}
        </p>
      ) : null}
      {data && data.otherSigners.length === 0 ? (
        <p className="settings-waiting" role="status">
          {w("alone")} <Link to={pathTo("people", { booksId })}>{w("toPeople")} →</Link>
        </p>
      ) : null}
      {data?.rows.length === 0 ? (
        <section className="panel">
          <EmptyState kind="left" title={w("noneTitle")} text={w("noneText")} />
        </section>
      ) : null}
      {data && data.rows.length > 0 ? (
        <ul className="panel pay-accounts">
          {data.rows.map((account) => (
            <AccountRow key={account.bankAccountId} account={account} ownName={data.ownName} />
          ))}
        </ul>
      ) : null}
    </SettingsFrame>
  );
}

function AccountRow(props: { readonly account: Account; readonly ownName: string }) {
  const { account, ownName } = props;
  const w = useWords(payAccountWords);
  const language = useLanguage();
  const { accountNo, bank, currency, printed, waiting, stopped } = account;
  return (
    <li>
      <div className="pay-account-head">
        <b className="pay-account-no">{accountNo}</b>
        <span className="page-note">{[bank, currency].filter((one) => one !== "").join(" ")}</span>
        <span className="pay-account-tags">
          {printed ? <Tag tone="green" text={w("printed")} /> : null}
          {waiting ? <Tag tone="amber" text={w("waiting")} /> : null}
          {printed || waiting ? null : <Tag text={w("notPrinted")} />}
        </span>
      </div>
      <dl className="pay-account-facts">
        {printed ? (
          <>
            <Fact name={w("asPrinted")}>{printedAs(printed, language)}</Fact>
            <Fact name={w("proposed")}>
              <ByAt {...printed.proposed} />
            </Fact>
            <Fact name={w("confirmed")}>
              <ByAt {...printed.confirmed} />
            </Fact>
            <Fact name={w("call")}>{printed.call}</Fact>
          </>
        ) : null}
        {waiting ? (
          <>
            <Fact name={w("shallBe")}>{printedAs(waiting.to, language)}</Fact>
            <Fact name={w("proposed")}>
              <ByAt {...waiting.proposed} />
              {waiting.reason === "" ? null : ` · ${waiting.reason}`}
            </Fact>
          </>
        ) : null}
        {stopped ? (
          <Fact name={w("stopped")}>
            <ByAt {...stopped} />
            {stopped.reason === "" ? null : ` · ${stopped.reason}`}
          </Fact>
        ) : null}
      </dl>
      <Differs account={account} />
      <AccountActs account={account} ownName={ownName} />
    </li>
  );
}

function Fact(props: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </>
  );
}

function ByAt({ name, at }: { readonly name: string; readonly at: string }) {
  const w = useWords(payAccountWords);
  const { timeZone } = useBooks();
  return w("byAt", { name, at: formatInstant(at, timeZone, true) });
}

/** What a file says now and nobody confirmed. */
function Differs({ account }: { readonly account: Account }) {
  const w = useWords(payAccountWords);
  const list = useList();
  const differs = account.printed?.differs ?? [];
  if (differs.length === 0) return null;
  const parts = list(differs.map((part) => w(part)));
  const what = list(differs.map((part) => account[part] || w("nobody")));
  return <p className="settings-waiting">{w("differs", { parts, what })}</p>;
}
