// 争议账龄: disputes that are open, how long already, and whose turn it is.
import { daysBetween, isoDate } from "../core/date.ts";
import { disputeReasons, isDisputeReason } from "../core/disputes/dispute.ts";
import { column, report } from "./report.ts";

const steps = [
  { zh: "0–7 天", en: "0–7 days", to: 7 },
  { zh: "8–30 天", en: "8–30 days", to: 30 },
  { zh: "31–90 天", en: "31–90 days", to: 90 },
  { zh: "90 天以上", en: "over 90 days", to: Number.MAX_SAFE_INTEGER },
] as const;

export const disputeAgeing = report({
  code: "dispute_ageing",
  group: "work",
  title: { zh: "争议账龄", en: "Dispute ageing" },
  about: {
    zh: "还没解决的争议：多少钱、多久了、谁负责、超没超时限。",
    en: "Disputes not resolved yet: how much, for how long, who is on it, past its day or not.",
  },
  options: [],
  periodMonths: null,
  facts: ["disputes"],
  build: ({ disputes }, request) => {
    const aged = disputes.map((one) => ({
      ...one,
      days: daysBetween(isoDate(one.openedOn), request.asOf),
      late: daysBetween(isoDate(one.dueOn), request.asOf),
    }));
    const inStep = (at: number) =>
      aged.filter(({ days }) => days <= steps[at]!.to && (at === 0 || days > steps[at - 1]!.to));
    return {
      columns: [
        column("customer", "text", { zh: "客户", en: "Customer" }),
        column("reason", "text", { zh: "原因", en: "Reason" }),
        column("amount", "money", { zh: "争议金额", en: "In dispute" }),
        column("opened", "date", { zh: "提出日", en: "Opened" }),
        column("days", "days", { zh: "已历天数", en: "Days open" }, { isSummed: false }),
        column("due", "date", { zh: "应解决日", en: "To be resolved by" }),
        column("late", "days", { zh: "超时天数", en: "Days past it" }, { isSummed: false }),
        column("owner", "text", { zh: "责任人", en: "Owner" }),
      ],
      rows: aged.map((one) => ({
        currency: one.currency,
        cells: [
          one.customerName,
          isDisputeReason(one.reason) ? wordsOf(one.reason) : one.reason,
          BigInt(one.amountMinor),
          one.openedOn,
          one.days,
          one.dueOn,
          Math.max(0, one.late),
          one.owner,
        ],
        link: { to: "dispute", disputeId: one.disputeId },
      })),
      tiles: [
        { zh: "未解决", en: "Open", kind: "count", value: aged.length },
        {
          zh: "超时限",
          en: "Past their day",
          kind: "count",
          value: aged.filter(({ late }) => late > 0).length,
        },
      ],
      ...(aged.length === 0
        ? {}
        : {
            chart: {
              unit: "count",
              categories: steps.map(({ zh, en }) => ({ zh, en })),
              series: [
                {
                  zh: "争议数",
                  en: "Disputes",
                  kind: "bar",
                  colour: "violet",
                  values: steps.map((_, at) => inStep(at).length),
                },
              ],
            },
          }),
    };
  },
});

function wordsOf(reason: keyof typeof disputeReasons) {
  const { zh, en } = disputeReasons[reason];
  return { zh, en };
}
