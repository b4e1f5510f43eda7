// 坏账准备回测: what the rates would have provided for the claims of a day in the past, beside what has
// become of just these claims since.
import { requiredProvision } from "../core/figures/provision.ts";
import { type Ratio, ratioOf } from "../core/figures/ratio.ts";
import { agingBucketWords } from "../core/words/aging.ts";
import type { Sentence } from "../core/words/word.ts";
import type { BackTest } from "./facts.ts";
import { ratesOf } from "./provide.ts";
import {
  ageBuckets,
  isByYears,
  overdueRateBuckets,
  type ProvisionSetting,
  provisionMethods,
} from "./provision-setting.ts";
import {
  choiceOf,
  column,
  type ReportChart,
  type ReportOption,
  type ReportRequest,
  type ReportTable,
  type ReportTile,
  report,
} from "./report.ts";

const method: ReportOption = {
  name: "method",
  title: { zh: "方法", en: "Method" },
  choices: [
    { code: "in_force", zh: "现行方法", en: "In force" },
    ...Object.entries(provisionMethods).map(([code, words]) => ({ code, ...words })),
  ],
};

const months: ReportOption = {
  name: "months",
  title: { zh: "回测到", en: "Tested on" },
  choices: [
    { code: "12", zh: "12 个月前", en: "12 months ago" },
    { code: "6", zh: "6 个月前", en: "6 months ago" },
    { code: "24", zh: "24 个月前", en: "24 months ago" },
  ],
};

const ifNothingComesIn: Sentence = {
  zh: "仍未收的一分也收不回时",
  en: "If nothing of what is still open comes in",
};

/** The setting with the method asked for; related parties and others assessed apart are in the groups. */
export function testedProvision(
  stored: ProvisionSetting,
  request: Pick<ReportRequest, "options">,
): ProvisionSetting {
  const chosen = provisionCode(request.options.method);
  return { ...stored, method: chosen ?? stored.method, relatedRate: null };
}

export function testedMonths(request: ReportRequest): number {
  return Number(choiceOf(request, months)); // not money: months back
}

function provisionCode(code = ""): keyof typeof provisionMethods | null {
  return code in provisionMethods ? (code as keyof typeof provisionMethods) : null; // just found
}

type Tested = {
  readonly title: Sentence;
  readonly thenMinor: bigint;
  readonly rate: Ratio | null;
  readonly providedMinor: bigint;
  readonly collectedMinor: bigint;
  readonly lostMinor: bigint;
  readonly openMinor: bigint;
};

export const provisionBackTest = report({
  code: "provision_back_test",
  group: "accounting",
  title: { zh: "坏账准备回测", en: "Back-test of the provision" },
  about: {
    zh: "把比例用到过去某一天的应收上，看那些款后来收回、核销、还欠多少：提得够不够。",
    en: "The rates held against the claims of a day in the past: what of them came in, was lost, is still open.",
  },
  options: [method, months],
  periodMonths: null,
  facts: ["backTest"],
  build: ({ backTest }, request): ReportTable => {
    const { homeCurrency: currency } = request;
    const tested = backTest.isKnown ? testBuckets(backTest) : [];
    return {
      tiles: tilesOf(tested, backTest),
      columns: [
        column("bucket", "text", { zh: "账龄（当时）", en: "Bucket then" }),
        column("then", "home", { zh: "当时应收", en: "Open then" }),
        column("rate", "share", { zh: "损失率", en: "Loss rate" }),
        column("provided", "home", { zh: "应提准备", en: "Would provide" }),
        column(
          "collected",
          "home",
          { zh: "后来收回", en: "Settled since" },
          { hint: { zh: "收款、红字、抵账等", en: "Receipts, credit notes, nettings" } },
        ),
        column(
          "lost",
          "home",
          { zh: "核销净额", en: "Written off" },
          { hint: { zh: "核销减去后来收回", en: "Less what was recovered after all" } },
        ),
        column(
          "open",
          "home",
          { zh: "仍未收", en: "Still open" },
          { hint: { zh: "含转到其他单据的", en: "Or carried on by another document" } },
        ),
        column("lost_share", "share", { zh: "已损失", en: "Lost so far" }),
        column("worst_share", "share", { zh: "最坏", en: "At worst" }, { hint: ifNothingComesIn }),
      ],
      rows: tested.map((one) => ({ currency, cells: cellsOf(one) })),
      ...(tested.length > 0
        ? { totals: [{ currency, cells: cellsOf(wholeOf(tested)) }], chart: chartOf(tested) }
        : {}),
      notes: notesOf(backTest, tested),
    };
  },
});

function testBuckets({ buckets, rates }: BackTest): readonly Tested[] {
  const rateOf = ratesOf(rates);
  const codes = isByYears(rates.provision) ? ageBuckets : overdueRateBuckets;
  return codes.flatMap((code): Tested[] => {
    const found = buckets.find(({ bucket }) => bucket === code);
    if (!found) return [];
    const thenMinor = BigInt(found.thenMinor);
    const lostMinor = BigInt(found.lostMinor) - BigInt(found.recoveredMinor);
    const openMinor = BigInt(found.openMinor);
    const rate = rateOf.get(code) ?? null;
    return [
      {
        title: agingBucketWords[code],
        thenMinor,
        rate,
        providedMinor: requiredProvision(rate ? [{ balanceMinor: thenMinor, rate }] : []),
        collectedMinor: thenMinor - lostMinor - openMinor,
        lostMinor,
        openMinor,
      },
    ];
  });
}

function wholeOf(tested: readonly Tested[]): Tested {
  const sum = (of: (one: Tested) => bigint) => tested.reduce((all, one) => all + of(one), 0n);
  const thenMinor = sum((one) => one.thenMinor);
  const providedMinor = sum((one) => one.providedMinor);
  return {
    title: { zh: "合计", en: "Total" },
    thenMinor,
    rate: ratioOf(providedMinor, thenMinor),
    providedMinor,
    collectedMinor: sum((one) => one.collectedMinor),
    lostMinor: sum((one) => one.lostMinor),
    openMinor: sum((one) => one.openMinor),
  };
}

function lostShare({ lostMinor, thenMinor }: Tested): Ratio | null {
  return ratioOf(lostMinor, thenMinor);
}

function worstShare({ lostMinor, openMinor, thenMinor }: Tested): Ratio | null {
  return ratioOf(lostMinor + openMinor, thenMinor);
}

function cellsOf(one: Tested) {
  const { title, thenMinor, rate, providedMinor, collectedMinor, lostMinor, openMinor } = one;
  return [
    ...[title, thenMinor, rate, providedMinor, collectedMinor, lostMinor, openMinor],
    ...[lostShare(one), worstShare(one)],
  ];
}

function tilesOf(tested: readonly Tested[], { earlier }: BackTest): readonly ReportTile[] {
  if (tested.length === 0) return [];
  const whole = wholeOf(tested);
  const { providedMinor, lostMinor, openMinor, thenMinor } = whole;
  return [
    {
      zh: `${earlier} 应收`,
      en: `Open on ${earlier}`,
      kind: "home",
      value: thenMinor,
    },
    { zh: "应提准备", en: "Would provide", kind: "home", value: providedMinor },
    { zh: "已损失", en: "Lost so far", kind: "home", value: lostMinor },
    {
      zh: "最坏损失",
      en: "Loss at worst",
      kind: "home",
      value: lostMinor + openMinor,
      hint: ifNothingComesIn,
    },
  ];
}

function verdictOf({ providedMinor, lostMinor, openMinor }: Tested): Sentence {
  if (providedMinor < lostMinor) {
    return {
      zh: "提少了：已损失的超过了准备。",
      en: "Too little: more is lost than would have been provided.",
    };
  }
  return providedMinor >= lostMinor + openMinor
    ? {
        zh: "提够了：最坏的损失也不超过准备。",
        en: "Enough: even the worst is within what would have been provided.",
      }
    : {
        zh: "准备在已损失与最坏损失之间：够不够，看仍未收的收回多少。",
        en: "Between lost and worst: whether it was enough depends on what is still open.",
      };
}

/** What was provided for lies between the two, or the rate is wrong. */
function chartOf(tested: readonly Tested[]): ReportChart {
  return {
    unit: "share",
    categories: tested.map(({ title }) => title),
    series: [
      {
        zh: "损失率",
        en: "Loss rate",
        kind: "bar",
        colour: "blue",
        values: tested.map((one) => one.rate),
      },
      {
        zh: "已损失",
        en: "Lost so far",
        kind: "bar",
        colour: "red",
        values: tested.map(lostShare),
      },
      { zh: "最坏", en: "At worst", kind: "bar", colour: "grey", values: tested.map(worstShare) },
    ],
  };
}

function notesOf(
  { earlier, isKnown, rates }: BackTest,
  tested: readonly Tested[],
): readonly Sentence[] {
  if (!isKnown) {
    return [
      {
        zh: `到 ${earlier} 为止账套里还没有收款，无从回测。`,
        en: `No money was recorded here by ${earlier}: there is nothing to test on.`,
      },
    ];
  }
  const { zh, en } = provisionMethods[rates.provision.method];
  return [
    verdictOf(wholeOf(tested)),
    {
      zh: `方法：${zh}，比例只用 ${earlier} 以前的历史；单项和关联方一并按组合测。`,
      en: `Method: ${en}, its rates from the history up to ${earlier} alone; customers assessed apart and related parties are tested with the rest.`,
    },
    {
      zh: "红字不抵减当时应收；用承兑汇票付的算收回。无追索保理转让的不计入；以物抵债按所抵货物的价值算收回，差额算损失。",
      en: "Credit notes do not lessen what was open then; what a bill paid counts as settled. What was sold to a factor without recourse is left out; goods taken in payment collect what they were worth, the rest is lost.",
    },
  ];
}
