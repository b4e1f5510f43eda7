// How a chart looks, as the drawing library wants to be told: quiet axes, one colour with meaning a
// series, amounts shortened on the axis and exact in the tip.
import type { EChartsCoreOption } from "echarts/core";
import { colours, fontFamily } from "../theme.ts";
import type { Language } from "../words/words.ts";
import type { ChartColour, ChartProps, ChartSeries, ChartUnit } from "./chart.tsx";

const tones: Readonly<Record<ChartColour, string>> = {
  blue: colours.blue,
  green: "#2f9e6e",
  amber: "#d08a1d",
  red: colours.red,
  violet: colours.violet,
  grey: "#9aa5b4",
};

const wallTones: Readonly<Record<ChartColour, string>> = {
  blue: "#6ea0ff",
  green: "#4fd39a",
  amber: "#f2b84b",
  red: "#ff7b70",
  violet: "#b794ff",
  grey: "#8fa0b8",
};

const order: readonly ChartColour[] = ["blue", "green", "amber", "violet", "red", "grey"];

const narrowWidth = 480;
/** Pixels of one row of the legend. */
const legendLine = 20;

/** No colour is without its word: on a phone the names take several rows, none is behind an arrow. */
export function legendRows(
  series: readonly Pick<ChartSeries, "name">[],
  width: number,
  size: number,
): number {
  const signAndGaps = 14 + 5 + 10;
  let [rows, used] = [1, 0];
  for (const { name } of series) {
    const wide = name.replace(/[^\u2e80-\uffef]/g, "").length;
    const needed = signAndGaps + (wide + (name.length - wide) * 0.6) * size;
    if (used > 0 && used + needed > width) [rows, used] = [rows + 1, 0];
    used += needed;
  }
  return rows;
}

export function chartOption(
  props: ChartProps,
  language: Language,
  width: number,
): EChartsCoreOption {
  const isNarrow = width < narrowWidth;
  const { categories, series, unit, isSideways = false, isWall = false } = props;
  const ink = isWall ? "#dbe4f0" : colours.grey;
  const line = isWall ? "#31415a" : colours.line;
  const size = isWall ? 28 : 12;
  const rightUnit = series.find((one) => one.rightUnit !== undefined)?.rightUnit;
  const names = {
    type: "category",
    data: categories,
    inverse: isSideways,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: line } },
    axisLabel: {
      color: ink,
      fontSize: size,
      hideOverlap: true,
      ...(isSideways && !isWall ? { width: isNarrow ? 132 : 250, overflow: "truncate" } : {}),
    },
  };
  const amounts = [unit, ...(rightUnit === undefined ? [] : [rightUnit])].map((of, index) => ({
    type: "value",
    // shares and days of a trend are compared by their change; lengths of bars need the zero
    scale: series.every(({ kind }) => kind === "line") && of === "days",
    ...(of === "share" ? wholeIsTheEnd(props) : {}),
    splitLine: { show: index === 0, lineStyle: { color: line } },
    splitNumber: 4,
    axisLabel: {
      color: ink,
      fontSize: size,
      hideOverlap: true,
      formatter: (value: number) => axisText(value, of, language),
    },
  }));
  return {
    animation: false,
    textStyle: { fontFamily, color: ink, fontSize: size },
    grid: {
      left: 4,
      right: isSideways ? 24 : 8,
      top: series.length > 1 ? 14 + legendRows(series, width, size) * legendLine : 14,
      bottom: 4,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    legend: {
      show: series.length > 1,
      left: 0,
      top: 0,
      itemWidth: 14,
      itemHeight: 8,
      textStyle: { color: ink, fontSize: size },
    },
    tooltip: {
      trigger: "axis",
      confine: true,
      axisPointer: { type: series.some(({ kind }) => kind === "bar") ? "shadow" : "line" },
      textStyle: { fontFamily, fontSize: 12, color: colours.ink },
      renderMode: "richText",
      formatter: (points: readonly TipPoint[]) => tipText(points, props, language),
    },
    ...(isSideways ? { xAxis: amounts, yAxis: names } : { xAxis: names, yAxis: amounts }),
    series: series.map((one, index) => seriesOption(one, { index, props, ink })),
  };
}

/** An axis of shares that come near the whole ends there, in quarters. */
function wholeIsTheEnd({ series, unit }: ChartProps): object {
  const shares = series.filter(({ rightUnit }) => (rightUnit ?? unit) === "share");
  const highest = Math.max(...shares.flatMap(({ values }) => values.map((value) => value ?? 0)));
  return highest > 80 && highest <= 100 ? { max: 100, interval: 25 } : {};
}

type TipPoint = { readonly seriesIndex: number; readonly dataIndex: number; readonly name: string };

function tipText(points: readonly TipPoint[], props: ChartProps, language: Language): string {
  const [first] = points;
  if (!first) return "";
  const lines = points.map(({ seriesIndex, dataIndex }) => {
    const one = props.series[seriesIndex];
    const value = one?.values[dataIndex] ?? null;
    const text = value === null ? "–" : exactText(value, one?.rightUnit ?? props.unit, language);
    return `${one?.name ?? ""}  ${text}`;
  });
  return [first.name, ...lines].join("\n");
}

function seriesOption(
  one: ChartSeries,
  { index, props, ink }: { index: number; props: ChartProps; ink: string },
): object {
  const tone = (props.isWall ? wallTones : tones)[
    one.colour ?? order[index % order.length] ?? "blue"
  ];
  const opacity = one.depth === undefined ? 1 : 0.3 + 0.7 * one.depth;
  const { target } = props;
  return {
    name: one.name,
    type: one.kind,
    data: one.values.map((value) => value ?? "-"),
    color: tone,
    ...(one.stack === undefined ? {} : { stack: one.stack }),
    ...(one.rightUnit === undefined ? {} : { yAxisIndex: 1 }),
    ...(one.kind === "bar"
      ? { barMaxWidth: 34, itemStyle: { opacity } }
      : {
          showSymbol: one.values.length < 32,
          symbolSize: 5,
          lineStyle: { width: 2, type: one.isDashed ? "dashed" : "solid", opacity },
        }),
    ...(target && index === 0
      ? {
          markLine: {
            silent: true,
            symbol: "none",
            lineStyle: { color: ink, type: "dashed" },
            label: { formatter: target.name, position: "insideEndTop", color: ink },
            data: [props.isSideways ? { xAxis: target.value } : { yAxis: target.value }],
          },
        }
      : {}),
  };
}

/** Short on an axis: 1.2万, 3亿; 12k, 3M. */
function axisText(value: number, unit: ChartUnit, language: Language): string {
  if (unit === "share") return `${plain(value)} %`;
  if (unit !== "money") return plain(value);
  const steps: readonly (readonly [number, string])[] =
    language === "zh"
      ? [
          [1e8, "亿"],
          [1e4, "万"],
        ]
      : [
          [1e9, "B"],
          [1e6, "M"],
          [1e3, "k"],
        ];
  const step = steps.find(([size]) => Math.abs(value) >= size);
  return step ? `${plain(value / step[0])}${step[1]}` : plain(value);
}

function exactText(value: number, unit: ChartUnit, language: Language): string {
  const digits = unit === "money" ? 2 : unit === "count" ? 0 : 1;
  const text = value.toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  if (unit === "share") return `${text} %`;
  return unit === "days" ? `${text} ${language === "zh" ? "天" : "days"}` : text;
}

function plain(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 1 });
}
