// P2 首页: what is owed today, three things to do, and below everything there is to see.
import type { PortalNotices } from "../../src/contract/difference-notices.ts";
import type {
  Announcement,
  Overview,
  PortalDispute,
  PortalItem,
  PortalReceipt,
  PortalStatementRow,
  PortalSums,
} from "../../src/contract/portal.ts";
import {
  disputeReasons,
  disputeResolutions,
  disputeStates,
  isDisputeReason,
} from "../../src/core/disputes/dispute.ts";
import { type ItemKind, itemKinds } from "../../src/core/item-kinds.ts";
import { sumDecimals } from "../../src/core/sum-decimals.ts";
import { portalConfirmations } from "../words/portal.ts";
import { post } from "./api.ts";
import { c } from "./compare.ts";
import { h } from "./dom.ts";
import { noticeCards } from "./notices.ts";
import { act, amount, growing, section, tag } from "./parts.ts";
import { amountText, isZero, negated, say, w } from "./say.ts";
import { open } from "./state.ts";
import { messageList, replyBox } from "./thread.ts";

type Redraw = () => Promise<void>;

export function homeView(account: Overview, notices: PortalNotices, redraw: Redraw): HTMLElement {
  const due = account.statements.find(({ confirmation }) => isToAnswer(confirmation));
  const toCheck = due?.id ?? account.statementId;
  return h(
    "main",
    {},
    h("p", { class: "customer" }, account.customer),
    account.sums.map((sums) => sumsCard(sums, account.today)),
    account.sums.length === 0 && h("p", { class: "notice good" }, w("nothingOpen")),
    h(
      "nav",
      { class: "acts" },
      // a notice may be the first that was ever sent: then there is nothing to check
      toCheck > 0 &&
        h(
          "button",
          { class: "main", onclick: () => open({ name: "check", id: toCheck }) },
          w("check"),
        ),
      h("button", { class: "plain", onclick: () => open({ name: "pay" }) }, w("pay")),
      h("button", { class: "plain", onclick: () => open({ name: "ask" }) }, w("ask")),
    ),
    h(
      "p",
      {},
      h("button", { class: "quiet", onclick: () => open({ name: "compare" }) }, `${c("title")} ›`),
    ),
    noticeCards(notices),
    account.rate && rateCard(account.rate, redraw),
    section(w("statements"), growing(account.statements, statementCard)),
    account.disputes.length > 0 &&
      section(
        w("objections"),
        growing(account.disputes, (one) => disputeCard(one, redraw)),
      ),
    account.announcements.length > 0 &&
      section(
        w("announcements"),
        growing(account.announcements, (one) => announced(one, redraw)),
      ),
    section(
      w("openItems"),
      account.items.length === 0
        ? h("p", { class: "faint" }, w("nothingOpen"))
        : growing(account.items, itemCard),
    ),
    section(
      w("receipts"),
      account.receipts.length === 0
        ? h("p", { class: "faint" }, w("noReceipts"))
        : growing(account.receipts, receiptCard),
    ),
  );
}

function isToAnswer(confirmation: string): boolean {
  return ["sent", "viewed", "partly_objected"].includes(confirmation);
}

function sumsCard(sums: PortalSums, today: string): HTMLElement {
  const { currency, nextDue } = sums;
  const isCredit = sums.owed.startsWith("-");
  const row = (label: string, text: string, className = "") =>
    !isZero(text) &&
    h("div", { class: `row ${className}` }, h("span", {}, label), amount(text, currency));
  return h(
    "div",
    { class: "card sums" },
    h("p", { class: "faint" }, w("asOf", { date: today })),
    h(
      "div",
      { class: "row big" },
      h("span", {}, w(isCredit ? "credit" : "owed")),
      amount(sums.owed.replace("-", ""), currency),
    ),
    // money that pays nothing yet is less to pay, but no document is: the sum stands in full
    !isZero(sums.unapplied) && row(w("documents"), sumDecimals([sums.owed, sums.unapplied])),
    row(w("ofOverdue"), sums.overdue, "due"),
    nextDue && row(w("nextDue", { date: nextDue.date }), nextDue.amount),
    row(w("inDispute"), sums.disputed, "dispute"),
    row(w("notApplied"), negated(sums.unapplied)),
  );
}

function statementCard(row: PortalStatementRow): HTMLElement {
  const isWaiting = isToAnswer(row.confirmation) && row.confirmation !== "partly_objected";
  const sentence = portalConfirmations[row.confirmation as keyof typeof portalConfirmations];
  const tone = row.confirmation === "partly_objected" ? "dispute" : isWaiting ? "look" : "good";
  return h(
    "button",
    { class: "card line", onclick: () => open({ name: "check", id: row.id }) },
    h("div", { class: "row" }, h("b", {}, row.no), tag(say(sentence), tone)),
    h(
      "div",
      { class: "row" },
      h("span", { class: "faint" }, w("period", { from: row.from, to: row.to })),
      amount(row.closing, row.currency),
    ),
    isWaiting && row.replyBy && h("div", { class: "faint" }, w("replyBy", { date: row.replyBy })),
  );
}

export function dueText(dueDate: string | null, daysLate: number | null): string {
  if (dueDate === null) return w("noDue");
  if (daysLate === null || daysLate <= 0) return w("dueOn", { date: dueDate });
  return w("dueLate", { date: dueDate, days: daysLate });
}

export function kindText(kind: string): string {
  return say(itemKinds[kind as ItemKind]); // "" for what is no kind
}

function itemCard(item: PortalItem): HTMLElement {
  const isPart = item.open !== item.amount;
  return h(
    "div",
    { class: "card line" },
    h(
      "div",
      { class: "row" },
      h("span", {}, h("b", {}, item.no), " ", h("small", { class: "kind" }, kindText(item.kind))),
      amount(item.open, item.currency),
    ),
    h(
      "div",
      { class: "row" },
      h("span", { class: "faint" }, dueText(item.dueDate, item.daysLate)),
      isPart && h("span", { class: "faint" }, w("ofTotal", { amount: amountText(item.amount) })),
    ),
    !isZero(item.disputed) &&
      h("div", { class: "row dispute" }, h("span", {}, w("inDispute")), amount(item.disputed)),
    item.announced && tag(w("announcedTag"), "plain"),
  );
}

function receiptCard(receipt: PortalReceipt): HTMLElement {
  return h(
    "div",
    { class: "card line" },
    h(
      "div",
      { class: "row" },
      h("span", {}, h("b", {}, receipt.date), " ", h("small", {}, receipt.payer)),
      amount(receipt.amount, receipt.currency),
    ),
    receipt.applied.map((one) =>
      h(
        "div",
        { class: "row faint" },
        h("span", {}, w("paidFor", { no: one.no })),
        amount(one.amount, one.currency === receipt.currency ? "" : one.currency),
      ),
    ),
    !isZero(receipt.unapplied) &&
      h("div", { class: "row look" }, h("span", {}, w("rest")), amount(receipt.unapplied)),
  );
}

function disputeCard(dispute: PortalDispute, redraw: Redraw): HTMLElement {
  const reason = isDisputeReason(dispute.reason) ? disputeReasons[dispute.reason] : undefined;
  const isOver = dispute.state === "resolved";
  const end = disputeResolutions[dispute.resolution as keyof typeof disputeResolutions];
  return h(
    "details",
    { class: "card line" },
    h(
      "summary",
      {},
      h(
        "div",
        { class: "row" },
        h("b", {}, dispute.items.join(", ") || say(reason)),
        tag(
          say(disputeStates[dispute.state as keyof typeof disputeStates]),
          isOver ? "good" : "dispute",
        ),
      ),
      h(
        "div",
        { class: "row" },
        h("span", { class: "faint" }, say(reason)),
        amount(dispute.amount, dispute.currency),
      ),
    ),
    messageList(dispute.messages),
    isOver && end && h("p", { class: "notice good" }, say(end.told)),
    !isOver && replyBox(`/disputes/${dispute.id}/messages`, redraw),
  );
}

function announced(one: Announcement, redraw: Redraw): HTMLElement {
  const back = h("button", { class: "quiet" }, w("takeBack"));
  act(back, async () => {
    await post(`/announcements/${one.id}/cancel`);
    await redraw();
  });
  return h(
    "div",
    { class: "card line" },
    h("div", { class: "row" }, h("b", {}, one.payCode), amount(one.amount, one.currency)),
    h(
      "div",
      { class: "row faint" },
      h("span", {}, one.items.map(({ no }) => no).join(", ")),
      h("span", {}, one.payOn ?? ""),
    ),
    one.state === "announced"
      ? h("div", { class: "row" }, h("span", { class: "faint" }, w("announced")), back)
      : tag(w(one.state), one.state === "received" ? "good" : "plain"),
  );
}

function rateCard(rate: NonNullable<Overview["rate"]>, redraw: Redraw): HTMLElement {
  const noteField = h("input", { name: "note", maxlength: 300, placeholder: w("rateNote") });
  const stars = [1, 2, 3, 4, 5].map((count) => {
    const label = w("rateStar", { count });
    const button = h("button", { class: "plain", "aria-label": label }, count);
    act(button, async () => {
      await post("/ratings", { ...rate, stars: count, note: noteField.value.trim() });
      await redraw();
    });
    return h("div", {}, button);
  });
  return h(
    "div",
    { class: "card rate" },
    h("b", {}, w("rateTitle")),
    noteField,
    h("div", { class: "stars" }, stars),
  );
}
