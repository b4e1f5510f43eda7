// P4 告知付款: tick documents → sum → pay-code; a remittance advice ticks them by itself.

import type { AdviceRead, Announcement, Overview, PortalItem } from "../../src/contract/portal.ts";
import { sumDecimals } from "../../src/core/sum-decimals.ts";
import { post, upload } from "./api.ts";
import { h } from "./dom.ts";
import { dueText } from "./home.ts";
import { act, amount, backButton, dayField, newKey, section } from "./parts.ts";
import { qrPicture } from "./qr.ts";
import { amountText, w } from "./say.ts";
import { takenFiles } from "./thread.ts";

type Tick = { readonly item: PortalItem; readonly box: HTMLInputElement; amount: string };

/** What was ticked and handed in so far: it survives another language and a look elsewhere. */
type Draft = {
  readonly ticked: ReadonlyMap<number, string>;
  readonly reads: readonly AdviceRead[];
  readonly payOn: string;
};

const blank: Draft = { ticked: new Map(), reads: [], payOn: "" };
let draft = blank;

export function payView(account: Overview, redraw: () => Promise<void>): HTMLElement {
  const key = newKey();
  const ticks: Tick[] = account.items.map((item) => ({
    item,
    box: h("input", { type: "checkbox", "aria-label": item.no }),
    amount: draft.ticked.get(item.id) ?? item.open,
  }));
  for (const { item, box } of ticks) box.checked = draft.ticked.has(item.id);
  const day = dayField(w("payOn"), { name: "payOn", value: draft.payOn });
  const sum = h("div", {});
  const button = h("button", { class: "main" }, w("announce"));
  const main = h("main", { class: "pay" });
  const chosen = () => ticks.filter(({ box }) => box.checked);
  const update = () => {
    const picked = chosen();
    const ticked = new Map(picked.map((tick) => [tick.item.id, tick.amount]));
    draft = { ...draft, ticked, payOn: day.text() };
    const currencies = currenciesOf(picked);
    sum.replaceChildren(
      ...(currencies.length === 0 ? [""] : currencies).map((currency) => {
        const own = picked.filter(({ item }) => item.currency === currency);
        const total = sumDecimals(own.map((tick) => tick.amount));
        const count = h("span", {}, w("paySum", { count: own.length }));
        return h(
          "div",
          { class: "row big" },
          count,
          currency === "" ? "" : amount(total, currency),
        );
      }),
      currencies.length > 1 ? h("p", { class: "look" }, w("payOneCurrency")) : "",
      currencies.length === 0 ? h("p", { class: "note" }, w("payTickFirst")) : "",
    );
    button.disabled = currencies.length !== 1;
  };
  main.addEventListener("change", update);
  act(button, async () => {
    const payOn = day.read();
    const announced = await post<Announcement>("/announcements", {
      key,
      items: chosen().map((tick) => ({ id: tick.item.id, amount: tick.amount })),
      payOn,
      fileIds: draft.reads.map(({ file }) => file.id),
    });
    draft = blank;
    main.replaceChildren(backButton(), codeCard(announced, account));
    window.scrollTo(0, 0);
  });
  main.append(
    backButton(),
    section(
      w("payPick"),
      ticks.length > 1 && h("div", { class: "pick-all" }, allButtons(ticks, update)),
      h("div", { class: "list" }, ticks.map(tickCard)),
    ),
    adviceField(ticks, update),
    day.field,
    h("div", { class: "foot" }, sum, h("div", {}, button)),
  );
  update();
  void redraw;
  return main;
}

function currenciesOf(ticks: readonly Tick[]): string[] {
  return [...new Set(ticks.map(({ item }) => item.currency))].sort();
}

/** All of a currency at once, or none of them again; one payment is of one currency. */
function allButtons(ticks: readonly Tick[], update: () => void): HTMLElement[] {
  const currencies = currenciesOf(ticks);
  return currencies.map((currency) => {
    const name = currencies.length > 1 ? ` ${currency}` : "";
    const button = h("button", { class: "plain" }, `${w("payAll")}${name}`);
    button.addEventListener("click", () => {
      const own = ticks.filter(({ item }) => item.currency === currency);
      const isFull = own.every(({ box }) => box.checked);
      for (const { box } of own) box.checked = !isFull;
      update();
    });
    return button;
  });
}

function tickCard({ item, box }: Tick): HTMLElement {
  return h(
    "label",
    { class: "card line pick" },
    box,
    h(
      "div",
      {},
      h("div", { class: "row" }, h("b", {}, item.no), amount(item.open, item.currency)),
      h("div", { class: "faint" }, dueText(item.dueDate, item.daysLate)),
    ),
  );
}

function adviceField(ticks: readonly Tick[], update: () => void): HTMLElement {
  const input = h("input", { type: "file", accept: takenFiles });
  const told = h("div", { class: "told", role: "status" });
  const button = h("button", { class: "plain" }, w("payProof"));
  button.addEventListener("click", () => input.click());
  const pick = h("button", { class: "hidden", tabindex: "-1", "aria-hidden": "true" });
  act(pick, async () => {
    const file = input.files?.[0];
    if (!file) return;
    const read = await upload<AdviceRead>("/advice", file);
    draft = { ...draft, reads: [...draft.reads, read] };
    takeAdvice(read, ticks);
    tell();
    update();
  });
  const tell = () => told.replaceChildren(...draft.reads.flatMap((one) => tellAdvice(one, ticks)));
  tell();
  input.addEventListener("change", () => pick.click());
  return h(
    "section",
    { class: "advice" },
    h("div", {}, button, pick),
    h("div", { class: "hidden" }, input),
    h("p", { class: "faint" }, w("payProofHint")),
    told,
  );
}

/** Ticks what the advice names, with its amounts. */
function takeAdvice({ rows }: AdviceRead, ticks: readonly Tick[]): void {
  for (const row of rows ?? []) {
    const tick = ticks.find(({ item }) => item.id === row.itemId);
    if (!tick) continue;
    tick.box.checked = true;
    tick.amount = row.amount;
  }
}

function tellAdvice({ file, rows }: AdviceRead, ticks: readonly Tick[]): HTMLElement[] {
  if (rows === null) return [h("p", {}, w("adviceKept", { name: file.name }))];
  const ours = new Set(ticks.map(({ item }) => item.id));
  const unknown = rows.flatMap((row) => (ours.has(row.itemId ?? 0) ? [] : [row.no]));
  const found = rows.length - unknown.length;
  return [
    h("p", {}, w("adviceRead", { count: rows.length, found })),
    ...(unknown.length > 0
      ? [h("p", { class: "look" }, w("adviceUnknown", { list: unknown.slice(0, 20).join(", ") }))]
      : []),
  ];
}

function codeCard(announced: Announcement, { accounts }: Overview): HTMLElement {
  const copy = h("button", { class: "plain" }, w("copy"));
  copy.addEventListener("click", async () => {
    await navigator.clipboard?.writeText(announced.payCode).catch(() => undefined);
    copy.textContent = w("copied");
  });
  const into = accounts.filter(({ currency }) => currency === announced.currency);
  return h(
    "div",
    { class: "card code-card" },
    h("p", { class: "notice good" }, w("announced")),
    h("p", { class: "faint" }, w("payCode")),
    h("p", { class: "pay-code" }, announced.payCode),
    qrPicture(announced.payCode, `${w("payCode")} ${announced.payCode}`),
    h("div", {}, copy),
    h("p", {}, w("payCodeHint")),
    h(
      "div",
      { class: "row big" },
      h("span", {}, announced.payOn ?? ""),
      amount(announced.amount, announced.currency),
    ),
    announced.items.map((item) =>
      h("div", { class: "row faint" }, h("span", {}, item.no), amountText(item.amount)),
    ),
    h("h2", {}, w("account")),
    into.map((one) =>
      h("p", {}, `${one.bank} ${one.name}`, h("br"), h("b", { class: "figures" }, one.accountNo)),
    ),
    h("p", { class: "notice" }, w(into.length === 0 ? "accountMissing" : "accountWarning")),
  );
}
