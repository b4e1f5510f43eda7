// A picture of figures that stand beside it in words: lines, bars, a target. The drawing library is
// loaded when the first chart is shown, so a page without one does not pay for it.
import { lazy, Suspense } from "react";
import { PageNotLoaded } from "./page-failure.tsx";

/** What an axis counts; amounts come in major units and are for the picture alone. */
export type ChartUnit = "money" | "share" | "days" | "count";

export type ChartColour = "blue" | "green" | "amber" | "red" | "violet" | "grey";

export type ChartSeries = {
  readonly name: string;
  readonly kind: "line" | "bar";
  /** One a category; null leaves a gap: unknown is not zero. */
  readonly values: readonly (number | null)[];
  readonly colour?: ChartColour;
  /** A place between soft (0) and full (1) of its colour: steps of one thing, as of ages. */
  readonly depth?: number;
  /** Series of one stack stand on each other. */
  readonly stack?: string;
  readonly isDashed?: boolean;
  /** Measured on an axis of its own at the right, in this unit. */
  readonly rightUnit?: ChartUnit;
};

export type ChartProps = {
  /** What is seen, for who cannot see it; the figures themselves stand in a table. */
  readonly title: string;
  readonly categories: readonly string[];
  readonly series: readonly ChartSeries[];
  readonly unit: ChartUnit;
  /** Of the left axis. */
  readonly target?: { readonly name: string; readonly value: number };
  readonly height?: number;
  /** Categories from top to bottom, bars to the right. */
  readonly isSideways?: boolean;
  /** On a wall screen: light on dark, larger. */
  readonly isWall?: boolean;
  readonly onPick?: (category: number, series: number) => void;
};

const Drawing = lazy(() =>
  import("./chart-drawing.tsx").catch((error: unknown): never => {
    throw new PageNotLoaded(error instanceof Error ? error.message : String(error));
  }),
);

export function Chart(props: ChartProps) {
  const height = props.height ?? 220;
  return (
    <Suspense fallback={<div style={{ height }} aria-hidden="true" />}>
      <Drawing {...props} height={height} />
    </Suspense>
  );
}
