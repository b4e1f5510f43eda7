// Beside a customer's name: rating and trend, whether deliveries are stopped, and how much of the limit
// is in use.
import { Link } from "react-router";
import { creditCard } from "../../../src/contract/credit.ts";
import { releaseWords } from "../../../src/core/words/credit.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { pathTo } from "../../paths.ts";
import { Tag } from "../../ui/status-tag.tsx";
import { creditWords } from "../../words/credit.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { RatingTag, TrendText } from "./rating-tag.tsx";

export function CreditHead({ customerId }: { readonly customerId: number }) {
  const w = useWords(creditWords);
  const word = useSentence();
  const { id: booksId } = useBooks();
  const { data } = useGet(creditCard, `${useBooksPath()}/customers/${customerId}/credit`);
  if (!data || (data.ratedAt === null && data.release.limit === null)) return null;
  const { rating, trend, release } = data;
  const { limit, exposure, decision } = release;
  const percent = limit === null || +limit <= 0 ? null : (100 * Math.max(0, +exposure)) / +limit;
  return (
    <Link
      to={`${pathTo("customer", { booksId, customerId })}?tab=credit`}
      className="chips credit-chip"
    >
      <RatingTag rating={rating} />
      {rating === null || trend === "unknown" ? null : <TrendText trend={trend} />}
      {decision === "prepayment_only" ? (
        <Tag tone="amber" text={word(releaseWords[decision])} />
      ) : null}
      {percent === null ? null : (
        <span className={percent > 100 ? "is-over" : ""}>
          {w("useOfLimit", { percent: percent.toFixed(1) })}
        </span>
      )}
    </Link>
  );
}
