// Keys by their physical place (event.code), so that they work under any input method; never while
// somebody types or composes. What is mounted is listed in the key panel.
import { type MouseEvent, useEffect, useRef, useSyncExternalStore } from "react";
import type { Sentence } from "../../src/core/words/word.ts";

export type Hotkey = {
  /** "KeyD", "Digit1", "Slash", "F9", "Ctrl+Enter", "Shift+KeyA" */
  readonly key: string;
  readonly does: Sentence;
  readonly run: (event: KeyboardEvent) => void;
  /** Also inside text fields (Ctrl+Enter to post). */
  readonly inFields?: boolean;
  /** Not listed in the key panel. */
  readonly secret?: boolean;
};

type Entry = { readonly keys: readonly Hotkey[]; readonly group: Sentence };

let entries: readonly Entry[] = [];
const watchers = new Set<() => void>();

function change(next: readonly Entry[]): void {
  entries = next;
  for (const watcher of watchers) watcher();
}

/** While mounted; the page opened last wins where two want the same key. */
export function useHotkeys(group: Sentence, keys: readonly Hotkey[], enabled = true): void {
  const latest = useRef(keys);
  latest.current = keys;
  const signature = keys.map(({ key, does }) => `${key}:${does.en}`).join("|");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the keys
  useEffect(() => {
    if (!enabled) return;
    const entry: Entry = {
      group,
      keys: latest.current.map((one, index) => ({
        ...one,
        run: (event: KeyboardEvent) => latest.current[index]?.run(event),
      })),
    };
    change([...entries, entry]);
    return () => change(entries.filter((one) => one !== entry));
  }, [signature, enabled, group.en]);
}

export function useKeyList(): readonly Entry[] {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => entries,
  );
}

/** One listener for the whole client. */
export function listenForKeys(): () => void {
  document.addEventListener("keydown", onKeyDown);
  return () => document.removeEventListener("keydown", onKeyDown);
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || isComposing(event)) return;
  const pressed = nameOf(event);
  for (const { keys } of [...entries].reverse()) {
    const found = keys.find((one) => one.key === pressed);
    if (!found) continue;
    if (isTyping(event.target) && !found.inFields) return;
    if (keepsKey(event.target, pressed)) return;
    event.preventDefault();
    found.run(event);
    return;
  }
}

/** What has the focus keeps the keys that work it: a link Enter, a box to tick Space, and so on. */
const ownKeys: readonly { readonly keys: readonly string[]; readonly of: string }[] = [
  { keys: ["Enter"], of: "button, a[href], summary" },
  { keys: ["Space"], of: "button, summary, input, [role=switch]" },
  {
    keys: ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"],
    of: "input[type=radio], [role=radiogroup], [role=slider]",
  },
];

function keepsKey(target: EventTarget | null, pressed: string): boolean {
  if (!(target instanceof Element)) return false;
  return ownKeys.some(({ keys, of }) => keys.includes(pressed) && target.closest(of) !== null);
}

/** 229 is what browsers report while an input method composes (UI Events §5.2.4). */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  if (target.closest(".ant-select-open, .ant-modal, .ant-picker-dropdown, [role=menu]"))
    return true;
  const untyped = ["checkbox", "radio", "button", "submit", "range"];
  return target instanceof HTMLInputElement && !untyped.includes(target.type);
}

function nameOf(event: KeyboardEvent): string {
  const code = event.code === "NumpadEnter" ? "Enter" : event.code.replace(/^Numpad/, "Digit");
  const modifiers = [
    event.ctrlKey || event.metaKey ? "Ctrl+" : "",
    event.altKey ? "Alt+" : "",
    event.shiftKey ? "Shift+" : "",
  ];
  return modifiers.join("") + code;
}

const symbols: Readonly<Record<string, string>> = {
  Slash: "/",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
  BracketLeft: "[",
  BracketRight: "]",
};

/** "Shift+Slash" is what people call "?". */
export function keyLabel(key: string): string {
  if (key === "Shift+Slash") return "?";
  return key
    .split("+")
    .map((part) => symbols[part] ?? part.replace(/^(Key|Digit)/, ""))
    .join(" ");
}

/** After a click of the pointer Enter belongs to the page again; after a key the focus stays. */
export function giveKeysBack(event: MouseEvent<HTMLElement>): void {
  if (event.detail > 0) event.currentTarget.blur();
}
