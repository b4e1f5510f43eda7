// Missing data, each with count, money, why it matters, and the way to mend it.

import type { HealthCheck, HealthFinding } from "../../../src/contract/data-health.ts";
import { useBooks } from "../../api/session.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { pathTo } from "../../paths.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { healthWords } from "../../words/import-health.ts";
import { useWords } from "../../words/words.ts";

export function Findings({ findings }: { readonly findings: readonly HealthFinding[] }) {
  const w = useWords(healthWords);
  if (findings.length === 0) {
    return <EmptyState kind="left" title={w("allWell")} text={w("allWellText")} />;
  }
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{w("findings")}</h2>
      </header>
      <ul className="findings">
        {findings.map((finding) => (
          <FindingRow key={finding.check} finding={finding} />
        ))}
      </ul>
    </section>
  );
}

function FindingRow({ finding }: { readonly finding: HealthFinding }) {
  const w = useWords(healthWords);
  const { id: booksId } = useBooks();
  const { check, count, money, examples } = finding;
  return (
    <li className="finding">
      <span className="finding-count">{count.toLocaleString("en-US")}</span>
      <span className="finding-what">
        <b>{w(check)}</b>
        <span className="page-note">{w(`${check}_why`)}</span>
        {examples.length > 0 ? (
          <span className="finding-examples" title={examples.map(({ label }) => label).join("\n")}>
            {w("examples", { examples: examples.map(({ label }) => label).join(" · ") })}
          </span>
        ) : null}
      </span>
      <span className="finding-money">
        {money.map((one) => (
          <MoneyText key={one.currency} amount={one.amount} currency={one.currency} showCurrency />
        ))}
      </span>
      <LinkButton size="small" to={wayOf(check, booksId)}>
        {w("fix")}
      </LinkButton>
    </li>
  );
}

/** The page on which such a fault is mended, filtered to it. */
function wayOf(check: HealthCheck, booksId: number): string {
  switch (check) {
    case "items_without_due_date":
      return `${pathTo("items", { booksId })}?due=none`;
    case "items_without_contract":
      return `${pathTo("items", { booksId })}?contract=none`;
    case "customers_without_tax_id":
    case "customers_without_account":
    case "items_of_provisional_customers":
    case "accounts_shared":
      return `${pathTo("customers", { booksId })}?missing=${check}`;
    case "refused_rows":
    case "statements_broken":
      return pathTo("import", { booksId });
  }
}
