// The proposals for a line as numbered cards, best first, each with its items, its sum, what speaks
// for and against it. Equal ones are shown as equal: nothing is chosen beforehand.
import { Button } from "antd";
import { useState } from "react";
import type { BankLineDetail, LineCandidate } from "../../../src/contract/workbench.ts";
import { residualWords } from "../../../src/core/words/outcome.ts";
import { useBooks } from "../../api/session.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { BecauseChips } from "../../ui/because-chips.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { useSentence, useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import { Arithmetic } from "./arithmetic.tsx";
import { ItemDates, ItemKindWord, ItemNumber } from "./item-cells.tsx";

const shownAtFirst = 3;

type CandidatesProps = {
  readonly detail: BankLineDetail;
  /** Null: nothing is chosen yet (a tie). */
  readonly chosen: number | null;
  readonly onChoose: (index: number) => void;
  readonly onAccept: (index: number) => void;
  /** Why nothing can be accepted here. */
  readonly refusal: string | null;
  readonly isPosting: boolean;
};

export function Candidates(props: CandidatesProps) {
  const { detail, chosen } = props;
  const w = useWords(workbenchWords);
  const [isLong, setLong] = useState(false);
  const { candidates, line } = detail;
  const tied = line.tiedWith > 0 ? line.tiedWith + 1 : 0;
  if (candidates.length === 0) {
    return (
      <p className="wb-nothing">
        {w("noCandidates")} <span className="page-note">{w("noCandidatesHint")}</span>
      </p>
    );
  }
  const isAll = isLong || (chosen ?? 0) >= shownAtFirst;
  const shown = isAll ? candidates : candidates.slice(0, shownAtFirst);
  const more = candidates.length - shownAtFirst;
  return (
    <section className="wb-candidates" aria-label={w("candidates")}>
      {tied > 0 ? (
        <p className="wb-tied">
          {w("tied", { count: tied })} <span>{w("tiedSame")}</span>
        </p>
      ) : null}
      {shown.map((candidate, index) => (
        <CandidateCard
          // biome-ignore lint/suspicious/noArrayIndexKey: the number is what it is called by
          key={index}
          candidate={candidate}
          number={index + 1}
          isTied={index < tied}
          isChosen={index === chosen}
          line={line}
          onChoose={() => props.onChoose(index)}
          onAccept={() => props.onAccept(index)}
          refusal={props.refusal}
          isPosting={props.isPosting}
        />
      ))}
      {more > 0 ? (
        <Button type="link" size="small" onClick={() => setLong(!isLong)}>
          {isAll ? w("fewerCandidates") : w("moreCandidates", { count: more })}
        </Button>
      ) : null}
    </section>
  );
}

type CandidateCardProps = {
  readonly candidate: LineCandidate;
  readonly number: number;
  readonly isTied: boolean;
  readonly isChosen: boolean;
  readonly line: BankLineDetail["line"];
  readonly onChoose: () => void;
  readonly onAccept: () => void;
  readonly refusal: string | null;
  readonly isPosting: boolean;
};

function CandidateCard(props: CandidateCardProps) {
  const { candidate, number, isChosen, line } = props;
  const w = useWords(workbenchWords);
  const customers = new Set(candidate.allocations.map(({ item }) => item.customerId));
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys 1 to 5 choose
    <article
      className={isChosen ? "wb-card is-chosen" : "wb-card"}
      aria-current={isChosen}
      onClick={props.onChoose}
    >
      <header className="wb-card-head">
        <kbd>{number}</kbd>
        <Probability candidate={candidate} isTied={props.isTied} />
        <b className="wb-card-customer">{candidate.customerName}</b>
        {isChosen ? (
          <RefusedButton
            size="small"
            type="primary"
            className="wb-card-accept"
            reason={props.refusal}
            loading={props.isPosting}
            onClick={(event) => {
              event.stopPropagation();
              props.onAccept();
            }}
          >
            {w("accept")} <kbd className="wb-key-on-blue">Enter</kbd>
          </RefusedButton>
        ) : null}
      </header>
      <ItemsTable
        candidate={candidate}
        currency={line.currency}
        showCustomer={customers.size > 1}
      />
      <Arithmetic candidate={candidate} amount={line.unapplied} currency={line.currency} />
      <BecauseChips
        because={distinct(candidate.because)}
        against={distinct(candidate.against)}
        most={8}
      />
    </article>
  );
}

/** A reason that several items give stands once. */
function distinct(reasons: LineCandidate["because"]): LineCandidate["because"] {
  return [...new Map(reasons.map((reason) => [reason.key, reason])).values()];
}

/** 0.99 and 0.8: the chance that exactly this is right, in words. */
function Probability({ candidate, isTied }: { candidate: LineCandidate; isTied: boolean }) {
  const w = useWords(workbenchWords);
  const { confidence, rule } = candidate;
  const [key, tone] =
    isTied || confidence < 0.8
      ? (["unsure", "is-unsure"] as const)
      : confidence < 0.99
        ? (["likely", "is-likely"] as const)
        : (["certain", "is-certain"] as const);
  return (
    <span
      className={`wb-probability ${tone}`}
      title={w("probability", { share: percentText(confidence), rule })}
    >
      {w(key)}
    </span>
  );
}

/** One decimal; never 100.0 for what is only nearly certain. */
export function percentText(share: number): string {
  const tenths = Math.min(Math.floor(share * 1000), 999);
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}

/** What is left on the item on purpose, with its reason. */
function StaysOpen(props: { readonly candidate: LineCandidate; readonly itemId: number }) {
  const w = useWords(workbenchWords);
  const word = useSentence();
  const left = props.candidate.residuals.filter(
    ({ side, itemId, posted }) => side === "item" && itemId === props.itemId && !posted,
  );
  return left.map(({ code, amount, currency }) => (
    <div key={code} className="wb-stays-open">
      {word(residualWords[code])} {w("staysOpen")} <MoneyText amount={amount} currency={currency} />
    </div>
  ));
}

function ItemsTable(props: {
  readonly candidate: LineCandidate;
  readonly currency: string;
  readonly showCustomer: boolean;
}) {
  const { candidate, currency } = props;
  const w = useWords(workbenchWords);
  const { today } = useBooks();
  const isForeign = candidate.allocations.some(({ item }) => item.currency !== currency);
  return (
    <div className="wb-items-scroll">
      <table className="wb-items">
        <thead>
          <tr>
            <th>{w("colItem")}</th>
            <th>{w("colKind")}</th>
            <th>{w("colIssued")}</th>
            <th>{w("colDue")}</th>
            <th className="is-right">{w("colOpen")}</th>
            <th className="is-right">{w("colApplied")}</th>
            {isForeign ? <th className="is-right">{w("colTakes")}</th> : null}
          </tr>
        </thead>
        <tbody>
          {candidate.allocations.map(({ item, amount, lineAmount }) => (
            <tr key={item.id}>
              <td>
                <ItemNumber no={item.no} />
                {props.showCustomer ? <div className="page-note">{item.customerName}</div> : null}
              </td>
              <td>
                <ItemKindWord kind={item.kind} />
              </td>
              <ItemDates item={item} today={today} />
              <td className="is-right">
                <MoneyText amount={item.open} currency={item.currency} showCurrency={isForeign} />
              </td>
              <td className="is-right">
                <MoneyText amount={amount} currency={item.currency} bold showCurrency={isForeign} />
                <StaysOpen candidate={candidate} itemId={item.id} />
              </td>
              {isForeign ? (
                <td className="is-right">
                  <MoneyText amount={lineAmount} currency={currency} showCurrency />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
