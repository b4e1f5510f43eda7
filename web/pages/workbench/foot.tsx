// The foot, always in sight: how much is chosen, what came in, the difference in large; below it
// the reason of a difference with what it will book, and the one button that posts.
import { Select } from "antd";
import { differences, residualDifferences } from "../../../src/core/differences.ts";
import { useRefusal } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { DayField } from "../../ui/day-field.tsx";
import { formatAmount, MoneyText } from "../../ui/money-text.tsx";
import { useLanguage, useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import { amountOf, minorOf } from "./amounts.ts";
import type { HandReason } from "./hand-settlement.ts";
import type { Hand } from "./use-hand.ts";
import type { Preview } from "./use-preview.ts";

export type FootFigures = {
  readonly count: number;
  readonly chosen: string;
  readonly received: string;
  readonly difference: string;
  readonly currency: string;
  /** What else takes of the money, and what it is: 留在客户账上. */
  readonly rests?: readonly { readonly name: string; readonly amount: string }[];
  /** What stays open on the items on purpose, in their currency. */
  readonly stays?: readonly { readonly currency: string; readonly amount: string }[];
};

export function FootLine(props: FootFigures) {
  const { count, chosen, received, difference, currency, rests = [], stays = [] } = props;
  const w = useWords(workbenchWords);
  const isEven = /^-?0(\.0+)?$/.test(difference);
  return (
    <p className="wb-foot-line" aria-live="polite">
      <span>{w("footChosen", { count })}</span>
      <MoneyText amount={chosen} currency={currency} bold />
      {rests.map(({ name, amount }) => (
        <span key={name}>
          · {name} <MoneyText amount={amount} currency={currency} bold />
        </span>
      ))}
      <span>· {w("footReceived")}</span>
      <MoneyText amount={received} currency={currency} showCurrency bold />
      <span>· {w("footDifference")}</span>
      <b className={isEven ? "wb-difference is-even" : "wb-difference"}>
        <MoneyText amount={difference} currency={currency} bold />
        {isEven ? " ✓" : null}
      </b>
      {stays.map((one) => (
        <span key={one.currency} className="wb-stays-open">
          · {w("staysOpen")}{" "}
          <MoneyText amount={one.amount} currency={one.currency} showCurrency bold />
        </span>
      ))}
    </p>
  );
}

const reasonWord = {
  rounding: "reasonRounding",
  fee: "reasonFee",
  discount: "reasonDiscount",
  platform_fee: "reasonPlatformFee",
  deduction: "reasonDeduction",
  retention: "reasonRetention",
  open: "reasonOpen",
  advance: "reasonAdvance",
  on_account: "reasonOnAccount",
} as const satisfies Record<HandReason, keyof typeof workbenchWords>;

export function HandFoot(props: {
  readonly hand: Hand;
  readonly preview: Preview;
  readonly isPosting: boolean;
  readonly onPost: () => void;
}) {
  const { hand, preview } = props;
  const w = useWords(workbenchWords);
  const { balance, outcome } = hand;
  const { currency } = balance;
  const right = useRefusal("decide_matches");
  const lack = useLackSentence(hand);
  const errorSentence = useErrorSentence();
  const refusal =
    right ?? lack ?? preview.refusal ?? (preview.error ? errorSentence(preview.error) : null);
  return (
    <footer className="wb-foot">
      <div className="wb-foot-main">
        <FootLine
          count={hand.entries.size}
          chosen={amountOf(balance.chosenMinor, currency)}
          received={amountOf(balance.receivedMinor, currency)}
          difference={amountOf(balance.differenceMinor, currency)}
          currency={currency}
        />
        <RefusedButton
          type="primary"
          size="large"
          reason={refusal}
          loading={props.isPosting}
          onClick={props.onPost}
        >
          {w("post")} <kbd className="wb-key-on-blue">Enter</kbd>
        </RefusedButton>
      </div>
      {hand.entries.size > 0 && hand.reasons.length > 0 ? <Reasons hand={hand} /> : null}
      {refusal !== null && hand.entries.size > 0 ? <p className="wb-refusal">{refusal}</p> : null}
      {outcome.ok ? <WillBook hand={hand} preview={preview} /> : null}
    </footer>
  );
}

function Reasons({ hand }: { hand: Hand }) {
  const w = useWords(workbenchWords);
  const language = useLanguage();
  return (
    <fieldset className="wb-reasons">
      <legend className="visually-hidden">{w("footReason")}</legend>
      <span className="page-note">{w("footReason")}</span>
      {hand.reasons.map((reason, index) => (
        <button
          key={reason}
          type="button"
          aria-pressed={hand.reason === reason}
          className={hand.reason === reason ? "wb-choice is-current" : "wb-choice"}
          onClick={() => hand.setReason(reason)}
        >
          <kbd>{index + 1}</kbd> {w(reasonWord[reason])}
        </button>
      ))}
      {hand.reason === "deduction" ? (
        <Select
          size="small"
          className="wb-deduction"
          placeholder={w("deductionKind")}
          aria-label={w("deductionKind")}
          value={hand.deduction}
          onChange={hand.setDeduction}
          defaultOpen={hand.deduction === null}
          autoFocus={hand.deduction === null}
          options={residualDifferences.deduction.map((code) => ({
            value: code,
            label: `${code} ${differences[code][language]}`,
          }))}
        />
      ) : null}
      {hand.reason === "retention" ? (
        <span className="page-note">
          {w("retentionDue")}{" "}
          <DayField
            label={w("retentionDue")}
            value={hand.due ?? ""}
            onChange={(day) => hand.setDue(day || null)}
          />
        </span>
      ) : null}
    </fieldset>
  );
}

/** What still has to be said, as the reason of the button that is off. */
function useLackSentence(hand: Hand): string | null {
  const w = useWords(workbenchWords);
  const language = useLanguage();
  if (hand.tooMuch) return w("postMoreThanOpen", hand.tooMuch);
  if (hand.hasWrong) return w("postBadAmount");
  const { outcome, balance } = hand;
  if (outcome.ok) return null;
  const { differenceMinor: minor, currency } = balance;
  const amount = formatAmount(amountOf(minor < 0n ? -minor : minor, currency), currency, language);
  if (outcome.lack === "item") return w("postNeedsItem");
  if (outcome.lack === "customer") return w("postNeedsCustomer");
  if (outcome.lack === "reason") return w("postNeedsReason", { amount });
  if (outcome.lack === "deduction") return w("postNeedsDeduction");
  return w("postTooMuch", { amount });
}

/** The entries of the settlement, as the ledger would write them. */
function WillBook({ hand, preview }: { hand: Hand; preview: Preview }) {
  const w = useWords(workbenchWords);
  const language = useLanguage();
  if (preview.isWorking && !preview.booking) {
    return <p className="wb-books page-note">{w("previewing")}</p>;
  }
  if (!preview.booking) return null;
  return (
    <div className="wb-books">
      <NotBooked hand={hand} />
      <span className="page-note">{w("books")}</span>
      {preview.booking.entries.map((entry, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries of one answer never move
        <div className="wb-book" key={at}>
          {mergedLines(entry.lines).map(({ line, count }) => (
            <span key={`${line.side}${line.accountCode}${line.currency}`}>
              {line.side === "debit" ? w("debit") : w("credit")} {line.accountCode}{" "}
              {line.accountName[language]}{" "}
              <MoneyText
                amount={line.amount}
                currency={line.currency}
                showCurrency={line.currency !== hand.balance.currency}
              />
              {count > 1 ? <small> ×{count}</small> : null}
            </span>
          ))}
          <small className="page-note">
            {entry.event} {w("booksOf", { date: entry.accountingDate })}
          </small>
        </div>
      ))}
    </div>
  );
}

type BookedLine = NonNullable<Preview["booking"]>["entries"][number]["lines"][number];

/** One account on one side once, with its sum. */
function mergedLines(lines: readonly BookedLine[]): { line: BookedLine; count: number }[] {
  const merged = new Map<string, { line: BookedLine; count: number }>();
  for (const line of lines) {
    const key = `${line.side} ${line.accountCode} ${line.currency}`;
    const before = merged.get(key);
    if (!before) merged.set(key, { line, count: 1 });
    else {
      const { currency } = line;
      const sum = minorOf(before.line.amount, currency) + minorOf(line.amount, currency);
      merged.set(key, {
        line: { ...before.line, amount: amountOf(sum, currency) },
        count: before.count + 1,
      });
    }
  }
  return [...merged.values()];
}

/** What stays as it is: a rest that is left open or on account. */
function NotBooked({ hand }: { hand: Hand }) {
  const w = useWords(workbenchWords);
  const language = useLanguage();
  const { outcome, balance, reason } = hand;
  if (!outcome.ok || reason === null) return null;
  const { currency, differenceMinor: minor } = balance;
  const amount = formatAmount(amountOf(minor < 0n ? -minor : minor, currency), currency, language);
  if (reason === "on_account") return <span>{w("reasonOnAccountBooks", { amount })}</span>;
  const number = outcome.carrier?.item.no ?? "";
  if (reason === "open") return <span>{w("reasonOpenBooks", { number, amount })}</span>;
  const code = outcome.body.residuals.find((r) => r.side === "item")?.difference ?? null;
  if (reason === "retention") return <span>{w("reasonRetentionBooks", { amount, number })}</span>;
  if (reason !== "deduction") return null;
  const name = code ? (differenceNames[code]?.[language] ?? "") : "";
  return <span>{w("reasonDisputeBooks", { amount, number, code: code ?? "", name })}</span>;
}

const differenceNames: Readonly<Record<string, { zh: string; en: string }>> = differences;
