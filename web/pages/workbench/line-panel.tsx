// The right side: one bank line with its proposals, or settling it by hand.
import { App } from "antd";
import { useCallback, useEffect, useState } from "react";
import type { BankLineDetail, WorkbenchRow } from "../../../src/contract/workbench.ts";
import { useRefusal } from "../../api/session.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { type Why, WhyPanel } from "../../components/why-panel.tsx";
import { useHotkeys } from "../../ui/hotkeys.ts";
import { useBecause } from "../../words/because.ts";
import { lineEndWords } from "../../words/line-ends.ts";
import { useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import { ReceiptButton } from "../close/adjust-button.tsx";
import { LevelButton } from "../differences/level-button.tsx";
import { amountOf, minorOf } from "./amounts.ts";
import { useSumSentence, useTermWords } from "./arithmetic.tsx";
import { Candidates, percentText, useTiedKeys } from "./candidates.tsx";
import { DepositDialog } from "./deposit-dialog.tsx";
import { type FootFigures, FootLine } from "./foot.tsx";
import { LineDecisions } from "./line-decisions.tsx";
import { LineHead } from "./line-head.tsx";
import {
  CategoryQuestion,
  ClaimQuestion,
  HoldQuestion,
  type QuestionName,
} from "./line-questions.tsx";
import { proposalNow } from "./proposal-now.ts";
import { ReturnDialog } from "./return-dialog.tsx";
import { useNamedRules, useRuleName } from "./rule-names.ts";
import { openResiduals } from "./sum-terms.ts";
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
  const { detail, decisions } = props;
  const { line, candidates } = detail;
  const w = useWords(workbenchWords);
  const { message } = App.useApp();
  const right = useRefusal("decide_matches");
  const isTied = line.tiedWith > 0;
  const [chosen, choose] = useState<number | null>(isTied || candidates.length === 0 ? null : 0);
  const [question, ask] = useState<QuestionName | null>(null);
  const [isWhyOpen, openWhy] = useState(false);
  const [end, openEnd] = useState<"return" | "deposit" | null>(null);
  const isOpen = isUndecided(line.lane);
  const isMoneyIn = !line.amount.startsWith("-");
  const refusal = right ?? (isOpen && isMoneyIn ? null : w("alreadyDecided"));
  const hasRest = minorOf(line.unapplied, line.currency) > 0n;
  const proposal = chosen === null ? undefined : candidates[chosen];
  const candidate = proposal && proposalNow(proposal, line.currency).candidate;
  const tiedKeys = useTiedKeys(detail);

  const { onNext, onHand } = props;
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
  const undecided = isOpen && isMoneyIn && right === null;
  useHotkeys(
    workbenchWords.title,
    [
      { key: "Enter", does: workbenchWords.keyAccept, run: () => accept(chosen) },
      ...candidates.slice(0, 5).map((_, index) => ({
        key: `Digit${index + 1}`,
        does: {
          zh: workbenchWords.keyCandidate.zh.replace("{n}", String(index + 1)),
          en: workbenchWords.keyCandidate.en.replace("{n}", String(index + 1)),
        },
        run: () => choose(index),
      })),
      { key: "KeyA", does: workbenchWords.keyPattern, run: props.onPattern },
      { key: "KeyX", does: workbenchWords.keyCategory, run: () => ask("category") },
      {
        key: "KeyH",
        does: workbenchWords.keyHold,
        run: () => (line.lane === "held" ? void decisions.hold(line, false, "") : ask("hold")),
      },
      { key: "KeyC", does: workbenchWords.keyClaim, run: () => ask("claim") },
    ],
    undecided && question === null,
  );
  useHotkeys(
    workbenchWords.title,
    [
      { key: "KeyM", does: workbenchWords.keyHand, run: () => onHand(plainHand) },
      {
        key: "KeyD",
        does: workbenchWords.keyDifference,
        run: () => onHand({ ...plainHand, candidate: chosen ?? 0 }),
      },
      {
        key: "KeyS",
        does: workbenchWords.keySplit,
        run: () => onHand({ ...plainHand, isSplit: true }),
      },
    ],
    isMoneyIn && hasRest && right === null && question === null,
  );
  const why = useWhy(detail, chosen);
  const termWords = useTermWords(line.currency);
  const leave = () => ask(null);
  const words = useWords(lineEndWords);
  const closeEnd = (isDone: boolean) => {
    openEnd(null);
    if (isDone) decisions.noticeUndone([line.id]);
  };
  // a question belongs to the line it was asked about
  // biome-ignore lint/correctness/useExhaustiveDependencies: the line changed
  useEffect(leave, [line.id]);

  return (
    <>
      <div className="wb-scroll">
        <LineHead detail={detail} />
        {question === "claim" ? (
          <ClaimQuestion
            payerName={line.payerName}
            ownerId={line.receipt?.customer?.id ?? null}
            onLeave={leave}
            onChoose={(customer, seenCustomerId) => {
              leave();
              void decisions.claim(line, customer, seenCustomerId).then((isDone) => {
                if (isDone) onHand({ ...plainHand, customer });
              });
            }}
          />
        ) : null}
        {question === "category" ? (
          <CategoryQuestion
            lines={[{ ...line, customerName: line.receipt?.customer?.name ?? null }]}
            onLeave={leave}
            onDeposit={() => {
              leave();
              openEnd("deposit");
            }}
            onChoose={(category, lines) => {
              leave();
              void decisions.categorise(lines, category, "");
              onNext();
            }}
          />
        ) : null}
        {question === "hold" ? (
          <HoldQuestion
            onLeave={leave}
            onHold={(note) => {
              leave();
              void decisions.hold(line, true, note);
              onNext();
            }}
          />
        ) : null}
        {isOpen ? (
          <>
            <LaneReason detail={detail} />
            {isMoneyIn ? (
              <Candidates
                detail={detail}
                chosen={chosen}
                onChoose={choose}
                onAccept={accept}
                refusal={refusal}
                isPosting={decisions.pending.has(line.id)}
              />
            ) : null}
          </>
        ) : null}
        <LineDecisions detail={detail} onUndone={() => decisions.noticeUndone([line.id])} />
      </div>
      <footer className="wb-foot">
        <div className="wb-foot-main">
          {isMoneyIn && (isOpen || hasRest) ? (
            <FootLine
              {...figuresOf(candidate, line)}
              rests={(candidate?.residuals ?? [])
                .filter((residual) => residual.side === "line")
                .map((residual) => ({
                  name: termWords.residual(residual),
                  amount: residual.amount,
                }))}
            />
          ) : null}
          <span className="wb-foot-acts">
            {line.receipt?.customer && hasRest ? (
              <ReceiptButton
                receipt={{
                  id: line.receipt.id,
                  payerName: line.payerName,
                  payerAccount: line.payerAccount,
                  currency: line.currency,
                  open: line.unapplied,
                  customerId: line.receipt.customer.id,
                }}
              />
            ) : null}
            {isReturnable(detail) ? (
              <RefusedButton
                type={line.reason?.key === "miss.returned" ? "primary" : "default"}
                reason={right}
                onClick={() => openEnd("return")}
              >
                {words("returnButton")}
              </RefusedButton>
            ) : null}
            {isMoneyIn && isNamedDeposit(detail) ? (
              <RefusedButton reason={right} onClick={() => openEnd("deposit")}>
                {words("depositButton")}
              </RefusedButton>
            ) : null}
            {isMoneyIn && hasRest && candidates.length === 0 ? (
              <LevelButton of={{ line: line.id }} isPayerKnown={line.receipt?.customer != null} />
            ) : null}
            {isMoneyIn && hasRest ? (
              <>
                <RefusedButton reason={right} onClick={() => onHand(plainHand)}>
                  {w("hand")} <kbd>M</kbd>
                </RefusedButton>
                <RefusedButton
                  reason={right}
                  onClick={() => onHand({ ...plainHand, isSplit: true })}
                >
                  {w("split")} <kbd>S</kbd>
                </RefusedButton>
              </>
            ) : null}
            {isOpen && isMoneyIn ? (
              <>
                <RefusedButton reason={right} onClick={() => ask("claim")}>
                  {w("claim")} <kbd>C</kbd>
                </RefusedButton>
                <RefusedButton reason={right} onClick={() => ask("category")}>
                  {w("category")} <kbd>X</kbd>
                </RefusedButton>
                <RefusedButton
                  reason={right}
                  onClick={() =>
                    line.lane === "held" ? void decisions.hold(line, false, "") : ask("hold")
                  }
                >
                  {w(line.lane === "held" ? "release" : "hold")} <kbd>H</kbd>
                </RefusedButton>
              </>
            ) : null}
            {isOpen && isMoneyIn && candidates.length > 0 ? (
              <RefusedButton
                type="primary"
                size="large"
                reason={refusal ?? (chosen === null ? w("chooseFirst", { keys: tiedKeys }) : null)}
                loading={decisions.pending.has(line.id)}
                onClick={() => accept(chosen)}
              >
                {w("post")} <kbd className="wb-key-on-blue">Enter</kbd>
              </RefusedButton>
            ) : null}
          </span>
        </div>
      </footer>
      {end === "return" ? <ReturnDialog line={line} onClose={closeEnd} /> : null}
      {end === "deposit" ? <DepositDialog line={line} onClose={closeEnd} /> : null}
      <WhyPanel why={why} isOpen={isWhyOpen} onOpenChange={openWhy} />
    </>
  );
}

/** How much of the line a proposal settles; without one, nothing. */
function figuresOf(candidate: Candidate | undefined, line: BankLineDetail["line"]): FootFigures {
  const { unapplied, currency } = line;
  return {
    count: candidate?.allocations.length ?? 0,
    chosen: candidate ? appliedOf(candidate, currency) : amountOf(0n, currency),
    received: unapplied,
    difference: candidate?.rest ?? unapplied,
    currency,
    stays: candidate ? staysOf(candidate) : [],
  };
}

/** What a proposal leaves open on purpose: deductions, retention; a sum for each currency. */
function staysOf(candidate: Candidate): { currency: string; amount: string }[] {
  const byCurrency = Map.groupBy(openResiduals(candidate), ({ currency }) => currency);
  return [...byCurrency].map(([currency, residuals]) => ({
    currency,
    amount: amountOf(
      residuals.reduce((sum, { amount }) => sum + minorOf(amount, currency), 0n),
      currency,
    ),
  }));
}

/** Called a deposit, and not held as one yet. */
function isNamedDeposit({ line: { lane, category, receipt } }: BankLineDetail): boolean {
  return lane === "not_receivable" && category === "deposit" && receipt === null;
}

/** Money out that no refund and no return stands on yet. */
function isReturnable({ line, decisions }: BankLineDetail): boolean {
  const isUsed = decisions.some(({ kind, undone }) => kind === "adjust" && !undone);
  return line.amount.startsWith("-") && !isUsed;
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

function appliedOf(candidate: Candidate, currency: string): string {
  const sum = candidate.allocations.reduce((n, one) => n + minorOf(one.lineAmount, currency), 0n);
  return amountOf(sum, currency);
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
