// Until which day bank lines and rates are loaded, and when something was imported last.
import { Link } from "react-router";
import { dataHealth } from "../../../src/contract/data-health.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { pathTo } from "../../paths.ts";
import { InstantText } from "../../ui/date-text.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { todayWords } from "../../words/today.ts";
import { useWords } from "../../words/words.ts";

/** An account that far behind wants its next file. */
const lateDays = 3;

export function HealthBlock() {
  const w = useWords(todayWords);
  const { id: booksId, timeZone } = useBooks();
  const { data, error, refetch } = useGet(dataHealth, `${useBooksPath()}/data-health`, {
    query: { days: 31 },
  });
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <section className="panel today-health" aria-label={w("health")}>
      <h2 className="panel-head">
        {w("health")}
        <Link className="is-end" to={pathTo("dataHealth", { booksId })}>
          {w("healthMore")}
        </Link>
      </h2>
      {data ? (
        <dl>
          <dt>{w("accounts")}</dt>
          <dd>
            {data.accounts.length === 0 ? w("accountNone") : null}
            {data.accounts.map(({ id, bank, accountNo, currency, loadedThrough, daysBehind }) => (
              <span key={id} className="today-fact">
                {bank} …{accountNo.slice(-4)} {currency}{" "}
                {loadedThrough === null ? (
                  <Tag tone="amber" text={w("accountNone")} />
                ) : (
                  <>
                    {w("accountThrough", { date: loadedThrough })}{" "}
                    {(daysBehind ?? 0) > lateDays ? (
                      <Tag tone="amber" text={w("accountBehind", { days: daysBehind ?? 0 })} />
                    ) : (
                      <span className="today-ok">✓</span>
                    )}
                  </>
                )}
              </span>
            ))}
          </dd>
          {data.rates.length > 0 ? (
            <>
              <dt>{w("rates")}</dt>
              <dd>
                {data.rates.map(({ currency, through }) => (
                  <span key={currency} className="today-fact">
                    {currency}{" "}
                    {through === null ? (
                      <Tag tone="amber" text={w("rateNone")} />
                    ) : (
                      w("accountThrough", { date: through })
                    )}
                  </span>
                ))}
              </dd>
            </>
          ) : null}
          <dt>{w("lastImport")}</dt>
          <dd>
            {data.lastImportAt === null ? (
              w("neverImported")
            ) : (
              <InstantText at={data.lastImportAt} timeZone={timeZone} withYear />
            )}
          </dd>
        </dl>
      ) : (
        <Skeleton lines={3} />
      )}
    </section>
  );
}
