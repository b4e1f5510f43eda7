// The figures above a list: amount first, then count; further currencies under the first. A figure
// leads to its rows.
import "./figure-strip.css";
import type { ReactNode } from "react";
import { MoneyText } from "../ui/money-text.tsx";

export type StripFigure = {
  readonly key: string;
  readonly label: string;
  readonly amounts: readonly { readonly amount: string; readonly currency: string }[];
  readonly note?: ReactNode;
  /** Shows the rows behind it. */
  readonly onOpen?: () => void;
  readonly isChosen?: boolean;
};

export function FigureStrip(props: {
  readonly figures: readonly StripFigure[];
  /** Several currencies on the page: each amount says its own. */
  readonly isMany?: boolean;
}) {
  const { figures, isMany = false } = props;
  return (
    <div className="figure-strip">
      {figures.map((figure) => (
        <Figure key={figure.key} figure={figure} isMany={isMany} />
      ))}
    </div>
  );
}

function Figure({ figure, isMany }: { figure: StripFigure; isMany: boolean }) {
  const { label, amounts, note, onOpen, isChosen } = figure;
  const [first, ...others] = amounts;
  const inner = (
    <>
      <span className="figure-label">{label}</span>
      <span className="figure-amount">
        {first ? (
          <MoneyText amount={first.amount} currency={first.currency} showCurrency={isMany} />
        ) : (
          "–"
        )}
      </span>
      {others.length > 0 ? (
        <span className="figure-others">
          {others.map(({ amount, currency }) => (
            <MoneyText key={currency} amount={amount} currency={currency} showCurrency />
          ))}
        </span>
      ) : null}
      {note ? <span className="figure-note">{note}</span> : null}
    </>
  );
  if (!onOpen) return <div className="figure">{inner}</div>;
  return (
    <button
      type="button"
      className={isChosen ? "figure is-link is-chosen" : "figure is-link"}
      aria-pressed={isChosen ?? false}
      onClick={onOpen}
    >
      {inner}
    </button>
  );
}
