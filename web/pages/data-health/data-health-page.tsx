// 数据健康: days loaded and proven per bank account, and what is missing with the money behind it.
import "./data-health.css";
import { useSearchParams } from "react-router";
import { type DataHealth, dataHealth } from "../../../src/contract/data-health.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { pathTo } from "../../paths.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { healthWords } from "../../words/import-health.ts";
import { useWords } from "../../words/words.ts";
import { AccountBar, BarLegend } from "./account-bar.tsx";
import { DataChecksPanel } from "./data-checks-panel.tsx";
import { Findings } from "./findings.tsx";

const ranges = [30, 92, 366] as const;

export function Component() {
  const w = useWords(healthWords);
  const { id: booksId } = useBooks();
  const [search, setSearch] = useSearchParams();
  const days = ranges.find((range) => String(range) === search.get("days")) ?? 92;
  const path = `${useBooksPath()}/data-health`;
  const { data, error, refetch } = useGet(dataHealth, path, { query: { days }, keep: true });
  return (
    <div className="page-body health-page">
      <header className="page-head">
        <h1>{w("title")}</h1>
        <span className="page-note">{w("intro")}</span>
        <span className="is-end">
          <Segmented
            value={days}
            onChange={(value) => setSearch({ days: String(value) }, { replace: true })}
            options={ranges.map((value) => ({ value, label: w(`days${value}`) }))}
          />
        </span>
      </header>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton /> : null}
      {data ? <Accounts health={data} booksId={booksId} /> : null}
      {data && !isBlank(data) ? <Findings findings={data.findings} /> : null}
      {data ? <DataChecksPanel /> : null}
    </div>
  );
}

function Accounts({ health, booksId }: { readonly health: DataHealth; readonly booksId: number }) {
  const w = useWords(healthWords);
  const toImport = (
    <LinkButton type="primary" to={pathTo("import", { booksId })}>
      {w("toImport")}
    </LinkButton>
  );
  if (health.accounts.length === 0) {
    return (
      <EmptyState kind="yet" title={w("noAccounts")} text={w("noAccountsText")} action={toImport} />
    );
  }
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{w("accounts")}</h2>
        <BarLegend />
        <span className="is-end">{toImport}</span>
      </header>
      <div className="account-bars">
        {loadedFirst(health.accounts).map((account) => (
          <AccountBar key={account.id} account={account} from={health.from} to={health.to} />
        ))}
      </div>
      {health.rates.length > 0 ? (
        <footer className="rates-line">
          <b>{w("rates")}</b>
          {health.rates.map(({ currency, through }) => (
            <Tag
              key={currency}
              tone={through === null ? "red" : through < health.to ? "amber" : "green"}
              text={
                through === null
                  ? w("ratesNone", { currency })
                  : w("ratesThrough", { currency, date: through })
              }
            />
          ))}
        </footer>
      ) : null}
    </section>
  );
}

/** Accounts nobody ever loaded stand last. */
function loadedFirst(accounts: DataHealth["accounts"]): DataHealth["accounts"] {
  const rank = (account: DataHealth["accounts"][number]) =>
    account.loadedThrough === null ? 1 : 0;
  return [...accounts].sort((a, b) => rank(a) - rank(b));
}

/** Books without an account or a fault have nothing yet that could be whole. */
function isBlank({ accounts, findings }: DataHealth): boolean {
  return accounts.length === 0 && findings.length === 0;
}
