// 逾期与高风险清单: who is late with how much, and why it is worth a look.
import { daysBetween, isoDate } from "../core/date.ts";
import { type GradedCustomer, ungradedReasons } from "../core/dunning/customer-grade.ts";
import { ratioOf } from "../core/figures/ratio.ts";
import { itemKinds } from "../core/item-kinds.ts";
import { type GradeDays, gradeTitle } from "../core/terms/ages.ts";
import type { Sentence } from "../core/words/word.ts";
import type { CustomerStanding, Facts } from "./facts.ts";
import { asked, choiceOf, column, type ReportOption, type ReportTable, report } from "./report.ts";

const shown: ReportOption = {
  name: "show",
  title: { zh: "显示", en: "Show" },
  choices: [
    { code: "customers", zh: "逾期客户", en: "Overdue customers" },
    { code: "high_risk", zh: "高风险客户", en: "High risk" },
    { code: "items", zh: "逾期单据", en: "Overdue documents" },
  ],
};

/** From here on a share of overdue money, or of very late money, is a risk. */
const overdueShare = { numerator: 1n, denominator: 2n };
const brokenPromises = 2;

/** Why a customer stands out; empty: late, and no more. */
function riskReasons(one: CustomerStanding): Sentence[] {
  const reasons: Sentence[] = [];
  if (one.late90Minor > 0) reasons.push({ zh: "有逾期 90 天以上", en: "90 days late and more" });
  const share = ratioOf(one.overdueMinor, one.openMinor);
  if (
    share &&
    share.numerator * overdueShare.denominator >= share.denominator * overdueShare.numerator
  ) {
    reasons.push({ zh: "逾期过半", en: "half or more overdue" });
  }
  if (one.brokenPromises >= brokenPromises) {
    reasons.push({
      zh: `承诺落空 ${one.brokenPromises} 次`,
      en: `${one.brokenPromises} promises broken`,
    });
  }
  if (one.isOnHold) reasons.push({ zh: "停供", en: "deliveries stopped" });
  return reasons;
}

function joined(reasons: readonly Sentence[]): Sentence {
  return {
    zh: reasons.map(({ zh }) => zh).join("、"),
    en: reasons.map(({ en }) => en).join(", "),
  };
}

function gradeText(graded: GradedCustomer | undefined, days: GradeDays): Sentence {
  const { grade, ungraded } = graded ?? { grade: null, ungraded: "not_overdue" };
  return grade === null ? ungradedReasons[ungraded ?? "not_overdue"] : gradeTitle(grade, days);
}

export const overdueList = report({
  code: "overdue_list",
  group: "balances",
  title: { zh: "逾期与高风险清单", en: "Overdue and high risk" },
  about: {
    zh: "谁逾期、逾期多少、多久，为什么值得先看。",
    en: "Who is late, with how much, for how long, and why to look there first.",
  },
  options: [shown],
  periodMonths: null,
  facts: [],
  factsOf: (request) =>
    choiceOf(request, shown) === "items"
      ? ["overdueItems"]
      : ["standings", "customerGrades", "gradeDays"],
  build: (facts, request) => {
    const show = choiceOf(request, shown);
    if (show === "items") return itemTable(asked(facts.overdueItems), request.asOf);
    const [customerGrades, gradeDays] = [asked(facts.customerGrades), asked(facts.gradeDays)];
    const late = asked(facts.standings)
      .filter((one) => one.overdueMinor > 0)
      .filter((one) => show === "customers" || riskReasons(one).length > 0)
      .toSorted((a, b) => b.overdueMinor - a.overdueMinor);
    const top = late.slice(0, 10);
    return {
      columns: [
        column("customer", "text", { zh: "客户", en: "Customer" }),
        column("owner", "text", { zh: "业务员", en: "Owner" }),
        column("overdue", "home", { zh: "逾期", en: "Overdue" }),
        column("late90", "home", { zh: "其中 ≥90 天", en: "90 days and more" }),
        column("share", "share", { zh: "占其应收", en: "Of its balance" }),
        column("days", "days", { zh: "最长逾期", en: "Longest" }, { isSummed: false }),
        column("grade", "text", { zh: "催收级别", en: "Dunning grade" }),
        column("items", "count", { zh: "张数", en: "Items" }),
        column("disputed", "home", { zh: "争议（内含）", en: "Disputed (within)" }),
        column("unapplied", "home", { zh: "未核销收款", en: "Unapplied" }),
        column("last", "date", { zh: "最近收款", en: "Last receipt" }),
        column("why", "text", { zh: "为什么", en: "Why" }),
      ],
      notes: [
        {
          zh: "催收级别按扣除争议、红字和未核销收款（先抵最早到期的）之后的欠款定，与催收工作台、催款一致；最长逾期按全部未清单据。",
          en: "The dunning grade goes by what is left after disputes, credit notes and unapplied receipts (the oldest first), as in collections and dunning; the longest delay goes by all open documents.",
        },
      ],
      rows: late.map((one) => ({
        currency: request.homeCurrency,
        cells: [
          one.customerName,
          one.owner === "" ? { zh: "未设", en: "not set" } : one.owner,
          BigInt(one.overdueMinor),
          BigInt(one.late90Minor),
          ratioOf(one.overdueMinor, one.openMinor),
          one.maxDaysLate,
          gradeText(customerGrades.get(one.customerId), gradeDays),
          one.overdueItems,
          BigInt(one.disputedMinor),
          BigInt(one.unappliedMinor),
          one.lastReceiptOn,
          joined(riskReasons(one)),
        ],
        link: { to: "customer", customerId: one.customerId },
      })),
      chart: {
        unit: "home",
        isSideways: true,
        categories: top.map(({ customerName }) => customerName),
        series: [
          {
            zh: "1–89 天",
            en: "1–89 days",
            kind: "bar",
            stack: "late",
            colour: "amber",
            depth: 0.5,
            values: top.map((one) => BigInt(one.overdueMinor - one.late90Minor)),
          },
          {
            zh: "≥90 天",
            en: "90 days and more",
            kind: "bar",
            stack: "late",
            colour: "red",
            depth: 0.7,
            values: top.map((one) => BigInt(one.late90Minor)),
          },
        ],
      },
    };
  },
});

function itemTable({ rows, count, homeMinor }: Facts["overdueItems"], asOf: string): ReportTable {
  const shownMinor = rows.reduce((sum, row) => sum + row.homeMinor, 0);
  return {
    columns: [
      column("customer", "text", { zh: "客户", en: "Customer" }),
      column("kind", "text", { zh: "类型", en: "Kind" }),
      column("no", "text", { zh: "单号", en: "Number" }),
      column("issued", "date", { zh: "开票日", en: "Issued" }),
      column("due", "date", { zh: "到期日", en: "Due" }),
      column("days", "days", { zh: "逾期天数", en: "Days late" }, { isSummed: false }),
      column("open", "money", { zh: "未清", en: "Open" }),
      column("home", "home", { zh: "本位币", en: "Home" }),
      column("disputed", "money", { zh: "争议（内含）", en: "Disputed (within)" }),
    ],
    rows: rows.map((row) => ({
      currency: row.currency,
      cells: [
        row.customerName,
        kindText(row.kind),
        row.no,
        row.issueDate,
        row.dueDate,
        row.dueDate === null ? null : daysBetween(isoDate(row.dueDate), isoDate(asOf)),
        BigInt(row.openMinor),
        BigInt(row.homeMinor),
        BigInt(row.disputedMinor),
      ],
      link: { to: "item", itemId: row.itemId, customerId: row.customerId },
    })),
    ...(count > rows.length
      ? { leftOut: { count: count - rows.length, homeMinor: BigInt(homeMinor - shownMinor) } }
      : {}),
  };
}

export function kindText(kind: string): Sentence | string {
  const facts = Object.entries(itemKinds).find(([code]) => code === kind)?.[1];
  return facts ? { zh: facts.zh, en: facts.en } : kind;
}
