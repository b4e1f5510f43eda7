// The language, and which view is open: in the address, so that Back works as people expect.
import type { Overview } from "../../src/contract/portal.ts";
import type { Language } from "../../src/core/words/word.ts";

export const portalState: {
  language: Language;
  /** Of the link; kept for this tab alone. */
  token: string;
  overview: Overview | null;
} = { language: "zh", token: "", overview: null };

const languageKey = "qz.portal.language";
const tokenKey = "qz.portal.token";

/** The link's token leaves the address at once: it shall stand in no history and no screenshot. */
export function readAddress(): void {
  const fragment = location.hash.slice(1);
  if (/^[\w-]{20,64}$/.test(fragment)) {
    sessionStorage.setItem(tokenKey, fragment);
    history.replaceState(null, "", "/portal/");
  }
  portalState.token = sessionStorage.getItem(tokenKey) ?? "";
  const kept = localStorage.getItem(languageKey);
  const own = navigator.language.toLowerCase().startsWith("en") ? "en" : "zh";
  setLanguage(kept === "zh" || kept === "en" ? kept : own, false);
}

export function setLanguage(language: Language, isChosen: boolean): void {
  portalState.language = language;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  if (isChosen) localStorage.setItem(languageKey, language);
}

/** The sender's choice of language counts only where neither the reader nor the device has one. */
export function hasOwnLanguage(): boolean {
  return localStorage.getItem(languageKey) !== null || /^(zh|en)/i.test(navigator.language);
}

export type View =
  | { readonly name: "home" }
  | { readonly name: "check"; readonly id: number }
  | { readonly name: "pay" }
  | { readonly name: "compare" }
  | { readonly name: "comparison"; readonly id: number }
  | { readonly name: "ask" };

export function viewNow(): View {
  const [name, id] = location.hash.slice(2).split("/");
  const isNumbered = name === "check" || name === "comparison";
  if (isNumbered && /^\d+$/.test(id ?? "")) return { name, id: Number(id) };
  if (name === "pay" || name === "ask" || name === "compare") return { name };
  return { name: "home" };
}

export function open(view: View): void {
  history.replaceState({ top: window.scrollY }, "");
  location.hash = "id" in view ? `/${view.name}/${view.id}` : `/${view.name}`;
}

/** How far down a view was left; one that is new begins at its top. */
export function placeOf(kept: unknown): number {
  const top = typeof kept === "object" && kept !== null && "top" in kept ? kept.top : 0;
  return typeof top === "number" ? top : 0;
}
