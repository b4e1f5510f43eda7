// 往来账核对 for the customer: the own ledger in, what differs out, each difference answered, the
// reconciliation confirmed by name and position.
import type {
  ComparedGroupOnWire,
  ComparisonDetail,
  ComparisonOnWire,
  ReconciliationOnWire,
} from "../../src/contract/comparisons.ts";
import { outstandingClasses } from "../../src/core/comparison/ledger-entry.ts";
import { reasonLines } from "../../src/core/words/comparison.ts";
import { fillSentence } from "../../src/core/words/word.ts";
import { portalCompareWords, portalReasons, portalSections } from "../words/portal-compare.ts";
import { get, post, upload } from "./api.ts";
import { mappingForm } from "./compare-columns.ts";
import { type Child, fieldText, h } from "./dom.ts";
import { act, amount, backButton, field, growing, section, tag } from "./parts.ts";
import { isZero, negated, say, timeText, w } from "./say.ts";
import { open, portalState } from "./state.ts";

type Words = keyof typeof portalCompareWords;
type Fields = Readonly<Record<string, string | number>>;

export function c(key: Words, fields: Fields = {}): string {
  return fillSentence(portalCompareWords[key], portalState.language, fields);
}

type Page = { readonly rows: readonly ComparedGroupOnWire[]; readonly nextCursor: string | null };

export async function compareView(): Promise<HTMLElement> {
  const { rows } = await get<{ rows: ComparisonOnWire[] }>("/comparisons");
  const input = h("input", {
    type: "file",
    accept: ".xlsx,.csv,.txt,.tsv",
    "aria-label": c("choose"),
  });
  const button = h("button", { class: "main" }, c("choose"));
  const send = h("button", { class: "hidden", tabindex: "-1", "aria-hidden": "true" });
  button.addEventListener("click", () => input.click());
  input.addEventListener("change", () => send.click());
  act(send, async () => {
    const file = input.files?.[0];
    if (!file) return;
    button.textContent = c("comparing");
    button.disabled = true;
    try {
      const { id } = await upload<{ id: number }>("/comparisons", file);
      open({ name: "comparison", id });
    } finally {
      input.value = "";
      button.disabled = false;
      button.textContent = c("choose");
    }
  });
  return h(
    "main",
    {},
    backButton(),
    section(
      c("title"),
      h("p", { class: "faint" }, c("intro")),
      h("div", { class: "begin" }, button, send),
      h("div", { class: "hidden" }, input),
    ),
    rows.length > 0 && section(c("before"), growing(rows, comparisonCard)),
  );
}

function comparisonCard(row: ComparisonOnWire): HTMLElement {
  return h(
    "button",
    { class: "card line", onclick: () => open({ name: "comparison", id: row.id }) },
    h("div", { class: "row" }, h("b", {}, row.no), standing(row)),
    h(
      "div",
      { class: "row" },
      h("span", { class: "faint" }, row.from === null ? row.fileName : `${row.from} – ${row.to}`),
      row.from !== null && amount(row.difference, row.currency),
    ),
  );
}

function standing(row: ComparisonOnWire): HTMLElement {
  if (row.state === "closed") return tag(c("closed"), "good");
  if (row.state === "unread") return tag(c("needsColumns"), "look");
  if (row.state !== "open") return tag(c("ended"), "plain");
  return row.theirSignature ? tag(c("waiting"), "plain") : tag(c("open"), "look");
}

export async function comparisonView(id: number): Promise<HTMLElement> {
  const main = h("main", { class: "check" });
  const path = `/comparisons/${id}`;
  const show = async (detail: ComparisonDetail) => {
    const y = window.scrollY;
    main.replaceChildren(...(await parts(detail, path, show)));
    window.scrollTo(0, y);
  };
  await show(await get<ComparisonDetail>(path));
  return main;
}

type Show = (detail: ComparisonDetail) => Promise<void>;

async function parts(detail: ComparisonDetail, path: string, show: Show): Promise<Node[]> {
  const back = h("button", { class: "quiet back", onclick: () => open({ name: "compare" }) });
  back.textContent = `‹ ${c("title")}`;
  if (detail.reconciliation === null) return [back, mappingForm(detail, path)];
  const differing = (await get<Page>(`${path}/groups?limit=200`)).rows.filter(
    ({ verdict }) => verdict !== "agreed" && verdict !== "cancelled",
  );
  const desk = { detail, path, show };
  return [
    back,
    headCard(detail, path),
    tableCard(detail, detail.reconciliation),
    differing.length === 0
      ? h("p", { class: "notice good" }, c("nothingDiffers"))
      : section(
          c("differs", { count: detail.open + detail.undecided }),
          growing(differing, (group) => groupCard(group, desk)),
        ),
    signCard(desk),
  ];
}

function headCard(detail: ComparisonDetail, path: string): HTMLElement {
  const file = (format: "pdf" | "xlsx") =>
    h(
      "a",
      {
        href: `/api/portal${path}/file?format=${format}&language=${portalState.language}`,
        download: `${detail.no}.${format}`,
      },
      w("download", { format: format.toUpperCase() }),
    );
  return h(
    "div",
    { class: "card" },
    h("p", { class: "faint" }, `${detail.no} · ${periodText(detail)}`),
    h(
      "p",
      {},
      c("agreedSum", { count: detail.agreed.count }),
      " · ",
      c("differs", { count: detail.open + detail.undecided }),
    ),
    detail.reading.mayBeOpenItems && detail.state === "open" && mayBeList(path),
    h("p", { class: "files" }, file("pdf"), file("xlsx")),
  );
}

function periodText({ from, to, reading }: ComparisonDetail): string {
  return reading.mode === "open_items" ? c("listAsOf", { date: to ?? "" }) : `${from} – ${to}`;
}

function mayBeList(path: string): HTMLElement {
  const button = h("button", { class: "quiet" }, c("asOpenItems"));
  act(button, async () => {
    const { id } = await post<{ id: number }>(`${path}/again`, { mode: "open_items" });
    open({ name: "comparison", id });
  });
  return h("p", { class: "notice" }, c("mayBeOpenItems"), " ", button);
}

function tableCard({ currency }: ComparisonDetail, table: ReconciliationOnWire): HTMLElement {
  const row = (label: string, text: string, className = "row") =>
    h("div", { class: className }, h("span", {}, label), amount(text, currency));
  const side = (which: "theirs" | "ours", name: string): Child[] => [
    h("h3", {}, name),
    row(c("balance"), table[which].closing),
    table.rows
      .filter((one) => one.side === which)
      .map((one) =>
        row(`${say(portalSections[one.section])} (${one.count})`, one.amount, "row faint"),
      ),
    row(c("adjusted"), table[which].adjusted, "row big"),
  ];
  const organisation = portalState.overview?.organisation ?? "";
  return h(
    "div",
    { class: "card sums" },
    side("theirs", c("yours")),
    side("ours", c("ours", { organisation })),
    !isZero(table.openingGap) && row(c("openingGap"), table.openingGap, "row due"),
    row(c("left"), table.left, "row big"),
  );
}

type Desk = { readonly detail: ComparisonDetail; readonly path: string; readonly show: Show };

function groupCard(group: ComparedGroupOnWire, desk: Desk): HTMLElement {
  const { detail } = desk;
  const entries = (side: "theirs" | "ours", name: string) => {
    const own = group.entries.filter((entry) => entry.side === side);
    return h(
      "div",
      {},
      h("small", { class: "faint" }, own.length === 0 ? `${name}: ${c("none")}` : name),
      own.map((entry) =>
        h(
          "div",
          { class: "row" },
          h("span", {}, `${entry.date} `, h("b", {}, entry.no || entry.memo)),
          amount(entry.amount, detail.currency),
        ),
      ),
    );
  };
  const organisation = portalState.overview?.organisation ?? "";
  const title =
    group.outstanding === null
      ? say(portalSections[group.verdict === "undecided" ? "undecided" : "amount_differs"])
      : say(portalSections[group.outstanding] ?? outstandingClasses[group.outstanding]);
  return h(
    "div",
    { class: "card line wraps" },
    // theirs less ours: the sign is that of the entries below
    h("div", { class: "row" }, h("b", {}, title), amount(negated(group.gap), detail.currency)),
    entries("theirs", c("yours")),
    entries("ours", c("ours", { organisation })),
    reasonLines(group.because, portalState.language, portalReasons).map((line) =>
      h("p", { class: "faint" }, line),
    ),
    group.answer !== "" &&
      h(
        "p",
        { class: "note" },
        `${c("yourAnswer")}: ${c(group.answer === "agreed" ? "agree" : "object")} ${group.answerNote}`,
      ),
    mayAnswer(detail) && answerBox(group, desk),
  );
}

function mayAnswer({ state, ourSignature, theirSignature }: ComparisonDetail): boolean {
  return state === "open" && !ourSignature && !theirSignature;
}

function answerBox(group: ComparedGroupOnWire, { path, show }: Desk): HTMLElement {
  const note = h("input", {
    name: "note",
    maxlength: 1000,
    placeholder: c("note"),
    "aria-label": c("note"),
  });
  // which reading it is, our own people decide; the customer says what it is in its books
  const ways = [...new Set(group.because.flatMap(({ fields }) => fields["way"] ?? []))];
  const button = (answer: "agreed" | "objected", text: string, said = "") => {
    const tone = answer === "agreed" ? "good" : "dispute";
    const one = h("button", { class: `plain ${tone}` }, text);
    act(one, async () => {
      const body = { answer, note: [said, note.value.trim()].filter(Boolean).join(" ") };
      await show(await post<ComparisonDetail>(`${path}/groups/${group.n}`, body));
    });
    return h("div", {}, one);
  };
  return h(
    "div",
    {},
    note,
    h(
      "div",
      { class: "choice" },
      ways.map((way) => {
        const text = c("readingIs", { way });
        return button("agreed", text, text);
      }),
      ways.length === 0 && button("agreed", c("agree")),
      button("objected", ways.length === 0 ? c("object") : c("noReading")),
    ),
  );
}

function signCard({ detail, path, show }: Desk): HTMLElement {
  const { theirSignature, state } = detail;
  if (theirSignature) {
    const undo = h("button", { class: "quiet" }, c("unconfirm"));
    act(undo, async () => show(await post<ComparisonDetail>(`${path}/unsign`)));
    const at = timeText(theirSignature.at);
    return h(
      "div",
      { class: "card" },
      h("p", { class: "notice good" }, c("confirmed", { ...theirSignature, at })),
      state === "closed" ? h("p", {}, c("closed")) : h("div", {}, c("waiting"), " ", undo),
    );
  }
  if (state !== "open") return h("div", {});
  const authorised = h("input", { type: "checkbox" });
  const button = h("button", { class: "main" }, c("confirm"));
  button.disabled = true;
  const form = h(
    "div",
    { class: "finish" },
    h("p", { class: "faint" }, c("confirmHint")),
    field(w("yourName"), h("input", { name: "name", maxlength: 60, autocomplete: "name" })),
    field(
      w("yourPosition"),
      h("input", { name: "position", maxlength: 60, autocomplete: "organization-title" }),
    ),
    h("label", { class: "tick" }, authorised, w("authorised")),
    h("div", {}, button),
  );
  form.addEventListener("input", () => {
    const isNamed = fieldText(form, "name") !== "" && fieldText(form, "position") !== "";
    button.disabled = !(isNamed && authorised.checked);
  });
  act(button, async () => {
    const [name, position] = [fieldText(form, "name"), fieldText(form, "position")];
    await show(
      await post<ComparisonDetail>(`${path}/sign`, { name, position, isAuthorised: true }),
    );
  });
  return h("div", { class: "card" }, form);
}
