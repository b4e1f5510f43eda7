// The foot of a bank line: what the chosen proposal adds up to, and everything that can be done with
// the line, each with its key.
import type { BankLineDetail } from "../../../src/contract/workbench.ts";
import { useSession } from "../../api/session.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { lineEndWords } from "../../words/line-ends.ts";
import { useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import { ReceiptButton } from "../close/adjust-button.tsx";
import { LevelButton } from "../differences/level-button.tsx";
import { amountOf, minorOf } from "./amounts.ts";
import { useTermWords } from "./arithmetic.tsx";
import { type FootFigures, FootLine } from "./foot.tsx";
import type { QuestionName } from "./line-questions.tsx";
import { proposalNow } from "./proposal-now.ts";
import { openResiduals } from "./sum-terms.ts";
import type { HandWish } from "./use-hand.ts";

/** The line's money goes back, is held as a deposit, belongs or is handed to another set of books. */
export type LineEnd = "return" | "deposit" | "other_books" | "hand_over";

/** What may be done with the line, and by whom. */
export type Standing = {
  /** Why this person may decide no line at all. */
  readonly right: string | null;
  readonly isOpen: boolean;
  readonly isMoneyIn: boolean;
  readonly hasRest: boolean;
  /** Why no proposal can be posted. */
  readonly refusal: string | null;
};

export type LineActs = {
  readonly onAccept: () => void;
  readonly onAsk: (question: QuestionName) => void;
  /** Puts the line aside, or takes it back. */
  readonly onHold: () => void;
  readonly onHand: (wish: Partial<HandWish>) => void;
  readonly onEnd: (end: LineEnd) => void;
};

type FootProps = {
  readonly detail: BankLineDetail;
  readonly standing: Standing;
  readonly chosen: number | null;
  /** The keys that choose among proposals that are as good. */
  readonly tiedKeys: string;
  readonly acts: LineActs;
  readonly isPosting: boolean;
};

export function LineFoot(props: FootProps) {
  const { line, candidates } = props.detail;
  const { isOpen, isMoneyIn, hasRest } = props.standing;
  const termWords = useTermWords(line.currency);
  const proposal = props.chosen === null ? undefined : candidates[props.chosen];
  const candidate = proposal && proposalNow(proposal, line.currency).candidate;
  return (
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
          <MoneyActs {...props} />
          {isOpen && isMoneyIn ? <DecideActs {...props} /> : null}
        </span>
      </div>
    </footer>
  );
}

/** What can be done with the money of the line, decided or not. */
function MoneyActs({ detail, standing, acts }: FootProps) {
  const { line, candidates } = detail;
  const { right, isMoneyIn, hasRest } = standing;
  const hasOtherBooks = useSession().organisation.books.length > 1;
  const w = useWords(workbenchWords);
  const words = useWords(lineEndWords);
  return (
    <>
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
          onClick={() => acts.onEnd("return")}
        >
          {words("returnButton")}
        </RefusedButton>
      ) : null}
      {hasOtherBooks && isReturnable(detail) ? (
        <RefusedButton reason={right} onClick={() => acts.onEnd("hand_over")}>
          {words("handOverButton")}
        </RefusedButton>
      ) : null}
      {isMoneyIn && isNamedDeposit(detail) ? (
        <RefusedButton reason={right} onClick={() => acts.onEnd("deposit")}>
          {words("depositButton")}
        </RefusedButton>
      ) : null}
      {isMoneyIn && hasRest && candidates.length === 0 ? (
        <LevelButton of={{ line: line.id }} isPayerKnown={line.receipt?.customer != null} />
      ) : null}
      {isMoneyIn && hasRest ? (
        <>
          <RefusedButton reason={right} onClick={() => acts.onHand({})}>
            {w("hand")} <kbd>M</kbd>
          </RefusedButton>
          <RefusedButton reason={right} onClick={() => acts.onHand({ isSplit: true })}>
            {w("split")} <kbd>S</kbd>
          </RefusedButton>
        </>
      ) : null}
      {isMoneyIn && hasRest && hasOtherBooks && line.receipt !== null ? (
        <RefusedButton reason={right} onClick={() => acts.onEnd("other_books")}>
          {words("otherBooksButton")} <kbd>B</kbd>
        </RefusedButton>
      ) : null}
    </>
  );
}

/** What decides a line that waits. */
function DecideActs({ detail, standing, chosen, tiedKeys, acts, isPosting }: FootProps) {
  const { line, candidates } = detail;
  const { right, refusal } = standing;
  const w = useWords(workbenchWords);
  return (
    <>
      <RefusedButton reason={right} onClick={() => acts.onAsk("claim")}>
        {w("claim")} <kbd>C</kbd>
      </RefusedButton>
      <RefusedButton reason={right} onClick={() => acts.onAsk("category")}>
        {w("category")} <kbd>X</kbd>
      </RefusedButton>
      <RefusedButton reason={right} onClick={acts.onHold}>
        {w(line.lane === "held" ? "release" : "hold")} <kbd>H</kbd>
      </RefusedButton>
      {candidates.length > 0 ? (
        <RefusedButton
          type="primary"
          size="large"
          reason={refusal ?? (chosen === null ? w("chooseFirst", { keys: tiedKeys }) : null)}
          loading={isPosting}
          onClick={acts.onAccept}
        >
          {w("accept")} <kbd className="wb-key-on-blue">Enter</kbd>
        </RefusedButton>
      ) : null}
    </>
  );
}

type Candidate = BankLineDetail["candidates"][number];

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

function appliedOf(candidate: Candidate, currency: string): string {
  const sum = candidate.allocations.reduce((n, one) => n + minorOf(one.lineAmount, currency), 0n);
  return amountOf(sum, currency);
}
