// The customer's portal: a page of a few kilobytes without a framework. Shows the door or the account
// and draws the view the address names.
import "@fontsource-variable/noto-sans-sc/index.css";
import "./portal.css";
import type { PortalNotices } from "../../src/contract/difference-notices.ts";
import type { Overview } from "../../src/contract/portal.ts";
import { get, PortalRefusal, post } from "./api.ts";
import { askView } from "./ask.ts";
import { checkView } from "./check.ts";
import { compareView, comparisonView } from "./compare.ts";
import { h } from "./dom.ts";
import { doorView } from "./door.ts";
import { homeView } from "./home.ts";
import { payView } from "./pay.ts";
import { w } from "./say.ts";
import {
  hasOwnLanguage,
  placeOf,
  portalState,
  readAddress,
  setLanguage,
  viewNow,
} from "./state.ts";

const root = document.getElementById("portal");

async function start(): Promise<void> {
  readAddress();
  history.scrollRestoration = "manual";
  window.addEventListener("hashchange", () => {
    readAddress();
    void draw().then(arrive);
  });
  await draw();
}

/** Another view is read from its beginning; who goes back is where they were. */
function arrive(): void {
  window.scrollTo(0, placeOf(history.state));
  root?.querySelector("main")?.focus({ preventScroll: true });
}

/** Draws the whole page anew from what the server says; views redraw themselves for what they change. */
async function draw(): Promise<void> {
  try {
    portalState.overview = await get<Overview>("/overview");
    if (!hasOwnLanguage()) setLanguage(portalState.overview.language, false);
    const { overview } = portalState;
    const view = viewNow();
    if (view.name === "check") return show(await checkView(view.id, draw));
    if (view.name === "compare") return show(await compareView());
    if (view.name === "comparison") return show(await comparisonView(view.id));
    if (view.name === "pay") return show(payView(overview, draw));
    if (view.name === "ask") return show(askView(overview, draw));
    show(homeView(overview, await get<PortalNotices>("/notices"), draw));
  } catch (error) {
    if (!(error instanceof PortalRefusal)) throw error;
    const isOutside = ["portal_not_open", "portal_link_withdrawn"].includes(error.code);
    show(isOutside ? await doorView(error, draw) : failureView(error));
  }
}

function failureView(error: PortalRefusal): HTMLElement {
  const sentence = error.code === "connection_lost" ? w("lost") : error.message || w("failed");
  return h("main", {}, h("p", { class: "notice bad", role: "alert" }, sentence));
}

function show(view: HTMLElement): void {
  document.title = w("title");
  // takes the focus of the button that was pressed and is gone
  view.tabIndex = -1;
  root?.replaceChildren(topBar(), view);
}

function topBar(): HTMLElement {
  const { overview, language } = portalState;
  const other = language === "zh" ? "en" : "zh";
  return h(
    "header",
    {},
    h("strong", { class: "sender" }, overview?.organisation ?? w("title")),
    h(
      "button",
      {
        class: "quiet",
        onclick: () => {
          setLanguage(other, true);
          void draw();
        },
      },
      w("otherLanguage"),
    ),
    overview &&
      h(
        "button",
        {
          class: "quiet",
          onclick: async () => {
            await post("/sign-out").catch(() => null);
            portalState.overview = null;
            await draw();
          },
        },
        w("signOut"),
      ),
  );
}

void start();
