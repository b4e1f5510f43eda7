// Parts several views use: cards, amounts, files to pick, sentences of refusals.
import type { PortalFile } from "../../src/contract/portal.ts";
import { parseIsoDate } from "../../src/core/date.ts";
import { PortalRefusal } from "./api.ts";
import { type Child, h } from "./dom.ts";
import { amountText, isZero, w } from "./say.ts";
import { open } from "./state.ts";

export function amount(text: string, currency = "", className = ""): HTMLElement {
  const isNegative = text.startsWith("-") && !isZero(text);
  const classes = ["amount", className, isNegative ? "negative" : ""].filter(Boolean).join(" ");
  return h("span", { class: classes }, currency && h("small", {}, currency), amountText(text));
}

export function section(title: string, ...children: Child[]): HTMLElement {
  return h("section", {}, h("h2", {}, title), ...children);
}

export function backButton(): HTMLElement {
  return h(
    "button",
    { class: "quiet back", onclick: () => open({ name: "home" }) },
    `‹ ${w("back")}`,
  );
}

export function tag(text: string, tone: "good" | "look" | "dispute" | "plain"): HTMLElement {
  return h("span", { class: `tag ${tone}` }, text);
}

/** A list that grows when asked: a phone shows twelve rows first. */
export function growing<Row>(rows: readonly Row[], draw: (row: Row) => HTMLElement): HTMLElement {
  const first = 12;
  const list = h("div", { class: "list" }, rows.slice(0, first).map(draw));
  if (rows.length <= first) return list;
  const more = h("button", { class: "plain wide" }, w("more", { count: rows.length }));
  more.addEventListener("click", () => {
    more.remove();
    list.append(...rows.slice(first).map(draw));
  });
  list.append(more);
  return list;
}

export function fileLinks(files: readonly PortalFile[]): HTMLElement | null {
  if (files.length === 0) return null;
  return h(
    "p",
    { class: "files" },
    files.map((file) =>
      h("a", { href: `/api/portal/files/${file.id}`, download: file.name }, `📎 ${file.name}`),
    ),
  );
}

export function field(label: string, input: HTMLElement): HTMLElement {
  return h("label", {}, h("span", {}, label), input);
}

export type Day = {
  readonly field: HTMLElement;
  /** As it was typed. */
  readonly text: () => string;
  /** Null where none was named; a refusal where it is no day. */
  readonly read: () => string | null;
};

/** A day as 2026-09-30 in both languages, typed, or picked with what the browser offers for it. */
export function dayField(label: string, { name, value }: { name: string; value: string }): Day {
  const input = h("input", {
    ...{ name, value, placeholder: "YYYY-MM-DD", autocomplete: "off", maxlength: 10 },
  });
  const picker = h("input", {
    type: "date",
    class: "picker",
    tabindex: "-1",
    "aria-hidden": "true",
  });
  const pick = h("button", { type: "button", class: "plain" }, w("pickDay"));
  pick.addEventListener("click", () => {
    picker.value = input.value;
    picker.showPicker?.();
  });
  picker.addEventListener("change", () => {
    input.value = picker.value;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  return {
    field: h("label", {}, h("span", {}, label), h("span", { class: "day" }, input, pick, picker)),
    text: () => input.value,
    read: () => {
      const text = input.value.trim();
      if (text === "") return null;
      const day = parseIsoDate(text);
      if (day === null) throw new PortalRefusal("bad_day", w("badDay", { text }));
      return day;
    },
  };
}

/** The browser's own control speaks the browser's language; this one speaks the page's. */
export function fileField(label: string, input: HTMLInputElement): HTMLElement {
  const names = h("span", { class: "told" });
  input.addEventListener("change", () => {
    names.textContent = [...(input.files ?? [])].map(({ name }) => name).join(", ");
  });
  return h("label", { class: "file" }, h("span", { class: "button" }, `+ ${label}`), input, names);
}

/** Runs what a button does: off while it runs, and the reason under it when it is refused. */
export function act(button: HTMLButtonElement, work: () => Promise<unknown>): void {
  button.addEventListener("click", async () => {
    button.disabled = true;
    button.parentElement?.querySelector(".refusal")?.remove();
    try {
      await work();
    } catch (error) {
      if (!(error instanceof PortalRefusal)) throw error;
      const sentence = error.code === "connection_lost" ? w("lost") : error.message || w("failed");
      button.after(h("p", { class: "refusal", role: "alert" }, sentence));
    } finally {
      button.disabled = false;
    }
  });
}

/** The same until it succeeds: what is sent twice counts once. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
