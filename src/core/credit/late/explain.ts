// Why an item was given its chance: the facts that moved it most, with their values.
import { type Because, because } from "../../because.ts";
import { oneDecimal, percentText } from "../figures.ts";
import { type LateFacts, type LateFeature, lateFeatures } from "./facts.ts";
import { type LateModel, lateShares } from "./train.ts";

/** Log-odds below this move nothing worth telling. */
const leastShare = 0.05;

/** `isRaising`: it speaks for a late payment. */
export type LateReason = { readonly isRaising: boolean; readonly because: Because };

export function lateReasons(model: LateModel, row: LateFacts, most = 3): LateReason[] {
  const shares = lateShares(model, row);
  return lateFeatures
    .map((feature, index) => ({ feature, value: row[index]!, share: shares[index]! }))
    .filter(({ share }) => Math.abs(share) >= leastShare)
    .sort((a, b) => Math.abs(b.share) - Math.abs(a.share))
    .slice(0, most)
    .map(({ feature, value, share }) => ({
      isRaising: share > 0,
      because: Number.isNaN(value)
        ? because("late_nothing_known")
        : because(`late_${feature}`, { value: shown[feature](value) }),
    }));
}

const share = (value: number) => percentText(value * 100);
const whole = (value: number) => Math.floor(value + 0.5);
/** Counts and amounts stand as logarithms among the facts. */
const counted = (value: number) => whole(Math.expm1(value));

const shown: Readonly<Record<LateFeature, (value: number) => string | number>> = {
  late_share: share,
  late_share_lately: share,
  days_late: oneDecimal,
  days_late_last: whole,
  usual_days: oneDecimal,
  late_by_spread: share,
  settled_count: counted,
  open_count: whole,
  open_overdue_share: share,
  open_overdue_days: oneDecimal,
  open_money: counted,
  amount: counted,
  amount_to_usual: oneDecimal,
  term_days: whole,
  due_day_of_month: whole,
  due_weekday: whole,
  days_since_last: whole,
  group_late_share: share,
  all_late_share: share,
  disputed_share: share,
  spread_of_days: oneDecimal,
};
