// A rating is a word in a filled tag, never a bare letter (DOMAIN §2); its trend is a word with an arrow;
// the use of a limit a bar with its figure.
import type { CreditRating } from "../../../src/core/credit/settings.ts";
import { ratingWords } from "../../../src/core/words/credit.ts";
import { Tag, type Tone } from "../../ui/status-tag.tsx";
import { creditWords } from "../../words/credit.ts";
import { useSentence, useWords } from "../../words/words.ts";

const tones: Readonly<Record<CreditRating, Tone>> = {
  A: "plain",
  B: "plain",
  C: "amber",
  D: "red",
};

export function RatingTag({ rating }: { readonly rating: CreditRating | null }) {
  const w = useWords(creditWords);
  const word = useSentence();
  if (rating === null) {
    return <Tag outlined text={w("ratingNone")} title={w("ratingNoneWhy")} />;
  }
  return <Tag tone={tones[rating]} text={word(ratingWords[rating])} />;
}

export type TrendName = "up" | "level" | "down" | "unknown";

export function TrendText({ trend }: { readonly trend: TrendName }) {
  const w = useWords(creditWords);
  const text = w(`trend_${trend}`);
  return trend === "unknown" ? <em className="unknown">{text}</em> : <span>{text}</span>;
}

/** Per cent of the limit; null: no limit. */
export function UseBar({ percent }: { readonly percent: number | null }) {
  const w = useWords(creditWords);
  if (percent === null) return <em className="unknown">{w("noLimit")}</em>;
  const step = percent > 100 ? "is-over" : percent >= 80 ? "is-near" : "";
  const text = percent >= 999 ? "> 999 %" : `${percent.toFixed(1)} %`;
  return (
    <span className={`use-bar ${step}`}>
      <i style={{ width: `${Math.min(100, percent)}%` }} />
      <b>{text}</b>
    </span>
  );
}
