// Draws a chart with ECharts, of which only the parts used are loaded; redrawn when its place or its
// figures change.
import { BarChart, LineChart } from "echarts/charts";
import {
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
} from "echarts/components";
import { type EChartsType, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { useLanguage } from "../words/words.ts";
import type { ChartProps } from "./chart.tsx";
import { chartOption } from "./chart-option.ts";

use([
  BarChart,
  LineChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  SVGRenderer,
]);

export default function ChartDrawing(props: ChartProps & { readonly height: number }) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const pick = useRef(props.onPick);
  pick.current = props.onPick;
  const language = useLanguage();
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const drawn = init(element, null, { renderer: "svg" });
    chart.current = drawn;
    drawn.on("click", ({ dataIndex, seriesIndex }) => pick.current?.(dataIndex, seriesIndex ?? 0));
    const watch = new ResizeObserver(() => drawn.resize());
    watch.observe(element);
    return () => {
      watch.disconnect();
      drawn.dispose();
    };
  }, []);
  useEffect(() => {
    const width = place.current?.clientWidth ?? 0;
    chart.current?.setOption(chartOption(props, language, width), true);
  }, [props, language]);
  return (
    <div
      ref={place}
      role="img"
      aria-label={props.title}
      style={{ height: props.height, width: "100%" }}
    />
  );
}
