// The seal of a report: what it shows against what the posting lines say; a press says how.
import { useState } from "react";
import { Link } from "react-router";
import type { ReportTableOnWire } from "../../../src/contract/reports.ts";
import { useBooks } from "../../api/session.tsx";
import { WhyPanel } from "../../components/why-panel.tsx";
import { pathTo } from "../../paths.ts";
import { formatAmount } from "../../ui/money-text.tsx";
import { reportWords } from "../../words/reports.ts";
import { useLanguage, useSentence, useWords } from "../../words/words.ts";

export function ReportSeal({ table }: { readonly table: ReportTableOnWire }) {
  const w = useWords(reportWords);
  const word = useSentence();
  const language = useLanguage();
  const { id: booksId } = useBooks();
  const [isOpen, open] = useState(false);
  const { proof, asOf } = table;
  if (proof === null) return null;
  const holds = /^-?[0.]*$/.test(proof.difference);
  const text = (amount: string) => formatAmount(amount, proof.currency, language);
  return (
    <>
      <button
        type="button"
        className={holds ? "seal" : "seal is-broken"}
        onClick={() => open(true)}
        aria-expanded={isOpen}
      >
        <span className="seal-label">{proof.currency}</span>
        {w("seal")} <b>{text(proof.shown)}</b> {holds ? "=" : "≠"} {w("sealLedger")}{" "}
        <b>{text(proof.ledger)}</b>
        <span className="seal-mark">
          {holds ? "✓" : "×"} {w("sealDifference", { amount: text(proof.difference) })}
        </span>
      </button>
      <WhyPanel
        isOpen={isOpen}
        onOpenChange={open}
        why={{
          title: word(proof.name),
          sentences: [w("proofText")],
          arithmetic: [`${text(proof.shown)} − ${text(proof.ledger)} = ${text(proof.difference)}`],
          sources: (
            <p>
              <Link
                to={`${pathTo("journal", { booksId })}?account=${proof.account}&dateTo=${asOf}`}
              >
                {w("toJournal")}
              </Link>
            </p>
          ),
        }}
      />
    </>
  );
}
