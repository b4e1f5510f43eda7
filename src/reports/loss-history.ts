// 历史损失: migration rates year by year with the losses they make, beside the cohort method and the
// rates in force, all from the ledger's own past.
import { agingBucketWords } from "../core/words/aging.ts";
import { cohortRates, meanRolls, migrationRates, ratesOf } from "./provide.ts";
import { ageBuckets, type overdueRateBuckets } from "./provision-setting.ts";
import { choiceOf, column, type ReportOption, report } from "./report.ts";

const method: ReportOption = {
  name: "method",
  title: { zh: "方法", en: "Method" },
  choices: [
    { code: "migration", zh: "迁徙率", en: "Migration rates" },
    { code: "cohort", zh: "同期组", en: "Cohorts" },
  ],
};

/** Fewer years say little. */
const neededYears = 3;

export const lossHistory = report({
  code: "loss_history",
  group: "accounting",
  title: { zh: "迁徙率与历史损失率", en: "Migration and loss rates" },
  about: {
    zh: "账龄一年后还剩多少没收回（迁徙率），连乘得历史损失率；同期组法并列。核销的坏账、以物抵债的差额按没收回算，无追索保理转让的不计入。",
    en: "What of each age was still uncollected a year later, and the losses that follow; cohorts beside it. Without what was sold to a factor without recourse.",
  },
  options: [method],
  periodMonths: null,
  facts: ["migrations", "cohort", "provision"],
  build: ({ migrations, cohort, provision }, request) => {
    const currency = request.homeCurrency;
    if (choiceOf(request, method) === "cohort") {
      const rates = cohortRates(cohort);
      const stages: readonly (readonly [string, number | null])[] = [
        ["not_due", cohort.soldMinor],
        ["d1_30", cohort.afterDueMinor],
        ["d31_60", cohort.after30Minor],
        ["d61_90", cohort.after60Minor],
        ["d91_180", cohort.after90Minor],
      ];
      const inForce = ratesOf({ provision, migrations, cohort });
      return {
        columns: [
          column("bucket", "text", { zh: "段", en: "Bucket" }),
          column(
            "unpaid",
            "home",
            { zh: "到这一段仍未付", en: "Still unpaid at it" },
            { isSummed: false },
          ),
          column("rate", "share", { zh: "损失率", en: "Loss rate" }),
          column("in_force", "share", { zh: "现行比例", en: "Rate in force" }),
        ],
        rows: stages.map(([code, minor]) => ({
          currency,
          cells: [
            agingBucketWords[code as (typeof overdueRateBuckets)[number]],
            minor === null ? null : BigInt(minor),
            rates.get(code) ?? null,
            inForce.get(code) ?? null,
          ],
        })),
        notes: [
          {
            zh: `样本：${cohort.from} 至 ${cohort.to} 的开票；一年后仍未收的算损失。`,
            en: `Sample: invoiced from ${cohort.from} to ${cohort.to}; unpaid a year after it was due is lost.`,
          },
        ],
      };
    }
    const means = meanRolls(migrations);
    const losses = migrationRates(migrations);
    return {
      columns: [
        column("bucket", "text", { zh: "账龄", en: "Age" }),
        ...migrations.map(({ to }) =>
          column(`year_${to}`, "share", { zh: `迁徙率（至 ${to}）`, en: `Roll to ${to}` }),
        ),
        column("mean", "share", { zh: "平均", en: "Mean" }),
        column("loss", "share", { zh: "历史损失率", en: "Historical loss" }),
      ],
      rows: ageBuckets.map((code, at) => ({
        currency,
        cells: [
          agingBucketWords[code],
          ...migrations.map(({ rolls }) => rolls[at] ?? null),
          means[at] ?? null,
          losses.get(code) ?? null,
        ],
      })),
      notes:
        migrations.filter(({ rolls }) => rolls.some((roll) => roll !== null)).length < neededYears
          ? [
              {
                zh: "样本不足：账套里还没有三年的历史，迁徙率仅供参考。",
                en: "Too little history: fewer than three years are in the books; the rates only hint.",
              },
            ]
          : [],
    };
  },
});
