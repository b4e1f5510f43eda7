// P3 核对: lines as cards, agreed or objected to one by one, saved at each tap; finished with name and
// position. What is shown is what was frozen; what changed since stands beside it.

import type { PortalLine, PortalStatement } from "../../src/contract/portal.ts";
import { objectionReasons } from "../../src/core/statements/statement.ts";
import { sumDecimals } from "../../src/core/sum-decimals.ts";
import { get, post, upload } from "./api.ts";
import { fieldText, h } from "./dom.ts";
import { dueText, kindText } from "./home.ts";
import { act, amount, backButton, field, fileField, fileLinks, tag } from "./parts.ts";
import { amountText, isZero, say, timeText, w } from "./say.ts";
import { open } from "./state.ts";
import { takenFiles } from "./thread.ts";

type Redraw = () => Promise<void>;
type Reason = keyof typeof objectionReasons;

export async function checkView(id: number, redraw: Redraw): Promise<HTMLElement> {
  const main = h("main", { class: "check" });
  const path = `/statements/${id}`;
  let wasOpen = false;
  const show = (statement: PortalStatement) => {
    const y = window.scrollY;
    main.replaceChildren(...partsOf(statement, { path, show, redraw }));
    const isOpen = statement.lines.some(({ state }) => state === "open");
    window.scrollTo(0, y);
    // the last line is answered: what comes next is brought into sight
    if (wasOpen && !isOpen) main.querySelector(".finish")?.scrollIntoView({ block: "end" });
    wasOpen = isOpen;
  };
  show(await get<PortalStatement>(path));
  return main;
}

type Desk = {
  readonly path: string;
  readonly show: (statement: PortalStatement) => void;
  readonly redraw: Redraw;
};

function partsOf(statement: PortalStatement, desk: Desk): HTMLElement[] {
  const { lines, mayAnswer } = statement;
  const left = lines.filter(({ state }) => state === "open");
  return [
    backButton(),
    headCard(statement),
    ...(mayAnswer && left.length > 0 ? [h("p", { class: "faint" }, w("howToCheck"))] : []),
    h(
      "div",
      { class: "list" },
      lines.map((line) => lineCard(statement, line, desk)),
    ),
    ...(statement.answer ? [answeredCard(statement)] : []),
    ...(mayAnswer && (left.length > 0 || !statement.answer) ? [foot(statement, desk)] : []),
  ];
}

function headCard(statement: PortalStatement): HTMLElement {
  const { currency, no, from, to, id } = statement;
  const row = (label: string, text: string) =>
    h("div", { class: "row" }, h("span", {}, label), amount(text, currency));
  const file = (format: "pdf" | "xlsx") =>
    h(
      "a",
      { href: `/api/portal/statements/${id}/file?format=${format}`, download: `${no}.${format}` },
      w("download", { format: format.toUpperCase() }),
    );
  return h(
    "div",
    { class: "card sums" },
    h("p", { class: "faint" }, `${no} · ${w("period", { from, to })}`),
    row(w("opening"), statement.opening),
    row(w("debit"), statement.debit),
    row(w("creditTurnover"), statement.credit),
    h(
      "div",
      { class: "row big" },
      h("span", {}, w("closing")),
      amount(statement.closing, currency),
    ),
    !isZero(statement.changedSince) && row(w("changedSince"), statement.changedSince),
    h("p", { class: "files" }, file("pdf"), file("xlsx")),
  );
}

/** Money that has come and pays nothing yet is a line of its own. */
function kindOf({ kind, itemKind }: PortalLine): string {
  return kind === "receipt" ? w("notApplied") : kindText(itemKind);
}

function lineCard(statement: PortalStatement, line: PortalLine, desk: Desk): HTMLElement {
  const card = h(
    "div",
    { class: `card line ${line.state}` },
    h(
      "div",
      { class: "row" },
      h(
        "span",
        {},
        h("b", {}, line.no || w("closing")),
        " ",
        h("small", { class: "kind" }, kindOf(line)),
      ),
      amount(line.open, statement.currency),
    ),
    line.kind === "receipt" && h("div", { class: "faint" }, line.issueDate),
    line.kind === "item" &&
      h(
        "div",
        { class: "row faint" },
        h("span", {}, dueText(line.dueDate, line.daysLate)),
        line.amount !== line.open &&
          h("span", {}, w("ofTotal", { amount: amountText(line.amount) })),
      ),
    line.factor !== "" && h("p", { class: "faint" }, w("payFactor", { factor: line.factor })),
    line.openNow !== null &&
      h("p", { class: "faint" }, w("openNow", { amount: amountText(line.openNow) })),
  );
  if (line.state === "open") {
    if (statement.mayAnswer) card.append(choice(statement, line, card, desk));
  } else {
    card.append(...decided(statement, line, desk));
  }
  return card;
}

function choice(
  statement: PortalStatement,
  line: PortalLine,
  card: HTMLElement,
  { path, show }: Desk,
): HTMLElement {
  const agree = h("button", { class: "plain good" }, `✓ ${w("agree")}`);
  act(agree, async () => {
    const decisions = [{ n: line.n, state: "agreed" }];
    show(await post<PortalStatement>(`${path}/decisions`, { decisions }));
  });
  const object = h("button", { class: "plain dispute" }, `× ${w("object")}`);
  const box = h("div", { class: "choice" }, h("div", {}, agree), h("div", {}, object));
  object.addEventListener("click", () => {
    const form = objectionForm(statement, line, { path, show }, () => form.replaceWith(box));
    box.replaceWith(form);
    card.scrollIntoView({ block: "nearest" });
  });
  return box;
}

/** Reason, their figure, a note, a photo: at most six taps. */
function objectionForm(
  statement: PortalStatement,
  line: PortalLine,
  { path, show }: Pick<Desk, "path" | "show">,
  cancel: () => void,
): HTMLElement {
  let reason: Reason | null = null;
  const save = h("button", { class: "main" }, w("save"));
  save.disabled = true;
  const tiles = Object.entries(objectionReasons).map(([key, sentence]) => {
    const tile = h("button", { class: "tile", "aria-pressed": "false" }, say(sentence));
    tile.addEventListener("click", () => {
      reason = key as Reason; // the record's own keys
      for (const other of tiles) other.setAttribute("aria-pressed", String(other === tile));
      save.disabled = false;
    });
    return tile;
  });
  const photo = h("input", { type: "file", accept: takenFiles });
  const their = h("input", { name: "their", inputmode: "decimal", placeholder: line.open });
  const form = h(
    "div",
    { class: "objection" },
    h("span", { class: "faint" }, w("reason")),
    h("div", { class: "tiles" }, tiles),
    field(`${w("theirAmount")} (${statement.currency})`, their),
    field(w("note"), h("textarea", { name: "note", rows: 2, maxlength: 1000 })),
    fileField(w("photo"), photo),
    h(
      "div",
      { class: "choice" },
      h("div", {}, save),
      h("div", {}, h("button", { class: "plain", onclick: cancel }, w("cancel"))),
    ),
  );
  act(save, async () => {
    const file = photo.files?.[0];
    if (file) await upload(`/files?statement=${statement.id}&line=${line.n}`, file);
    const theirs = fieldText(form, "their").replace(/[,，\s]/g, "");
    const decision = {
      n: line.n,
      state: "objected",
      reason,
      their: theirs === "" ? null : theirs,
      note: fieldText(form, "note"),
    };
    show(await post<PortalStatement>(`${path}/decisions`, { decisions: [decision] }));
  });
  return form;
}

function decided(
  { currency }: PortalStatement,
  line: PortalLine,
  { path, show }: Desk,
): HTMLElement[] {
  const undo = h("button", { class: "quiet" }, w("undo"));
  act(undo, async () => show(await post<PortalStatement>(`${path}/lines/${line.n}/undo`)));
  const states = { agreed: "good", objected: "dispute", resolved: "good" } as const;
  const state = line.state === "agreed" || line.state === "objected" ? line.state : "resolved";
  const reason = objectionReasons[line.reason as Reason];
  return [
    h(
      "div",
      { class: "row" },
      tag(w(state), states[state]),
      state === "resolved" ? null : h("div", {}, undo),
    ),
    ...(line.reason
      ? [
          h(
            "p",
            {},
            `${say(reason)}${line.their === null ? "" : ` · ${w("theirAmount")} ${currency} ${amountText(line.their)}`}`,
          ),
        ]
      : []),
    ...(line.note ? [h("p", { class: "note" }, line.note)] : []),
    ...[fileLinks(line.files)].filter((links) => links !== null),
  ];
}

function restButton(left: readonly PortalLine[], { path, show }: Desk): HTMLElement {
  const button = h("button", { class: "plain good wide" }, w("restAgreed"));
  act(button, async () => {
    const decisions = left.map(({ n }) => ({ n, state: "agreed" }));
    show(await post<PortalStatement>(`${path}/decisions`, { decisions }));
  });
  return h("div", {}, button);
}

function foot(statement: PortalStatement, desk: Desk): HTMLElement {
  const { lines } = statement;
  const sum = (state: string) =>
    amountText(sumDecimals(lines.map((line) => (line.state === state ? line.open : noneOf(line)))));
  const left = lines.filter(({ state }) => state === "open");
  return h(
    "div",
    // a form stands in the page: fixed, it would hide the page above a phone's keyboard
    { class: left.length > 0 ? "foot" : "foot is-still" },
    h(
      "div",
      { class: "row" },
      h("span", { class: "good" }, w("agreedSum", { amount: sum("agreed") })),
      h("span", { class: "dispute" }, w("objectedSum", { amount: sum("objected") })),
    ),
    left.length > 0 && h("p", { class: "faint" }, w("leftCount", { count: left.length })),
    // always in reach: a statement may have hundreds of lines
    left.length > 1 && restButton(left, desk),
    left.length === 0 && finishForm(desk),
  );
}

function finishForm({ path, show }: Desk): HTMLElement {
  const authorised = h("input", { type: "checkbox" });
  const button = h("button", { class: "main" }, w("finish"));
  button.disabled = true;
  const form = h(
    "div",
    { class: "finish" },
    field(w("yourName"), h("input", { name: "name", maxlength: 60, autocomplete: "name" })),
    field(
      w("yourPosition"),
      h("input", { name: "position", maxlength: 60, autocomplete: "organization-title" }),
    ),
    field(w("answerNote"), h("input", { name: "note", maxlength: 500 })),
    h("label", { class: "tick" }, authorised, w("authorised")),
    h("div", {}, button),
  );
  form.addEventListener("input", () => {
    const isNamed = fieldText(form, "name") !== "" && fieldText(form, "position") !== "";
    button.disabled = !(isNamed && authorised.checked);
  });
  act(button, async () => {
    const [name, position] = [fieldText(form, "name"), fieldText(form, "position")];
    const finish = { name, position, note: fieldText(form, "note"), isAuthorised: true };
    show(await post<PortalStatement>(`${path}/finish`, finish));
    window.scrollTo(0, document.body.scrollHeight);
  });
  return form;
}

function answeredCard(statement: PortalStatement): HTMLElement {
  const { answer, confirmation } = statement;
  const isWhole = confirmation === "confirmed" || confirmation === "deemed_confirmed";
  const at = answer ? timeText(answer.at) : "";
  return h(
    "div",
    { class: "card" },
    h("p", { class: "notice good" }, w(isWhole ? "allAgreed" : "someObjected")),
    answer && h("p", {}, w("answered", { name: answer.name, position: answer.position, at })),
    answer?.note && h("p", { class: "note" }, answer.note),
    h("button", { class: "plain wide", onclick: () => open({ name: "home" }) }, w("back")),
  );
}

/** Zero with the decimals of the line's currency: 0.00 where nothing is agreed yet. */
function noneOf({ open }: { readonly open: string }): string {
  return open.replace("-", "").replace(/\d/g, "0");
}
