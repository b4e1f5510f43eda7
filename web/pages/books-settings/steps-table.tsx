// The table of rights with the amounts of these books in it: who asks, who signs, on what paper.
import type { BooksLimits } from "../../../src/contract/books-limits.ts";
import { type BooksLimitName, limitsOfBooks } from "../../../src/core/ledger/books-limits.ts";
import { formatMinor } from "../../../src/core/money.ts";
import {
  type Act,
  type ActFacts,
  actNames,
  factsOfAct,
  positions,
  requirements,
  roleNames,
} from "../../../src/core/roles.ts";
import { formatAmount } from "../../ui/amount.ts";
import { booksSettingWords } from "../../words/books-settings.ts";
import { useLanguage, useList, useSentence, useWords } from "../../words/words.ts";

type StepsTableProps = { readonly limits: BooksLimits; readonly currency: string };

/** Acts with a limit, a second person, or a paper. */
const signedActs: readonly Act[] = actNames.filter((act) => {
  const { aloneUpTo, approvers, requires } = factsOfAct(act);
  return aloneUpTo !== undefined || approvers !== undefined || requires !== undefined;
});

export function StepsTable(props: StepsTableProps) {
  const w = useWords(booksSettingWords);
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{w("stepsTitle")}</h2>
        <span className="page-note">{w("stepsNote")}</span>
      </div>
      <div className="matrix-scroll">
        <table className="matrix steps-table">
          <thead>
            <tr>
              <th>{w("act")}</th>
              <th>{w("who")}</th>
              <th className="is-right">{w("alone")}</th>
              <th>{w("signs")}</th>
              <th>{w("papers")}</th>
            </tr>
          </thead>
          <tbody>
            {signedActs.map((act) => (
              <StepRow key={act} act={act} {...props} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function StepRow({ act, limits, currency }: StepsTableProps & { readonly act: Act }) {
  const w = useWords(booksSettingWords);
  const word = useSentence();
  const list = useList();
  const language = useLanguage();
  const facts = factsOfAct(act);
  const amounts = limitsOfBooks(currency, limits satisfies Record<BooksLimitName, string>);
  const amount = (key: keyof typeof amounts) =>
    formatAmount(formatMinor(amounts[key], currency), currency, language);
  const more = facts.moreFrom;
  return (
    <tr>
      <th scope="row">{word(facts)}</th>
      <td data-head={w("who")}>{list(facts.roles.map((role) => word(roleNames[role])))}</td>
      <td data-head={w("alone")} className="is-right">
        {aloneText(facts, { amount, w })}
      </td>
      <td data-head={w("signs")}>
        {(facts.approvers ?? []).map((one) => word(positions[one])).join(" + ") || "–"}
        {more ? (
          <small className="page-note">
            {w("signsFrom", {
              amount: amount(more.limit),
              who: more.approvers.map((one) => word(positions[one])).join(" + "),
            })}
          </small>
        ) : null}
      </td>
      <td data-head={w("papers")}>
        {list((facts.requires ?? []).map((one) => word(requirements[one]))) || "–"}
      </td>
    </tr>
  );
}

type Words = ReturnType<typeof useWords<typeof booksSettingWords>>;

function aloneText(
  { aloneUpTo, approvers }: ActFacts,
  { amount, w }: { amount: (key: "roundingByAccountantMinor") => string; w: Words },
): string {
  if (aloneUpTo !== undefined) {
    return w("aloneUpTo", { amount: amount("roundingByAccountantMinor") });
  }
  return w(approvers === undefined ? "aloneAlways" : "aloneNever");
}
