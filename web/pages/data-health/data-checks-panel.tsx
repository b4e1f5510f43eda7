// 数据检查: documents, contracts and customers that will make differences later, each with count, money,
// the two values that disagree, and where it is mended.

import { type DataCheckResult, dataChecksAnswer } from "../../../src/contract/data-checks.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { grouped } from "../../ui/count.ts";
import { formatInstant } from "../../ui/date-text.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { healthWords } from "../../words/import-health.ts";
import { useSentence, useWords } from "../../words/words.ts";

export function DataChecksPanel() {
  const w = useWords(healthWords);
  const { timeZone } = useBooks();
  const path = `${useBooksPath()}/data-checks`;
  const refusal = useRefusal("import_files");
  const { data } = useGet(dataChecksAnswer, path);
  const run = useSend(dataChecksAnswer, "POST", [path]);
  if (!data) return null;
  const found = data.results.filter(({ count }) => count > 0);
  const clean = data.results.filter(({ count }) => count === 0);
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{w("checks")}</h2>
        <span className="page-note">
          {data.at === null
            ? w("checksNever")
            : w("checksAt", { at: formatInstant(data.at, timeZone, true) })}
        </span>
        <span className="is-end">
          <RefusedButton
            size="small"
            reason={refusal}
            loading={run.isPending}
            onClick={() => run.mutate({ path })}
          >
            {w("checksRun")}
          </RefusedButton>
        </span>
      </header>
      <ul className="findings">
        {found.map((result) => (
          <CheckRow key={result.code} result={result} />
        ))}
      </ul>
      {data.at !== null && clean.length > 0 ? (
        <footer className="rates-line">
          <b>{w("checksClean")}</b>
          {clean.map(({ code, title }) => (
            <CleanTag key={code} title={title} />
          ))}
        </footer>
      ) : null}
    </section>
  );
}

function CleanTag({ title }: Pick<DataCheckResult, "title">) {
  const word = useSentence();
  return <Tag tone="green" text={word(title)} />;
}

function CheckRow({ result }: { readonly result: DataCheckResult }) {
  const w = useWords(healthWords);
  const word = useSentence();
  const { id: booksId } = useBooks();
  const { title, remedy, count, money, findings } = result;
  const [first] = findings;
  const shown = findings.slice(0, 3).map(({ label, shows }) => `${label} (${shows})`);
  return (
    <li className="finding">
      <span className="finding-count">{grouped(count)}</span>
      <span className="finding-what">
        <b>{word(title)}</b>
        <span className="page-note">{word(remedy)}</span>
        <span className="finding-examples" title={shown.join("\n")}>
          {w("examples", { examples: shown.join(" · ") })}
        </span>
      </span>
      <span className="finding-money">
        {money.map((one) => (
          <MoneyText key={one.currency} amount={one.amount} currency={one.currency} showCurrency />
        ))}
      </span>
      {first ? (
        <LinkButton size="small" to={wayTo(first, booksId)}>
          {w("fix")}
        </LinkButton>
      ) : null}
    </li>
  );
}

/** To the first of them, on the page where it is mended. */
function wayTo({ kind, id, label }: DataCheckResult["findings"][number], booksId: number): string {
  switch (kind) {
    case "item":
      return `${pathTo("items", { booksId })}?item=${id}`;
    case "customer":
      return `${pathTo("customer", { booksId, customerId: id })}?tab=profile`;
    case "contract": {
      const number = label.split(" ").at(-1) ?? "";
      return `${pathTo("items", { booksId })}?q=${encodeURIComponent(number)}`;
    }
  }
}
