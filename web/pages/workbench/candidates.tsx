// The proposals for a line as numbered cards, best first, each with its items, its sum, what speaks
// for and against it. Equal ones are shown as equal: nothing is chosen beforehand.
import { Button } from "antd";
import { useState } from "react";
import type { BankLineDetail, LineCandidate } from "../../../src/contract/workbench.ts";
import type { Because } from "../../../src/core/because.ts";
import { RefusedButton } from "../../components/refused-button.tsx";
import { formatAmount } from "../../ui/amount.ts";
import { BecauseChips } from "../../ui/because-chips.tsx";
import { useLanguage, useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import { Arithmetic } from "./arithmetic.tsx";
import { CandidateItems } from "./candidate-items.tsx";
import { differingItems, isSameAmountTie, proposalNow, type ShortItem } from "./proposal-now.ts";
import { useNamedRules } from "./rule-names.ts";

const shownAtFirst = 3;
/** The keys 1 to 5 choose. */
const mostKeys = 5;

/** Which keys choose among equally good proposals: 1 或 2, 1 到 4. */
export function useTiedKeys(detail: BankLineDetail): string {
  const w = useWords(workbenchWords);
  const { line, candidates } = detail;
  const tied = line.tiedWith > 0 ? line.tiedWith + 1 : candidates.length;
  const last = Math.min(tied, candidates.length, mostKeys);
  return last > 2 ? w("tiedMoreKeys", { last }) : w("tiedKeys");
}

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
  const keys = useTiedKeys(detail);
  const named = useNamedRules(detail);
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
  const equal = candidates.slice(0, tied);
  const differing = differingItems(equal);
  return (
    <section className="wb-candidates" aria-label={w("candidates")}>
      {tied > 0 ? (
        <p className="wb-tied">
          {w("tied", { count: tied, keys })}{" "}
          <span>
            {w(
              isSameAmountTie(equal) ? "tiedSame" : differing.size > 0 ? "tiedApart" : "tiedOther",
            )}
          </span>
        </p>
      ) : null}
      {shown.map((candidate, index) => (
        <CandidateCard
          // biome-ignore lint/suspicious/noArrayIndexKey: the number is what it is called by
          key={index}
          candidate={candidate}
          number={index + 1}
          isTied={index < tied}
          differing={index < tied ? differing : none}
          named={named}
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

const none: ReadonlySet<number> = new Set();

type CandidateCardProps = {
  readonly candidate: LineCandidate;
  readonly number: number;
  readonly isTied: boolean;
  /** Items in which it differs from the others that are as good. */
  readonly differing: ReadonlySet<number>;
  readonly named: (because: Because) => Because;
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
  const now = proposalNow(candidate, line.currency);
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
      <ShortNote short={now.short} />
      <CandidateItems
        candidate={candidate}
        currency={line.currency}
        showCustomer={customers.size > 1}
        short={now.short}
        differing={props.differing}
      />
      <Arithmetic candidate={now.candidate} amount={line.unapplied} currency={line.currency} />
      <BecauseChips
        because={distinct(candidate.because)}
        against={distinct(candidate.against).map(props.named)}
        most={8}
      />
    </article>
  );
}

/** Said before anything is pressed: the server would refuse what is no longer open. */
function ShortNote({ short }: { readonly short: readonly ShortItem[] }) {
  const w = useWords(workbenchWords);
  const language = useLanguage();
  const [first] = short;
  if (!first) return null;
  const { no, currency } = first;
  const text =
    short.length === 1
      ? w("shortOne", {
          number: no.length > 12 ? `…${no.slice(-8)}` : no,
          open: formatAmount(first.open, currency, language),
          lack: formatAmount(first.lack, currency, language),
        })
      : w("shortMany", { count: short.length });
  return <p className="wb-short">{text}</p>;
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
