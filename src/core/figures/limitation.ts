// 诉讼时效: until when a claim can be brought to court. Three years from the due date; an interrupting
// event within them starts them anew (民法典 188, 195 [verify]); after the end only a new promise of the
// debtor revives the claim.
import { addMonths, daysBetween, type IsoDate } from "../date.ts";

/** A parameter: the general limitation period. */
export const limitationMonths = 36;

/** What interrupts it; each is data with its paper. */
export const interruptions = {
  signed_statement: { zh: "签章对账单", en: "Signed statement", revives: true },
  part_payment: { zh: "部分付款", en: "Part payment", revives: false },
  payment_promise: { zh: "书面付款承诺", en: "Written promise to pay", revives: true },
  new_agreement: { zh: "还款协议", en: "Repayment agreement", revives: true },
  letter_delivered: { zh: "催款函送达", en: "Letter delivered", revives: false },
  lawsuit: { zh: "起诉、仲裁", en: "Lawsuit or arbitration", revives: false },
} as const;
export type InterruptionKind = keyof typeof interruptions;

export type Interruption = { readonly kind: InterruptionKind; readonly date: IsoDate };

export type Limitation = {
  /** The last day on which the claim can be brought. */
  readonly endsOn: IsoDate;
  /** What it counts from: the due date or the last event that counted. */
  readonly countsFrom: IsoDate;
  readonly last: Interruption | null;
  readonly isRevived: boolean;
};

/** Null without a due date: when the period began is not known. */
export function limitationOf(
  dueDate: IsoDate | null,
  events: readonly Interruption[],
  asOf: IsoDate,
): Limitation | null {
  if (dueDate === null) return null;
  let state: Limitation = {
    endsOn: addMonths(dueDate, limitationMonths),
    countsFrom: dueDate,
    last: null,
    isRevived: false,
  };
  const inOrder = events
    .filter(({ date }) => date >= dueDate && date <= asOf)
    .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  for (const event of inOrder) {
    const isLate = event.date > state.endsOn;
    if (isLate && !interruptions[event.kind].revives) continue;
    state = {
      endsOn: addMonths(event.date, limitationMonths),
      countsFrom: event.date,
      last: event,
      isRevived: state.isRevived || isLate,
    };
  }
  return state;
}

const limitationAlerts = [30, 90, 180] as const;

/** expired, the tightest alert reached, or null: nothing to do yet. */
export function limitationAlert(endsOn: IsoDate, asOf: IsoDate): "expired" | 30 | 90 | 180 | null {
  const left = daysBetween(asOf, endsOn);
  if (left < 0) return "expired";
  return limitationAlerts.find((days) => left <= days) ?? null;
}
