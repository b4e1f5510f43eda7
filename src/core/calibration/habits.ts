// How a customer usually pays, read from what people decided: by month, oldest first, net of
// discount, and what the memo quotes. A habit in force makes readings of its kind likelier; it never
// posts anything by itself.

export const habitCodes = [
  "by_month",
  "oldest_first",
  "net_of_discount",
  "quotes_invoice",
  "quotes_order",
  "quotes_contract",
  "quotes_nothing",
] as const;
export type HabitCode = (typeof habitCodes)[number];

export type Settlement = {
  readonly memo: string;
  readonly items: readonly {
    readonly no: string;
    readonly orderNo: string;
    readonly contractNo: string;
    readonly issueMonth: string | null;
  }[];
  readonly tookDiscount: boolean;
  /** Open items of the customer that were due earlier than these and were passed over. */
  readonly passedOver: boolean;
  /** Other items were open at all: without a choice there is no habit. */
  readonly hadChoice: boolean;
};

/** Digits of a long number that people write instead of the whole. */
const tailDigits = 8;

export function habitsShown(settlement: Settlement): HabitCode[] {
  const { memo, items, tookDiscount, passedOver, hadChoice } = settlement;
  if (items.length === 0) return [];
  const quotes = quoted(memo, items);
  const months = new Set(items.map(({ issueMonth }) => issueMonth));
  const habits: HabitCode[] = [quotes];
  if (items.length > 1 && months.size === 1 && !months.has(null)) habits.push("by_month");
  // who names a paper chose it; the order of age says nothing then (DOMAIN §5.9)
  if (hadChoice && !passedOver && quotes === "quotes_nothing") habits.push("oldest_first");
  if (tookDiscount) habits.push("net_of_discount");
  return habits;
}

function quoted(memo: string, items: Settlement["items"]): HabitCode {
  const text = plain(memo);
  const names = (no: string) => {
    const token = plain(no);
    if (token.length < 4) return false;
    return text.includes(token) || (token.length > 12 && text.includes(token.slice(-tailDigits)));
  };
  if (items.some(({ no }) => names(no))) return "quotes_invoice";
  if (items.some(({ orderNo }) => names(orderNo))) return "quotes_order";
  if (items.some(({ contractNo }) => names(contractNo))) return "quotes_contract";
  return "quotes_nothing";
}

function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "");
}

export type Habit = {
  readonly code: HabitCode;
  /** Of so many settlements by people, so many showed it. */
  readonly times: number;
  readonly of: number;
  readonly isInForce: boolean;
};

/** Fewer is an accident. */
const leastTimes = 3;
const leastShare = 0.6;

/** `since`: settlements since the habit was last revoked count; none where it stays revoked. */
export function habitsOf(
  shown: readonly (readonly HabitCode[])[],
  isRevoked: (code: HabitCode) => boolean,
): Habit[] {
  const of = shown.length;
  return habitCodes.flatMap((code): Habit[] => {
    const times = shown.filter((codes) => codes.includes(code)).length;
    if (times === 0) return [];
    const isUsual = times >= leastTimes && times >= of * leastShare;
    return [{ code, times, of, isInForce: isUsual && !isRevoked(code) }];
  });
}

/** The template whose readings a habit makes likelier; what it quotes is shown, not weighed. */
const templateOf: Readonly<Partial<Record<HabitCode, string>>> = {
  by_month: "R22",
  oldest_first: "R26",
  net_of_discount: "R29",
};

/** Settlements a customer of whom nothing is known counts for: his own weigh the more, the more. */
const pseudoSettlements = 10;
/** What of all customers pay that way; near the shipped shares, so that few cases change little. */
const usualShare = 0.1;

/** ln of how much likelier, by template. */
export function habitWeights(habits: readonly Habit[]): Record<string, number> {
  const weights: Record<string, number> = {};
  for (const { code, times, of, isInForce } of habits) {
    const template = templateOf[code];
    if (!isInForce || template === undefined) continue;
    const share = (times + pseudoSettlements * usualShare) / (of + pseudoSettlements);
    weights[template] = Math.log(share / usualShare);
  }
  return weights;
}
