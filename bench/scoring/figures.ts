// The figures of DOMAIN §4 out of the scored lines: precision, recall, payer, causes, by kind.

import type { LineScore } from "./compare.ts";
import { type Share, shareOf } from "./interval.ts";

export type Figures = {
  readonly lines: number;
  readonly receivable: number;
  readonly automatic: number;
  readonly suggested: number;
  readonly unmatched: number;
  /** Wrong automatic ÷ automatic. */
  readonly wrong: Share;
  readonly precision: Share;
  /** Exactly right automatic ÷ decidable receivable lines. */
  readonly recall: Share;
  /** The same over all receivable lines, decidable or not. */
  readonly recallOfAll: Share;
  readonly decidable: Share;
  readonly suggestedRight: Share;
  /** Receivable lines whose answer, posted or proposed, is exactly right. */
  readonly answeredRight: Share;
  readonly payerIdentified: Share;
  /** Lines that are no receipt and were said to be none. */
  readonly notReceivableFound: Share;
  readonly notReceivableCategory: Share;
  /** Receipts wrongly put aside as no receipt. */
  readonly receiptsPutAside: Share;
  readonly causeRight: {
    readonly average: number | null;
    readonly byCause: Readonly<Record<string, Share>>;
  };
  /** By currency, in whole units: automatic and wrong automatic money. */
  readonly money: Readonly<Record<string, { automaticMinor: number; wrongMinor: number }>>;
};

export type GroupFigures = {
  readonly lines: number;
  readonly decidable: Share;
  readonly automatic: number;
  readonly wrong: number;
  readonly exact: number;
  readonly precision: Share;
  readonly recall: Share;
  readonly payerIdentified: Share;
  readonly suggestedRight: number;
  readonly suggested: number;
  readonly unmatched: number;
  readonly notReceivable: number;
};

const isWrongAuto = (line: LineScore) => line.status === "auto" && !line.isExact;
const isRightAuto = (line: LineScore) =>
  line.status === "auto" && line.isExact && line.truth.receivable;

const isAnsweredRight = (line: LineScore) =>
  line.isExact && (line.status === "auto" || line.status === "suggested");

export function figuresOf(
  scores: readonly LineScore[],
  isDecidable: (lineId: string) => boolean,
): Figures {
  const count = (test: (line: LineScore) => boolean) => scores.filter(test).length;
  const automatic = count((line) => line.status === "auto");
  const wrong = count(isWrongAuto);
  const receivable = scores.filter((line) => line.truth.receivable);
  const others = scores.filter((line) => !line.truth.receivable);
  const decidable = receivable.filter((line) => isDecidable(line.lineId));
  const suggested = receivable.filter((line) => line.status === "suggested");
  const found = others.filter((line) => line.status === "not_receivable");
  return {
    lines: scores.length,
    receivable: receivable.length,
    automatic,
    suggested: count((line) => line.status === "suggested"),
    unmatched: count((line) => line.status === "unmatched"),
    wrong: shareOf(wrong, automatic),
    precision: shareOf(automatic - wrong, automatic),
    recall: shareOf(decidable.filter(isRightAuto).length, decidable.length),
    recallOfAll: shareOf(receivable.filter(isRightAuto).length, receivable.length),
    decidable: shareOf(decidable.length, receivable.length),
    suggestedRight: shareOf(suggested.filter((line) => line.isExact).length, suggested.length),
    answeredRight: shareOf(receivable.filter(isAnsweredRight).length, receivable.length),
    payerIdentified: payerFigure(receivable),
    notReceivableFound: shareOf(found.length, others.length),
    notReceivableCategory: shareOf(found.filter((line) => line.categoryRight).length, found.length),
    receiptsPutAside: shareOf(
      receivable.filter((line) => line.status === "not_receivable").length,
      receivable.length,
    ),
    causeRight: causeFigures(receivable),
    money: moneyFigures(scores),
  };
}

/** Of receivable lines whose payer the master data can tell. */
function payerFigure(receivable: readonly LineScore[]): Share {
  const known = receivable.filter(
    (line) => line.truth.payerInMaster && line.truth.payerNo !== null,
  );
  const answered = known.filter((line) => line.status === "auto" || line.status === "suggested");
  return shareOf(answered.filter((line) => line.payerRight).length, known.length);
}

function causeFigures(receivable: readonly LineScore[]): Figures["causeRight"] {
  const causes = Map.groupBy(
    receivable.flatMap((line) => line.causes),
    (one) => one.cause,
  );
  const byCause: Record<string, Share> = {};
  let sum = 0;
  for (const [cause, list] of [...causes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const share = shareOf(list.filter((one) => one.named).length, list.length);
    byCause[cause] = share;
    sum += share.value ?? 0;
  }
  return { average: causes.size === 0 ? null : sum / causes.size, byCause };
}

function moneyFigures(scores: readonly LineScore[]): Figures["money"] {
  const money: Record<string, { automaticMinor: number; wrongMinor: number }> = {};
  for (const line of scores) {
    if (line.status !== "auto") continue;
    money[line.currency] ??= { automaticMinor: 0, wrongMinor: 0 };
    const sums = money[line.currency];
    if (!sums) continue;
    sums.automaticMinor += Math.abs(line.amountMinor);
    if (!line.isExact) sums.wrongMinor += Math.abs(line.amountMinor);
  }
  return money;
}

export function groupFigures(
  scores: readonly LineScore[],
  isDecidable: (lineId: string) => boolean,
  keyOf: (line: LineScore) => string,
): ReadonlyMap<string, GroupFigures> {
  const groups = Map.groupBy(scores, keyOf);
  const sorted = [...groups].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  return new Map(sorted.map(([key, lines]) => [key, figuresOfGroup(lines, isDecidable)]));
}

function figuresOfGroup(
  lines: readonly LineScore[],
  isDecidable: (lineId: string) => boolean,
): GroupFigures {
  const count = (test: (line: LineScore) => boolean) => lines.filter(test).length;
  const receivable = lines.filter((line) => line.truth.receivable);
  const automatic = count((line) => line.status === "auto");
  const wrong = count(isWrongAuto);
  const decidable = lines.filter((line) => line.truth.receivable && isDecidable(line.lineId));
  return {
    lines: lines.length,
    decidable: shareOf(decidable.length, receivable.length),
    automatic,
    wrong,
    exact: count(isRightAuto),
    precision: shareOf(automatic - wrong, automatic),
    recall: shareOf(decidable.filter(isRightAuto).length, decidable.length),
    payerIdentified: payerFigure(receivable),
    suggestedRight: count((line) => line.status === "suggested" && line.isExact),
    suggested: count((line) => line.status === "suggested"),
    unmatched: count((line) => line.status === "unmatched"),
    notReceivable: count((line) => line.status === "not_receivable"),
  };
}
