// CEI 催收效能指数 and recovery rates 回款率 month by month.
import {
  collectionEffectiveness,
  dueCollection,
  recoveryRate,
} from "../core/figures/effectiveness.ts";
import { parsePercent, type Ratio } from "../core/figures/ratio.ts";
import { type PositionSeries, soldIn } from "./positions.ts";
import { byGroup, groupLink, groupName, groupTitle, isWhole } from "./positions-by.ts";
import { asked, column, type ReportRow, report } from "./report.ts";

const shownMonths = 12;
/** From here on good (docs/spec-reports.md, Collection). */
const goodEffectiveness = parsePercent("80")!;

export type EffectivenessFigures = {
  readonly effectiveness: Ratio | null;
  readonly recovery: Ratio | null;
  readonly dueCollection: Ratio | null;
};

function effectivenessOf(series: PositionSeries, at: number): EffectivenessFigures {
  const [before, now] = [series.positions[at - 1]!, series.positions[at]!];
  const openingMinor = before.receivableMinor;
  // what a factor bought could not be collected any more, and was not
  const salesMinor = now.salesMinor - soldIn(series, at);
  return {
    effectiveness: collectionEffectiveness({
      openingMinor,
      salesMinor,
      closingMinor: now.receivableMinor,
      closingNotDueMinor: now.notDueMinor,
    }),
    recovery: recoveryRate({ openingMinor, salesMinor, appliedReceiptsMinor: now.receivedMinor }),
    dueCollection: dueCollection({
      dueMinor: now.dueMinor + now.receivedOnDueMinor,
      receivedMinor: now.receivedOnDueMinor,
    }),
  };
}

export const collectionEffectivenessReport = report({
  code: "collection_effectiveness",
  group: "collection",
  title: { zh: "催收效能 CEI 与回款率", en: "Collection effectiveness and recovery" },
  about: {
    zh: "能收的钱收回了多少。CEI 80 % 以上为好；回款率只算实际核销的收款，不算红字与坏账；无追索保理转让的从可收额中剔除。",
    en: "How much of what could be collected was. 80 % and more is good; credit notes and write-offs are no cash. What was sold to a factor without recourse is left out of what could be collected.",
  },
  options: [byGroup],
  periodMonths: null,
  facts: [],
  factsOf: (request) => (isWhole(request) ? ["months"] : ["lastMonth"]),
  build: ({ months, lastMonth }, request) => {
    const whole = isWhole(request);
    const rows = asked(whole ? months : lastMonth).flatMap((series): ReportRow[] => {
      const { positions } = series;
      const last = positions.length - 1;
      const shown = whole ? Math.min(shownMonths, last) : Math.min(1, last);
      return Array.from({ length: shown }, (_, n) => {
        const at = last - shown + 1 + n;
        const [before, now] = [positions[at - 1]!, positions[at]!];
        const found = effectivenessOf(series, at);
        return {
          currency: request.homeCurrency,
          cells: [
            whole ? now.day : groupName(series),
            before.receivableMinor,
            now.salesMinor,
            now.receivedMinor,
            now.receivableMinor,
            now.overdueMinor,
            found.effectiveness,
            found.recovery,
            found.dueCollection,
          ],
          ...(whole ? {} : groupLink(request, series)),
        };
      });
    });
    const still = { isSummed: false } as const;
    const flow = { isSummed: true } as const;
    return {
      columns: [
        whole
          ? column("day", "date", { zh: "月末", en: "Month end" })
          : column("group", "text", groupTitle(request)),
        column("opening", "home", { zh: "期初应收", en: "Opening" }, whole ? still : flow),
        column("sales", "home", { zh: "本期开票", en: "Invoiced" }, flow),
        column("received", "home", { zh: "核销收款", en: "Receipts applied" }, flow),
        column("closing", "home", { zh: "期末应收", en: "Closing" }, whole ? still : flow),
        column("overdue", "home", { zh: "其中逾期", en: "Overdue" }, whole ? still : flow),
        column(
          "cei",
          "share",
          { zh: "CEI", en: "CEI" },
          {
            hint: {
              zh: "（期初＋开票−期末应收）÷（期初＋开票−期末未到期）",
              en: "(Opening + invoiced − closing) ÷ (opening + invoiced − closing not due)",
            },
          },
        ),
        column(
          "recovery",
          "share",
          { zh: "回款率", en: "Recovery" },
          {
            hint: { zh: "核销收款 ÷（期初＋开票）", en: "Receipts applied ÷ (opening + invoiced)" },
          },
        ),
        column(
          "due",
          "share",
          { zh: "到期回款率", en: "Of what was due" },
          {
            hint: {
              zh: "已到期单据的收款 ÷（已到期余额＋已到期单据的收款）",
              en: "Receipts on due items ÷ (those receipts + what is still due)",
            },
          },
        ),
      ],
      rows,
      ...(whole
        ? {
            chart: {
              unit: "share",
              categories: rows.map(({ cells }) => String(cells[0]).slice(0, 7)),
              series: [
                {
                  zh: "CEI",
                  en: "CEI",
                  kind: "line",
                  values: rows.map(({ cells }) => ratioCell(cells[6])),
                },
                {
                  zh: "回款率",
                  en: "Recovery",
                  kind: "line",
                  colour: "green",
                  values: rows.map(({ cells }) => ratioCell(cells[7])),
                },
              ],
              target: { zh: "80 % 为好", en: "80 % is good", value: goodEffectiveness },
            },
          }
        : {}),
    };
  },
});

function ratioCell(cell: unknown): Ratio | null {
  return isRatioCell(cell) ? cell : null;
}

function isRatioCell(cell: unknown): cell is Ratio {
  return typeof cell === "object" && cell !== null && "numerator" in cell;
}
