// The keys of a table: rows, pages, ends, tick, open.
import { type KeyboardEvent, type RefObject, useEffect } from "react";
import { isComposing, isTyping } from "../ui/hotkeys.ts";

type TableKeys = {
  /** Asked at the press of a key: rows come while one reads. */
  readonly countNow: () => number;
  readonly current: number;
  readonly pageRows: number;
  readonly moveTo: (index: number) => void;
  readonly open: (index: number) => void;
  readonly tick: (index: number) => void;
  /** What else can be done with the row: what the right button of a mouse opens. */
  readonly menu: (index: number) => void;
  readonly leave: () => void;
};

export function useTableKeys(keys: TableKeys) {
  const { current, pageRows, moveTo } = keys;
  return (event: KeyboardEvent<HTMLElement>) => {
    const count = keys.countNow();
    if (isComposing(event.nativeEvent) || isTyping(event.target) || count === 0) return;
    const go = (index: number) => moveTo(Math.min(count - 1, Math.max(0, index)));
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    switch (event.code) {
      case "ArrowDown":
        go(current + 1);
        break;
      case "ArrowUp":
        go(current - 1);
        break;
      case "PageDown":
        go(current + pageRows);
        break;
      case "PageUp":
        go(current - pageRows);
        break;
      case "Home":
        go(0);
        break;
      case "End":
        go(count - 1);
        break;
      case "Space":
        // a box to tick that has the focus itself
        if (event.target instanceof HTMLInputElement) return;
        keys.tick(current);
        go(current + 1);
        break;
      case "Enter":
      case "NumpadEnter":
        keys.open(current);
        break;
      case "Escape":
        keys.leave();
        return;
      case "F10":
        if (!event.shiftKey) return;
        keys.menu(current);
        break;
      case "ContextMenu":
        keys.menu(current);
        break;
      default:
        return;
    }
    event.preventDefault();
  };
}

/** Where nothing has the focus ↓ and ↑ lead into the table, past the frame and the filters. */
export function useArrowsIntoTable(scroller: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const enter = (event: globalThis.KeyboardEvent) => {
      const { target, code, ctrlKey, metaKey, altKey, shiftKey } = event;
      const isArrow = code === "ArrowDown" || code === "ArrowUp";
      if (!isArrow || ctrlKey || metaKey || altKey || shiftKey) return;
      const isFree =
        target === document.body || (target instanceof HTMLElement && target.id === "page");
      if (event.defaultPrevented || !isFree) return;
      event.preventDefault();
      scroller.current?.focus();
    };
    document.addEventListener("keydown", enter);
    return () => document.removeEventListener("keydown", enter);
  }, [scroller]);
}

/** Of a row that opens nothing itself: where its link leads, the one marked so or the first. */
export function followLinkIn(row: HTMLElement | null): void {
  const link = row?.querySelector<HTMLElement>("a[data-opens]") ?? row?.querySelector("a");
  link?.click();
}
