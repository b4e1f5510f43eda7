// A figure of a report as people read it, by the kind of its column.
import type { ReportCellOnWire, ReportColumnKind } from "../../../src/contract/reports.ts";
import { grouped } from "../../ui/count.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { frameWords } from "../../words/frame.ts";
import { type Language, useLanguage, useWords } from "../../words/words.ts";

export function textOf(cell: ReportCellOnWire | undefined, language: Language): string | null {
  if (cell === null || cell === undefined) return null;
  return typeof cell === "string" ? cell : cell[language];
}

export function isFigure(kind: ReportColumnKind): boolean {
  return kind !== "text" && kind !== "date";
}

export function ReportCell(props: {
  readonly cell: ReportCellOnWire | undefined;
  readonly kind: ReportColumnKind;
  readonly currency: string;
  readonly isBold?: boolean;
}) {
  const { cell, kind, currency, isBold = false } = props;
  const language = useLanguage();
  const w = useWords(frameWords);
  const text = textOf(cell, language);
  // empty: the column has nothing to say of this row; null: it has, but nobody knows
  if (text === "" || (text === null && !isFigure(kind))) return null;
  if (text === null) return <em className="unknown">{w("unknown")}</em>;
  if (kind === "money" || kind === "home") {
    return <MoneyText amount={text} currency={currency} bold={isBold} zeroAsDash />;
  }
  const className = `money${text.startsWith("-") ? " is-negative" : ""}${isBold ? " is-bold" : ""}`;
  if (kind === "share") return <span className={className}>{signed(text)} %</span>;
  if (kind === "ratio") return <span className={className}>{signed(text)}</span>;
  if (kind === "days" || kind === "count") {
    return <span className={className}>{signed(grouped(Number(text)))}</span>;
  }
  return isBold ? <b>{text}</b> : text;
}

/** A real minus sign. */
function signed(text: string): string {
  return text.replace(/^-/, "−");
}
