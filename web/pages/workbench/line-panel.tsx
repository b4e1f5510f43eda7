// The right side: one bank line with its proposals, or settling it by hand.
import { App } from "antd";
import { useCallback, useEffect, useState } from "react";
import type { BankLineDetail, WorkbenchRow } from "../../../src/contract/workbench.ts";
import { useRefusal, useSession } from "../../api/session.tsx";
import { type Why, WhyPanel } from "../../components/why-panel.tsx";
import { useHotkeys } from "../../ui/hotkeys.ts";
import { useBecause } from "../../words/because.ts";
import { lineEndWords } from "../../words/line-ends.ts";
import { useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import { minorOf } from "./amounts.ts";
import { useSumSentence } from "./arithmetic.tsx";
import { Candidates, percentText, useTiedKeys } from "./candidates.tsx";
import { DepositDialog } from "./deposit-dialog.tsx";
import { HandOverDialog } from "./hand-over-dialog.tsx";
import { LineDecisions } from "./line-decisions.tsx";
import { type LineActs, type LineEnd, LineFoot, type Standing } from "./line-foot.tsx";
import { LineHead } from "./line-head.tsx";
import {
  CategoryQuestion,
  ClaimQuestion,
  HoldQuestion,
  type QuestionName,
} from "./line-questions.tsx";
import { OtherBooksDialog } from "./other-books-dialog.tsx";
import { proposalNow } from "./proposal-now.ts";
import { ReturnDialog } from "./return-dialog.tsx";
import { useNamedRules, useRuleName } from "./rule-names.ts";
import type { Decisions } from "./use-decisions.ts";
import type { HandWish } from "./use-hand.ts";

type LinePanelProps = {
  readonly detail: BankLineDetail;
  readonly decisions: Decisions;
  readonly onHand: (wish: HandWish) => void;
  readonly onPattern: () => void;
  /** Called with the key, before the server has answered: the next line is shown meanwhile. */
  readonly onNext: () => void;
};

const plainHand: HandWish = { candidate: null, isSplit: false, customer: null };

/** Whether a line of this lane still waits for a decision. */
export function isUndecided(lane: WorkbenchRow["lane"]): boolean {
  return ["new", "suggested", "unmatched", "held"].includes(lane);
}

export function LinePanel(props: LinePanelProps) {
  const { detail, decisions, onHand, onNext } = props;
  const { line, candidates } = detail;
  const w = useWords(workbenchWords);
  const { message } = App.useApp();
  const standing = useStanding(detail);
  const { isOpen, isMoneyIn, refusal } = standing;
  const isTied = line.tiedWith > 0;
  const [chosen, choose] = useState<number | null>(isTied || candidates.length === 0 ? null : 0);
  const [question, ask] = useState<QuestionName | null>(null);
  const [isWhyOpen, openWhy] = useState(false);
  const [end, openEnd] = useState<LineEnd | null>(null);
  const tiedKeys = useTiedKeys(detail);
  const why = useWhy(detail, chosen);
  const accept = useCallback(
    (index: number | null) => {
      const wanted = index === null ? undefined : candidates[index];
      if (refusal === null && index === null && candidates.length > 0)
        message.info(w("chooseFirst", { keys: tiedKeys }));
      if (refusal !== null || index === null || !wanted) return;
      // money that nothing explains is never posted past
      if (!isPostable(wanted, line.currency)) {
        onHand({ ...plainHand, candidate: index });
        return;
      }
      void decisions.confirm([{ ...line, candidate: index }]);
      onNext();
    },
    [candidates, refusal, decisions, line, onNext, onHand, message, w, tiedKeys],
  );
  const acts: LineActs = {
    onAccept: () => accept(chosen),
    onAsk: ask,
    onHold: () => (line.lane === "held" ? void decisions.hold(line, false, "") : ask("hold")),
    onHand: (wish) => onHand({ ...plainHand, ...wish }),
    onEnd: openEnd,
  };
  useLineKeys({ ...props, acts, standing, chosen, onChoose: choose, isAsked: question !== null });
  const closeEnd = (isDone: boolean) => {
    openEnd(null);
    if (isDone) decisions.noticeUndone([line.id]);
  };
  // a question belongs to the line it was asked about
  // biome-ignore lint/correctness/useExhaustiveDependencies: the line changed
  useEffect(() => ask(null), [line.id]);

  return (
    <>
      <div className="wb-scroll">
        <LineHead detail={detail} />
        <Question {...props} question={question} onLeave={() => ask(null)} onEnd={openEnd} />
        {isOpen ? <LaneReason detail={detail} /> : null}
        {isOpen && isMoneyIn ? (
          <Candidates
            detail={detail}
            chosen={chosen}
            onChoose={choose}
            onAccept={accept}
            refusal={refusal}
            isPosting={decisions.pending.has(line.id)}
          />
        ) : null}
        <LineDecisions detail={detail} onUndone={() => decisions.noticeUndone([line.id])} />
      </div>
      <LineFoot
        detail={detail}
        standing={standing}
        chosen={chosen}
        tiedKeys={tiedKeys}
        acts={acts}
        isPosting={decisions.pending.has(line.id)}
      />
      {end === "return" ? <ReturnDialog line={line} onClose={closeEnd} /> : null}
      {end === "other_books" ? <OtherBooksDialog line={line} onClose={closeEnd} /> : null}
      {end === "hand_over" ? <HandOverDialog line={line} onClose={closeEnd} /> : null}
      {end === "deposit" ? <DepositDialog line={line} onClose={closeEnd} /> : null}
      <WhyPanel why={why} isOpen={isWhyOpen} onOpenChange={openWhy} />
    </>
  );
}

function useStanding({ line }: BankLineDetail): Standing {
  const w = useWords(workbenchWords);
  const right = useRefusal("decide_matches");
  const isOpen = isUndecided(line.lane);
  const isMoneyIn = !line.amount.startsWith("-");
  return {
    right,
    isOpen,
    isMoneyIn,
    hasRest: minorOf(line.unapplied, line.currency) > 0n,
    refusal: right ?? (isOpen && isMoneyIn ? null : w("alreadyDecided")),
  };
}

function useLineKeys(
  of: LinePanelProps & {
    readonly acts: LineActs;
    readonly standing: Standing;
    readonly chosen: number | null;
    readonly onChoose: (index: number) => void;
    /** A question has the keys. */
    readonly isAsked: boolean;
  },
): void {
  const { acts, chosen, isAsked } = of;
  const { right, isOpen, isMoneyIn, hasRest } = of.standing;
  const hasOtherBooks = useSession().organisation.books.length > 1;
  useHotkeys(
    workbenchWords.title,
    [
      { key: "Enter", does: workbenchWords.keyAccept, run: acts.onAccept },
      ...of.detail.candidates.slice(0, 5).map((_, index) => ({
        key: `Digit${index + 1}`,
        does: {
          zh: workbenchWords.keyCandidate.zh.replace("{n}", String(index + 1)),
          en: workbenchWords.keyCandidate.en.replace("{n}", String(index + 1)),
        },
        run: () => of.onChoose(index),
      })),
      { key: "KeyA", does: workbenchWords.keyPattern, run: of.onPattern },
      { key: "KeyX", does: workbenchWords.keyCategory, run: () => acts.onAsk("category") },
      { key: "KeyH", does: workbenchWords.keyHold, run: acts.onHold },
      { key: "KeyC", does: workbenchWords.keyClaim, run: () => acts.onAsk("claim") },
    ],
    isOpen && isMoneyIn && right === null && !isAsked,
  );
  useHotkeys(
    workbenchWords.title,
    [
      { key: "KeyM", does: workbenchWords.keyHand, run: () => acts.onHand({}) },
      {
        key: "KeyD",
        does: workbenchWords.keyDifference,
        run: () => acts.onHand({ candidate: chosen ?? 0 }),
      },
      { key: "KeyS", does: workbenchWords.keySplit, run: () => acts.onHand({ isSplit: true }) },
      ...(hasOtherBooks && of.detail.line.receipt !== null
        ? [
            {
              key: "KeyB",
              does: lineEndWords.keyOtherBooks,
              run: () => acts.onEnd("other_books"),
            },
          ]
        : []),
    ],
    isMoneyIn && hasRest && right === null && !isAsked,
  );
}

/** What is asked about the line, and what its answer does. */
function Question(
  props: LinePanelProps & {
    readonly question: QuestionName | null;
    readonly onLeave: () => void;
    readonly onEnd: (end: LineEnd) => void;
  },
) {
  const { question, decisions, onHand, onLeave, onNext } = props;
  const { line } = props.detail;
  if (question === "claim") {
    return (
      <ClaimQuestion
        payerName={line.payerName}
        ownerId={line.receipt?.customer?.id ?? null}
        onLeave={onLeave}
        onChoose={(customer, seenCustomerId) => {
          onLeave();
          void decisions.claim(line, customer, seenCustomerId).then((isDone) => {
            if (isDone) onHand({ ...plainHand, customer });
          });
        }}
      />
    );
  }
  if (question === "category") {
    return (
      <CategoryQuestion
        lines={[{ ...line, customerName: line.receipt?.customer?.name ?? null }]}
        onLeave={onLeave}
        onDeposit={() => {
          onLeave();
          props.onEnd("deposit");
        }}
        onChoose={(category, lines) => {
          onLeave();
          void decisions.categorise(lines, category, "");
          onNext();
        }}
      />
    );
  }
  if (question !== "hold") return null;
  return (
    <HoldQuestion
      onLeave={onLeave}
      onHold={(note) => {
        onLeave();
        void decisions.hold(line, true, note);
        onNext();
      }}
    />
  );
}

type Candidate = BankLineDetail["candidates"][number];

/** Whether one key settles it: all of it is still open, and all of the money is explained. */
export function isPostable(candidate: Candidate, currency: string): boolean {
  return proposalNow(candidate, currency).short.length === 0 && !isUnexplained(candidate, currency);
}

/** Money left on the line without a word why, or a residual that is only "unexplained". */
export function isUnexplained(candidate: Candidate, currency: string): boolean {
  return (
    minorOf(candidate.rest, currency) !== 0n ||
    candidate.residuals.some((residual) => residual.code === "unexplained")
  );
}

/** Why this line was not settled by the system, as a sentence. */
function LaneReason({ detail }: { detail: BankLineDetail }) {
  const because = useBecause();
  const named = useNamedRules(detail);
  const { line } = detail;
  if (!line.reason || line.tiedWith > 0) return null;
  return <p className="wb-reason">{because(named(line.reason))}</p>;
}

function useWhy(detail: BankLineDetail, chosen: number | null): Why {
  const w = useWords(workbenchWords);
  const because = useBecause();
  const sum = useSumSentence(detail.line.currency);
  const named = useNamedRules(detail);
  const ruleName = useRuleName(detail);
  const { line } = detail;
  const index = chosen ?? 0;
  const candidate = detail.candidates[index];
  const lane = line.reason ? [because(named(line.reason))] : [];
  if (!candidate) {
    return {
      title: line.payerName,
      sentences: [...lane, ...detail.payerBecause.map((one) => because(one))],
    };
  }
  return {
    title: `${w("chosenProposal", { n: index + 1 })} · ${candidate.customerName}`,
    sentences: [
      ...candidate.because.map((one) => `✓ ${because(one)}`),
      ...candidate.residuals.flatMap((r) => r.because.map((one) => `· ${because(one)}`)),
      ...candidate.against.map((one) => `! ${because(named(one))}`),
      ...lane.filter((text) => !candidate.against.some((one) => because(named(one)) === text)),
      w("probability", {
        share: percentText(candidate.confidence),
        rule: ruleName(candidate.rule),
      }),
    ].filter((sentence, at, list) => list.indexOf(sentence) === at),
    arithmetic: [sum(candidate, { amount: line.unapplied, currency: line.currency })],
  };
}
