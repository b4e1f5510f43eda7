// Settling by hand in place of the proposals: the line or lines on top, the items, the foot.
import { useState } from "react";
import type { BankLineDetail } from "../../../src/contract/workbench.ts";
import { isTyping, useHotkeys } from "../../ui/hotkeys.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import { HandFoot } from "./foot.tsx";
import { HandPanel } from "./hand-panel.tsx";
import { LineHead } from "./line-head.tsx";
import { type Decisions, type SeenRow, seenOf } from "./use-decisions.ts";
import { type HandStart, useHand } from "./use-hand.ts";
import { usePreview } from "./use-preview.ts";

export type HandLineRow = SeenRow & {
  readonly date: string;
  readonly payerName: string;
  readonly rest: string;
};

export function HandMode(props: {
  readonly start: HandStart;
  readonly rows: readonly HandLineRow[];
  /** Of the one line; null when there are several. */
  readonly detail: BankLineDetail | null;
  readonly isSplit: boolean;
  readonly decisions: Decisions;
  readonly onLeave: () => void;
  readonly onPosted: () => void;
}) {
  const { rows, decisions } = props;
  const w = useWords(workbenchWords);
  const hand = useHand(props.start);
  const { outcome } = hand;
  // what the lines become while somebody chooses is not what was chosen for
  const [seen] = useState(() => rows.map(seenOf));
  const body = outcome.ok && !hand.hasWrong ? { ...outcome.body, seen } : null;
  const preview = usePreview(body);
  const isPosting = rows.some((row) => decisions.pending.has(row.id));
  const post = async () => {
    if (body === null || isPosting || preview.error || preview.refusal) return;
    const settled = await decisions.settle(
      rows.map((row) => ({ ...row, amount: row.rest })),
      body,
    );
    if (settled) props.onPosted();
  };
  const postByKey = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLElement && isTyping(event.target)) event.target.blur();
    if (body !== null) void post();
    else if (hand.reasons.length > 0 && hand.reason === null) {
      // the difference asks for its reason first
      document.querySelector<HTMLElement>(".wb-reasons .wb-choice")?.focus();
    }
  };
  const leave = () => (hand.isPasting ? hand.setPasting(false) : props.onLeave());
  useHotkeys(workbenchWords.groupHand, [
    { key: "Escape", does: workbenchWords.keyBack, run: leave, inFields: hand.isPasting },
    { key: "Enter", does: workbenchWords.keyPost, run: postByKey },
    { key: "Ctrl+Enter", does: workbenchWords.keyPost, run: postByKey, inFields: true },
    ...hand.reasons.map((reason, index) => ({
      key: `Digit${index + 1}`,
      does: {
        zh: workbenchWords.keyReason.zh.replace("{n}", String(index + 1)),
        en: workbenchWords.keyReason.en.replace("{n}", String(index + 1)),
      },
      run: () => hand.setReason(reason),
    })),
  ]);
  const first = rows[0];
  return (
    <>
      <div className="wb-scroll">
        {props.detail ? <LineHead detail={props.detail} /> : null}
        {props.detail ? null : (
          <section className="wb-lines panel">
            <h3>{w("handLines", { count: rows.length })}</h3>
            {rows.map((row) => (
              <div className="wb-decision-row" key={row.id}>
                <span className="date">{row.date}</span>
                <span>{row.payerName}</span>
                <MoneyText amount={row.rest} currency={row.currency} bold />
              </div>
            ))}
          </section>
        )}
        <HandPanel
          hand={hand}
          isSplit={props.isSplit}
          suggested={first?.payerName ?? ""}
          onLeave={props.onLeave}
        />
      </div>
      <HandFoot hand={hand} preview={preview} isPosting={isPosting} onPost={() => void post()} />
    </>
  );
}
