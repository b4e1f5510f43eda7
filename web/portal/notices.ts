// Differences we saw: what was owed, what came, what is missing; one answer each.
import type { NoticeOnWire, PortalNotices } from "../../src/contract/difference-notices.ts";
import type { PortalFile } from "../../src/contract/portal.ts";
import { noticeStates } from "../../src/core/disputes/notice.ts";
import { objectionReasons } from "../../src/core/statements/statement.ts";
import { post, upload } from "./api.ts";
import { h } from "./dom.ts";
import { act, amount, dayField, field, fileField, section, tag } from "./parts.ts";
import { say, w } from "./say.ts";
import { takenFiles } from "./thread.ts";

/** What waits for an answer first; redrawn in place. */
export function noticeCards(notices: PortalNotices): HTMLElement | false {
  if (notices.rows.length === 0) return false;
  const box = h("div", { class: "list" });
  const show = ({ rows }: PortalNotices) =>
    box.replaceChildren(
      ...rows.toSorted((a, b) => rank(a) - rank(b) || b.id - a.id).map((one) => card(one, show)),
    );
  show(notices);
  return section(w("notices"), box);
}

function rank({ state }: NoticeOnWire): number {
  return state === "sent" ? 0 : 1;
}

function card(notice: NoticeOnWire, show: (next: PortalNotices) => void): HTMLElement {
  const { currency } = notice;
  const isOpen = notice.state === "sent";
  const tone = isOpen ? "look" : notice.state === "disputed" ? "dispute" : "good";
  return h(
    "div",
    { class: "card line" },
    h(
      "div",
      { class: "row" },
      h("b", {}, notice.no),
      tag(isOpen ? w("noticeOpen") : say(noticeStates[notice.state]), tone),
    ),
    h("div", { class: "row" }, h("span", {}, w("noticeOwed")), amount(notice.amount, currency)),
    notice.paid !== null &&
      h(
        "div",
        { class: "row" },
        h("span", {}, w("noticePaid", { date: notice.paidOn ?? "" })),
        amount(notice.paid, notice.paidCurrency ?? currency),
      ),
    h(
      "div",
      { class: "row big" },
      h("span", {}, w("noticeShort")),
      amount(isOpen ? notice.left : notice.short, currency),
    ),
    notice.because.map((one) => h("p", { class: "faint" }, say(one))),
    notice.payCode !== null &&
      h("p", { class: "notice good" }, w("noticePayCode", { code: notice.payCode })),
    notice.note !== "" && h("p", {}, notice.note),
    isOpen && answers(notice, show),
  );
}

function answers(notice: NoticeOnWire, show: (next: PortalNotices) => void): HTMLElement {
  const path = `/notices/${notice.id}/answer`;
  const agree = h("button", { class: "plain good wide" }, w("noticeAgree"));
  act(agree, async () => show(await post<PortalNotices>(path, { answer: "agreed" })));
  const pay = h("button", { class: "plain wide" }, w("noticePay"));
  const why = h("button", { class: "plain dispute wide" }, w("noticeWhy"));
  const box = h(
    "div",
    { class: "list" },
    h("div", {}, agree),
    h("div", {}, pay),
    h("div", {}, why),
  );
  const open = (form: HTMLElement) => box.replaceWith(form);
  pay.addEventListener("click", () => open(payForm(path, show)));
  why.addEventListener("click", () => open(whyForm(path, show)));
  return box;
}

function payForm(path: string, show: (next: PortalNotices) => void): HTMLElement {
  const day = dayField(w("payOn"), { name: "payOn", value: "" });
  const send = h("button", { class: "main" }, w("noticePay"));
  act(send, async () => {
    const body = { answer: "will_pay", payOn: day.read() };
    show(await post<PortalNotices>(path, body));
  });
  return h("div", { class: "objection" }, day.field, h("div", {}, send));
}

function whyForm(path: string, show: (next: PortalNotices) => void): HTMLElement {
  let reason = "";
  const send = h("button", { class: "main" }, w("send"));
  send.disabled = true;
  const tiles = Object.entries(objectionReasons).map(([key, sentence]) => {
    const tile = h("button", { class: "tile", "aria-pressed": "false" }, say(sentence));
    tile.addEventListener("click", () => {
      reason = key;
      for (const other of tiles) other.setAttribute("aria-pressed", String(other === tile));
      send.disabled = false;
    });
    return tile;
  });
  const note = h("textarea", { name: "note", rows: 2, maxlength: 1000 });
  const photo = h("input", { type: "file", accept: takenFiles });
  act(send, async () => {
    const [file] = photo.files ?? [];
    const fileIds = file ? [(await upload<PortalFile>("/files", file)).id] : [];
    const body = { answer: "disputed", reason, note: note.value.trim(), fileIds };
    show(await post<PortalNotices>(path, body));
  });
  return h(
    "div",
    { class: "objection" },
    h("span", { class: "faint" }, w("reason")),
    h("div", { class: "tiles" }, tiles),
    field(w("note"), note),
    fileField(w("photo"), photo),
    h("div", {}, send),
  );
}
