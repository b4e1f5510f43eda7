// Which rows are in sight: computed from the scroll position once a frame, and passed on only when
// it changed, so that scrolling draws rows and nothing else.
import { type RefObject, useEffect, useState } from "react";

/** Rows drawn above and below what is in sight. */
const spare = 6;

export type RowRange = {
  readonly first: number;
  /** The row after the last one drawn. */
  readonly last: number;
  /** A drawn row keeps its element while it passes by: index modulo this is its key. */
  readonly slots: number;
};

export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  of: { count: number; rowHeight: number; height: number },
): RowRange {
  const { count, rowHeight, height } = of;
  const [place, setPlace] = useState(0);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let frame = 0;
    const measure = () => {
      frame = 0;
      setPlace(Math.floor(element.scrollTop / rowHeight));
    };
    const onScroll = () => {
      frame ||= requestAnimationFrame(measure);
    };
    measure();
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener("scroll", onScroll);
    };
  }, [scroller, rowHeight]);
  const inSight = Math.ceil(Math.max(0, height) / rowHeight) + 1;
  const top = Math.min(place, Math.max(0, count - inSight));
  return {
    first: Math.max(0, top - spare),
    last: Math.min(count, top + inSight + spare),
    slots: inSight + 2 * spare,
  };
}

export type Sideways = "start" | "between" | "end";

/** How far the table is scrolled to the side: its pinned cells and its right edge show it. */
export function useSidewaysPlace(scroller: RefObject<HTMLElement | null>): Sideways {
  const [place, setPlace] = useState<Sideways>("start");
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onScroll = () => {
      const { scrollLeft, scrollWidth, clientWidth } = element;
      if (scrollLeft <= 0) setPlace("start");
      else setPlace(scrollLeft + clientWidth < scrollWidth - 1 ? "between" : "end");
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => element.removeEventListener("scroll", onScroll);
  }, [scroller]);
  return place;
}
