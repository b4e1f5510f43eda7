// The figures of a file: per account its proof as one line of arithmetic, gaps, and how many rows are
// new, known, refused.
import { CheckCircleFilled, ExclamationCircleFilled, WarningFilled } from "@ant-design/icons";
import type { ReactNode } from "react";
import type { ImportCard, ImportPreview, StatementPreview } from "../../../src/contract/imports.ts";
import { formatAmount } from "../../ui/money-text.tsx";
import { importWords } from "../../words/import.ts";
import { useLanguage, useWords } from "../../words/words.ts";

export function CardSummary(props: { readonly card: ImportCard; readonly preview: ImportPreview }) {
  const { card, preview } = props;
  return (
    <div className="file-card-facts">
      {preview.statements.map((statement) => (
        <StatementFacts key={statement.key} statement={statement} />
      ))}
      <Counts card={card} preview={preview} />
    </div>
  );
}

function StatementFacts({ statement }: { readonly statement: StatementPreview }) {
  const w = useWords(importWords);
  const language = useLanguage();
  const money = (amount: string) => formatAmount(amount, statement.currency, language);
  const { account, gap, openingMismatch } = statement;
  const name = account === "" ? w("noAccount") : w("account", { tail: tailOf(account) });
  return (
    <div className="statement-facts">
      <div className="statement-line">
        <b title={account}>{[statement.bank, name].filter((part) => part !== "").join(" ")}</b>
        <span className="page-note">{statement.currency}</span>
        {statement.standing === "known" ? (
          <Fact tone="green" icon={<CheckCircleFilled />}>
            {w("belongs")}
          </Fact>
        ) : null}
        <ProofFact statement={statement} />
      </div>
      <ProofLine statement={statement} />
      {openingMismatch ? (
        <Fact tone="amber" icon={<WarningFilled />}>
          {w("openingMismatch", {
            expected: money(openingMismatch.expected),
            found: money(openingMismatch.found),
          })}
        </Fact>
      ) : null}
      {gap ? (
        <Fact tone="amber" icon={<WarningFilled />}>
          {w("gap", { days: gap.from === gap.to ? gap.from : `${gap.from} — ${gap.to}` })}
        </Fact>
      ) : null}
    </div>
  );
}

/** `期初 1,000.00 + 收 … − 支 … = 期末 … ✓ 差 0.00` */
function ProofLine({ statement }: { readonly statement: StatementPreview }) {
  const w = useWords(importWords);
  const language = useLanguage();
  const { opening, closing, moneyIn, moneyOut, currency, proof } = statement;
  const money = (amount: string) => formatAmount(amount, currency, language);
  const term = (label: string, amount: string) => (
    <span className="proof-term">
      <i>{label}</i>
      {money(amount)}
    </span>
  );
  const difference = proof.state === "broken" ? (proof.difference ?? "0") : "0";
  return (
    <p className={`proof is-${proof.state}`}>
      {opening === null ? null : <>{term(w("opening"), opening)}+</>}
      {term(w("moneyIn"), moneyIn)}−{term(w("moneyOut"), moneyOut)}
      {closing === null ? null : (
        <>
          {opening === null ? " · " : "="}
          {term(w("closing"), closing)}
        </>
      )}
      {opening !== null && closing !== null && proof.state !== "unproven" ? (
        <span className="proof-result">
          {proof.state === "proven" ? "✓ " : "✗ "}
          {w("difference")} {money(difference)}
        </span>
      ) : null}
    </p>
  );
}

function ProofFact({ statement }: { readonly statement: StatementPreview }) {
  const w = useWords(importWords);
  const { state, by, place } = statement.proof;
  if (state === "unproven") {
    const isBare = statement.opening === null && statement.closing === null;
    return <Fact tone="grey">{w(isBare ? "unproven" : "unprovenPart")}</Fact>;
  }
  if (state === "broken") {
    const at = place.row === undefined ? "" : ` · ${w("brokenAt", { row: place.row })}`;
    return (
      <Fact tone="red" icon={<ExclamationCircleFilled />}>
        {w("broken") + at}
      </Fact>
    );
  }
  const key = `proven_${by}` as keyof typeof importWords; // the three kinds of proof
  return (
    <Fact tone="green" icon={<CheckCircleFilled />}>
      {key in importWords ? w(key) : ""}
    </Fact>
  );
}

type Tone = "green" | "amber" | "red" | "grey";

function Fact(props: {
  readonly tone: Tone;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <span className={`fact is-${props.tone}`}>
      {props.icon}
      {props.children}
    </span>
  );
}

function Counts({ card, preview }: { readonly card: ImportCard; readonly preview: ImportPreview }) {
  const w = useWords(importWords);
  const language = useLanguage();
  const { counts, totals, newCustomers } = preview;
  const isItems = card.contentKind === "items";
  const figures = [
    { key: "fresh", count: counts.fresh, tone: "is-strong", hint: "" },
    { key: "known", count: counts.known, tone: "", hint: w("knownHint") },
    { key: "refused", count: counts.refused, tone: counts.refused > 0 ? "is-red" : "", hint: "" },
    { key: "waiting", count: counts.waiting, tone: "is-amber", hint: "" },
    { key: "leftOut", count: counts.leftOut, tone: "", hint: "" },
    { key: "ignored", count: counts.ignored, tone: "", hint: "" },
  ] as const;
  const always = new Set(["fresh", "known", "refused"]);
  return (
    <div className="counts">
      {figures
        .filter(({ key, count }) => count > 0 || always.has(key))
        .map(({ key, count, tone, hint }) => (
          <span key={key} className={`count ${tone}`} title={hint}>
            <i>{w(key === "waiting" && isItems ? "waitingItems" : key)}</i>
            {count.toLocaleString("en-US")}
          </span>
        ))}
      {totals.map(({ currency, in: moneyIn, out }) => (
        <span key={currency} className="count is-money">
          <i>{currency}</i>
          {isItems
            ? w("owed", { amount: formatAmount(moneyIn, currency, language) })
            : `${w("moneyIn")} ${formatAmount(moneyIn, currency, language)}`}
          {/^0(\.0*)?$/.test(out)
            ? ""
            : isItems
              ? ` · ${w("credited", { amount: formatAmount(out, currency, language) })}`
              : ` · ${w("moneyOut")} ${formatAmount(out, currency, language)}`}
        </span>
      ))}
      {newCustomers > 0 ? (
        <span className="page-note">{w("newCustomers", { count: newCustomers })}</span>
      ) : null}
    </div>
  );
}

/** Account numbers are long; people know them by the last four. */
function tailOf(account: string): string {
  return account.length > 8 ? `…${account.slice(-4)}` : account;
}
