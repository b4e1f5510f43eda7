// A row of links that is wider than a phone: the one of the page that is open stands in sight.
import { type RefObject, useEffect, useRef } from "react";
import { useLocation } from "react-router";

export function useCurrentInSight(): RefObject<HTMLElement | null> {
  const row = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page, another link
  useEffect(() => {
    const element = row.current;
    const current = element?.querySelector<HTMLElement>(".is-current");
    if (!element || !current) return;
    const show = () => {
      element.scrollLeft = current.offsetLeft - (element.clientWidth - current.offsetWidth) / 2;
    };
    show();
    // the row is as wide as its letters, which may still be on their way
    void document.fonts.ready.then(show);
  }, [pathname]);
  return row;
}
