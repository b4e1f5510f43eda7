// P1 进入: who sends this, to whom, why it is safe; a code to the contact's mail or phone.
import type { Door } from "../../src/contract/portal.ts";
import { PortalRefusal, post } from "./api.ts";
import { fieldText, h } from "./dom.ts";
import { act, field } from "./parts.ts";
import { dayText, w } from "./say.ts";
import { hasOwnLanguage, portalState, setLanguage } from "./state.ts";

type Redraw = () => Promise<void>;

export async function doorView(why: PortalRefusal, redraw: Redraw): Promise<HTMLElement> {
  const { token } = portalState;
  if (token === "") {
    const sentence = why.code === "portal_link_withdrawn" ? why.message : w("noLink");
    return h("main", { class: "door" }, h("p", { class: "notice" }, sentence));
  }
  try {
    const door = await post<Door>("/door", { token });
    if (!hasOwnLanguage()) setLanguage(door.language, false);
    return doorCard(door, redraw);
  } catch (error) {
    if (!(error instanceof PortalRefusal)) throw error;
    return deadLink(error);
  }
}

/** Says which, and one way on. */
function deadLink(error: PortalRefusal): HTMLElement {
  const { token } = portalState;
  const button = h("button", { class: "main" }, w("askNewLink"));
  act(button, async () => {
    await post("/new-link", { token });
    button.replaceWith(h("p", { class: "notice good" }, w("newLinkAsked")));
  });
  const isKnown = error.code === "portal_link_expired" || error.code === "portal_link_withdrawn";
  const sentence = error.message || w("failed");
  return h(
    "main",
    { class: "door" },
    h("p", { class: "notice", role: "alert" }, sentence),
    isKnown && h("div", {}, button),
  );
}

function doorCard(door: Door, redraw: Redraw): HTMLElement {
  const until = dayText(door.expiresAt);
  const main = h(
    "main",
    { class: "door" },
    h("h1", {}, w("doorFrom", { organisation: door.organisation })),
    h("p", { class: "lead" }, w("doorTo", { customer: door.customer })),
    door.statementNo !== "" && h("p", {}, w("doorPeriod", { no: door.statementNo })),
    door.statementNo !== "" &&
      h("p", { class: "figures" }, w("period", { from: door.from, to: door.to })),
    h("p", { class: "faint" }, w("doorSafe", { until, customer: door.customer })),
  );
  const send = h("button", { class: "main" }, w("sendCode", { to: door.sentTo }));
  const sendBox = h("div", {}, send);
  act(send, async () => {
    const sent = await post<{ sentTo: string; minutes: number }>("/code", {
      token: portalState.token,
    });
    sendBox.replaceWith(codeForm(sent, redraw));
    main.querySelector<HTMLInputElement>("input[name=code]")?.focus();
  });
  main.append(sendBox, handOverForm());
  return main;
}

function codeForm(sent: { sentTo: string; minutes: number }, redraw: Redraw): HTMLElement {
  const button = h("button", { class: "main", type: "submit" }, w("enter"));
  const input = h("input", {
    name: "code",
    inputmode: "numeric",
    autocomplete: "one-time-code",
    maxlength: 6,
    class: "code",
    "aria-label": w("code"),
  });
  const again = h("button", { class: "quiet", type: "button" }, w("sendAgain"));
  act(again, () => post("/code", { token: portalState.token }));
  const remember = h("input", { type: "checkbox", name: "remember" });
  const form = h(
    "form",
    {},
    h("p", {}, w("codeSent", { to: sent.sentTo, minutes: sent.minutes })),
    field(w("code"), input),
    h("label", { class: "tick" }, remember, w("remember")),
    h("div", {}, button),
    h("div", {}, again),
  );
  form.addEventListener("submit", (event) => event.preventDefault());
  act(button, async () => {
    const code = input.value.replace(/\D/g, "");
    await post("/session", { token: portalState.token, code, remember: remember.checked });
    await redraw();
  });
  return form;
}

function handOverForm(): HTMLElement {
  const button = h("button", { class: "plain" }, w("handOver"));
  const box = h(
    "details",
    { class: "aside" },
    h("summary", {}, w("wrongPerson")),
    field(w("colleague"), h("input", { name: "name", maxlength: 60 })),
    field(w("colleagueMail"), h("input", { name: "email", type: "email", maxlength: 200 })),
    h("div", {}, button),
  );
  act(button, async () => {
    const [name, email] = [fieldText(box, "name"), fieldText(box, "email")];
    await post("/hand-over", { token: portalState.token, name, email });
    box.replaceWith(h("p", { class: "notice good" }, w("handedOver")));
  });
  return box;
}
