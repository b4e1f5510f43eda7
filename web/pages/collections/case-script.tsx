// What to say, worded by grade with the figures of this moment.
import { useState } from "react";
import type { CaseDetail } from "../../../src/contract/collections.ts";
import { callScript } from "../../../src/core/words/collections.ts";
import { useBooks, useSession } from "../../api/session.tsx";
import { formatAmount } from "../../ui/money-text.tsx";
import { collectionWords } from "../../words/collections.ts";
import { type Language, useLanguage, useWords } from "../../words/words.ts";

const isZero = (amount: string) => /^-?0*(\.0*)?$/.test(amount);

export function useScript(detail: CaseDetail, contact: string): readonly string[] {
  const ours = useLanguage();
  return useScriptIn(detail, contact, ours);
}

function useScriptIn(detail: CaseDetail, contact: string, language: Language): readonly string[] {
  const { user, organisation } = useSession();
  const { row, sums, promises } = detail;
  const money = (amount: string, currency: string) =>
    `${currency} ${formatAmount(amount.replace("-", ""), currency, language)}`;
  const list = (part: "ask" | "disputed" | "onTheWay") =>
    sums
      .filter((one) => !isZero(one[part]))
      .map((one) => money(one[part], one.currency))
      .join(" + ");
  const broken = promises.find(({ state }) => state === "broken");
  const oldest = detail.documents.find(({ daysLate }) => (daysLate ?? 0) > 0)?.dueDate ?? "";
  return callScript(
    {
      grade: row.grade ?? "C",
      contact: contact === "" ? "" : language === "zh" ? contact : ` ${contact}`,
      sender: organisation.name,
      me: user.name,
      count: row.documents,
      ask: list("ask"),
      oldest,
      days: row.facts.oldestDays ?? 0,
      disputed: list("disputed") || null,
      onTheWay: list("onTheWay") || null,
      broken: broken
        ? {
            date: broken.dueOn,
            amount: money(broken.amount, broken.currency),
            received: money(broken.received, broken.currency),
          }
        : null,
    },
    language,
  );
}

export function CaseScript({ detail }: { readonly detail: CaseDetail }) {
  const w = useWords(collectionWords);
  const { id: booksId } = useBooks();
  const [isOpen, setOpen] = useState(true);
  const lines = useScript(detail, detail.contacts[0]?.name ?? "");
  return (
    <details
      className="collections-box"
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      key={booksId}
    >
      <summary>{w("script")}</summary>
      <ol className="collections-script">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </details>
  );
}
