// The four figures, always with their numbers and interval, in all or by customer, template, month;
// and why the rest was not posted by the system.
import type { AccuracyFigures, FigureRow } from "../../contract/accuracy.ts";
import { wilson } from "../../core/calibration/interval.ts";
import { enoughCases, precisionOf } from "../../core/calibration/precision.ts";
import { type StratumSize, weighLabels } from "../../core/calibration/strata.ts";
import { formatMinor } from "../../core/money.ts";
import {
  type FigureGroup,
  type LineFigureRow,
  type Share,
  selectItemFigures,
  selectLineFigures,
  selectWhyNot,
} from "../../db/accuracy-figures.ts";
import { type BlindLabel, selectBlindLabels, selectStrata } from "../../db/calibrations.ts";
import { joinWholeTables } from "../../db/statistics.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";

/** Rows of a group that are shown; the largest money first. */
const mostRows = 500;

export async function readFigures(
  deps: Deps,
  books: { readonly orgId: number; readonly booksId: number; readonly homeCurrency: string },
  by: FigureGroup,
): Promise<AccuracyFigures> {
  const { homeCurrency: currency } = books;
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    await joinWholeTables(db);
    const lines = await selectLineFigures(db, books, by);
    const items = new Map((await selectItemFigures(db, books, by)).map((i) => [i.key, i.matched]));
    const weighed = weighLabels(
      await selectBlindLabels(db, books),
      automatic(await selectStrata(db, books)),
    );
    const labels = Map.groupBy(weighed, (label) => keyOf(label, by));
    const rows = lines.slice(0, mostRows).map((row) =>
      rowOnWire(row, {
        items: items.get(row.key) ?? nothing,
        labels: labels.get(row.key) ?? [],
        currency,
      }),
    );
    const whyNot = await selectWhyNot(db, books);
    return {
      by,
      rows: inOrder(rows, by),
      whyNot: whyNot.map(({ cause, count, homeMinor }) => ({
        cause,
        count,
        home: { amount: formatMinor(homeMinor, currency), currency },
      })),
    };
  });
}

const nothing: Share = { part: 0, whole: 0, partMinor: 0, wholeMinor: 0 };

/** Blind labels are about automatic lines, so they stand for those alone. */
function automatic(
  strata: readonly (StratumSize & { readonly automatic: number })[],
): StratumSize[] {
  return strata.map(({ rule, band, automatic: count }) => ({ rule, band, count }));
}

function keyOf({ customerId, rule, month }: BlindLabel, by: FigureGroup): string {
  if (by === "all") return "all";
  if (by === "template") return rule;
  return by === "month" ? month : String(customerId ?? "");
}

/** Months by time, the newest first; everything else by money. */
function inOrder(rows: FigureRow[], by: FigureGroup): FigureRow[] {
  return by === "month" ? rows.toSorted((a, b) => (a.key < b.key ? 1 : -1)) : rows;
}

type Weighed = BlindLabel & { readonly weight: number };

function rowOnWire(
  { key, name, identified, untouched }: LineFigureRow,
  of: { readonly items: Share; readonly labels: readonly Weighed[]; readonly currency: string },
): FigureRow {
  const { labels, wrong, rightShare, interval } = precisionOf(of.labels);
  return {
    key,
    name,
    identified: figureOf(identified, of.currency),
    untouched: figureOf(untouched, of.currency),
    items: figureOf(of.items, of.currency),
    precision: {
      labels,
      wrong,
      right: rightShare,
      interval,
      rightMoney: moneyShare(of.labels),
      isEnough: labels >= enoughCases,
    },
  };
}

/** Of the sampled money, each line counted for as many as it stands for. */
function moneyShare(labels: readonly Weighed[]): number | null {
  const sum = (of: readonly Weighed[]) =>
    of.reduce((total, { weight, homeMinor }) => total + weight * homeMinor, 0);
  const whole = sum(labels);
  return whole === 0 ? null : sum(labels.filter(({ isRight }) => isRight)) / whole;
}

function figureOf(share: Share, currency: string): FigureRow["identified"] {
  const { part, whole, partMinor, wholeMinor } = share;
  return {
    lines: { part, whole, share: whole === 0 ? null : part / whole, interval: wilson(part, whole) },
    money: {
      part: { amount: formatMinor(partMinor, currency), currency },
      whole: { amount: formatMinor(wholeMinor, currency), currency },
      share: wholeMinor === 0 ? null : partMinor / wholeMinor,
    },
  };
}
