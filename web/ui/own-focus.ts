// A part of a page that opens by a key takes the focus: Tab goes on inside it, and not from the top of
// the page. A field in it that chose the focus itself keeps it.
import { type RefObject, useEffect, useRef } from "react";

export function useOwnFocus<Part extends HTMLElement>(): RefObject<Part | null> {
  const part = useRef<Part>(null);
  useEffect(() => {
    const element = part.current;
    if (element && !element.contains(document.activeElement)) {
      element.focus({ preventScroll: true });
    }
  }, []);
  return part;
}
