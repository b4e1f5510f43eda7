// 诉讼时效: claims that can soon not be brought to court any more, what interrupted the period last, and
// the day it ends.
import { daysBetween, isoDate } from "../core/date.ts";
import {
  type Interruption,
  interruptions,
  limitationAlert,
  limitationOf,
} from "../core/figures/limitation.ts";
import type { Sentence } from "../core/words/word.ts";
import type { Facts } from "./facts.ts";
import { kindText } from "./overdue-list.ts";
import { choiceOf, column, type ReportOption, report } from "./report.ts";

const show: ReportOption = {
  name: "show",
  title: { zh: "显示", en: "Show" },
  choices: [
    { code: "due", zh: "180 天内到期与已过", en: "Ending within 180 days, or over" },
    { code: "all", zh: "两年半以上的全部", en: "All older than two and a half years" },
  ],
};

const states: Readonly<Record<string, Sentence>> = {
  expired: { zh: "已过时效", en: "Over" },
  30: { zh: "30 天内", en: "Within 30 days" },
  90: { zh: "90 天内", en: "Within 90 days" },
  180: { zh: "180 天内", en: "Within 180 days" },
};

function interruptionsOf(
  events: readonly { readonly kind: string; readonly date: string }[],
): Interruption[] {
  return events.flatMap(({ kind, date }) =>
    isInterruption(kind) ? [{ kind, date: isoDate(date) }] : [],
  );
}

function isInterruption(kind: string): kind is Interruption["kind"] {
  return Object.hasOwn(interruptions, kind);
}

export const limitationWatch = report({
  code: "limitation_watch",
  group: "accounting",
  title: { zh: "诉讼时效监控", en: "Limitation periods" },
  about: {
    zh: "三年诉讼时效从到期日起算，签章对账、部分付款、书面承诺等中断后重新起算。法条适用请以律师意见为准。",
    en: "Three years from the due date, anew from each interrupting event. Ask counsel how the law applies.",
  },
  options: [show],
  periodMonths: null,
  facts: ["limitationItems"],
  build: ({ limitationItems }, request) => {
    const all = choiceOf(request, show) === "all";
    const rows = limitationItems.flatMap((item) => rowOf(item, request.asOf, all));
    const counted = (alert: string) => rows.filter(({ state }) => state === alert).length;
    return {
      columns: [
        column("customer", "text", { zh: "客户", en: "Customer" }),
        column("kind", "text", { zh: "类型", en: "Kind" }),
        column("no", "text", { zh: "单号", en: "Number" }),
        column("due", "date", { zh: "到期日", en: "Due" }),
        column("open", "money", { zh: "未清", en: "Open" }),
        column("last", "text", { zh: "最近中断", en: "Last interrupted by" }),
        column("from", "date", { zh: "起算日", en: "Counts from" }),
        column("ends", "date", { zh: "时效届满", en: "Ends on" }),
        column("left", "days", { zh: "剩余天数", en: "Days left" }, { isSummed: false }),
        column("state", "text", { zh: "状态", en: "State" }),
      ],
      rows: rows.map(({ row }) => row),
      tiles: [
        { zh: "已过时效", en: "Over", kind: "count", value: counted("expired") },
        { zh: "30 天内", en: "Within 30 days", kind: "count", value: counted("30") },
        { zh: "90 天内", en: "Within 90 days", kind: "count", value: counted("90") },
        { zh: "180 天内", en: "Within 180 days", kind: "count", value: counted("180") },
      ],
      notes: [
        {
          zh: "系统自动计入：银行收款的部分核销，盖章或电子签章确认的对账单。其余中断事项请登记并附证据。",
          en: "Counted by themselves: receipts applied in part, and sealed or e-signed statements. Record other events with their paper.",
        },
      ],
    };
  },
});

function rowOf(
  item: Facts["limitationItems"][number],
  asOf: ReturnType<typeof isoDate>,
  all: boolean,
) {
  const due = item.dueDate === null ? null : isoDate(item.dueDate);
  const found = limitationOf(due, interruptionsOf(item.events), asOf);
  if (found === null) return [];
  const alert = limitationAlert(found.endsOn, asOf);
  if (alert === null && !all) return [];
  const state = alert === null ? "" : String(alert);
  const { last } = found;
  return [
    {
      state,
      row: {
        currency: item.currency,
        cells: [
          item.customerName,
          kindText(item.kind),
          item.no,
          item.dueDate,
          BigInt(item.openMinor),
          last === null ? "" : { zh: interruptions[last.kind].zh, en: interruptions[last.kind].en },
          found.countsFrom,
          found.endsOn,
          daysBetween(asOf, found.endsOn),
          states[state] ?? "",
        ],
        link: { to: "item", itemId: item.itemId, customerId: item.customerId },
      } as const,
    },
  ];
}
