// The frame of every signed-in page: rail, top bar, page, key panel, live events.
import { useQueryClient } from "@tanstack/react-query";
import { Drawer } from "antd";
import { use, useEffect, useRef, useState } from "react";
import {
  matchPath,
  Outlet,
  useLocation,
  useMatches,
  useNavigate,
  useNavigation,
  useParams,
} from "react-router";
import { type Session, session as sessionShape } from "../../src/contract/session.ts";
import { ApiProblem, requestScope } from "../api/client.ts";
import { useLiveEvents } from "../api/live.ts";
import { useAnswer } from "../api/query.ts";
import { SessionProvider, useRefusal, useSession } from "../api/session.tsx";
import { NotFound } from "../pages/not-found.tsx";
import { paths } from "../paths.ts";
import { pages } from "../routes.tsx";
import { listenForKeys, useHotkeys } from "../ui/hotkeys.ts";
import { EmptyState, Skeleton } from "../ui/states.tsx";
import { useStoredState } from "../ui/stored-state.ts";
import { frameWords } from "../words/frame.ts";
import { LanguageContext, useWords } from "../words/words.ts";
import { Failure } from "./failure.tsx";
import { KeyPanel } from "./key-panel.tsx";
import { LinkButton } from "./link-button.tsx";
import { Rail } from "./rail.tsx";
import { TopBar } from "./top-bar.tsx";

/** The organisation last worked in, in this browser. */
export const organisationKey = "qz.organisation";

export function Frame() {
  requestScope.organisation ??= Number(localStorage.getItem(organisationKey)) || null;
  const { data, error, refetch } = useAnswer(sessionShape, "/session");
  const navigate = useNavigate();
  const location = useLocation();
  const code = error instanceof ApiProblem ? error.problem.code : "";
  const isSignedOut = code === "not_signed_in";
  const hasBegun = data !== undefined;
  useEffect(() => {
    // of a page that stands nothing is taken away: a form may be open on it
    if (isSignedOut && !hasBegun) {
      const back = location.pathname === "/" ? "" : location.pathname + location.search;
      navigate(`${paths.signIn}${back ? `?back=${encodeURIComponent(back)}` : ""}`);
    }
    if (code === "organisation_not_found") {
      localStorage.removeItem(organisationKey);
      requestScope.organisation = null;
      void refetch();
    }
  }, [code, isSignedOut, hasBegun, navigate, location, refetch]);

  if (data) {
    return (
      <>
        <SignedIn session={data} />
        {isSignedOut ? <SignedOutBar /> : null}
      </>
    );
  }
  if (error && !isSignedOut) {
    return (
      <div className="page-body">
        <Failure error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  return (
    <div className="page-body">
      <Skeleton />
    </div>
  );
}

function SignedIn({ session }: { session: Session }) {
  const w = useWords(frameWords);
  const [isFolded, setFolded] = useStoredState("rail", false, asBoolean);
  const [areKeysOpen, openKeys] = useState(false);
  const [isMenuOpen, openMenu] = useState(false);
  const isConnected = useLiveEvents(session.organisation.id);
  requestScope.organisation = session.organisation.id;
  useEffect(listenForKeys, []);
  useOwnLanguage(session);
  const page = useScrollMemory();
  useFocusOnNewPage(page);
  const { booksId } = useParams();
  useHotkeys(frameWords.keysEverywhere, [
    { key: "Shift+Slash", does: frameWords.keyHelp, run: () => openKeys(true) },
  ]);

  return (
    <SessionProvider session={session}>
      <a className="skip-link" href="#page">
        {w("skipToPage")}
      </a>
      <div className={isFolded ? "frame is-narrow-rail" : "frame"} key={booksId ?? ""}>
        <Rail isFolded={isFolded} onFold={() => setFolded(!isFolded)} />
        <TopBar
          isConnected={isConnected}
          onKeys={() => openKeys(true)}
          onMenu={() => openMenu(true)}
        />
        <main className="page" id="page" ref={page} tabIndex={-1}>
          <AllowedPage />
        </main>
        <PageComing />
      </div>
      <Drawer
        placement="left"
        size={240}
        open={isMenuOpen}
        onClose={() => openMenu(false)}
        styles={{ body: { padding: 0, display: "flex" }, header: { display: "none" } }}
      >
        <Rail isFolded={false} onFold={null} onChoose={() => openMenu(false)} />
      </Drawer>
      <KeyPanel isOpen={areKeysOpen} onClose={() => openKeys(false)} />
    </SessionProvider>
  );
}

/** The session ended elsewhere: the page stays as it is, and goes on after another sign-in. */
function SignedOutBar() {
  const w = useWords(frameWords);
  return (
    <div className="signed-out-bar" role="alert">
      <span>{w("signedOutMeanwhile")}</span>
      <a href={paths.signIn} target="_blank" rel="noreferrer">
        {w("signInAnew")}
      </a>
    </div>
  );
}

/** A bookmark of a page that this member may not open says so, in place of a page of refusals. */
function AllowedPage() {
  const w = useWords(frameWords);
  const { pathname } = useLocation();
  const isThere = useIsThere();
  const { act = "view" } = pages.find(({ path }) => matchPath(paths[path], pathname)) ?? {};
  const refusal = useRefusal(act);
  if (!isThere) return <NotFound />;
  if (refusal === null) return <Outlet />;
  return (
    <div className="page-body">
      <EmptyState
        kind="found"
        title={refusal}
        text={w("askAdministrator")}
        action={<LinkButton to="/">{w("toToday")}</LinkButton>}
      />
    </div>
  );
}

/** An address names books of this organisation, and records by their number. */
function useIsThere(): boolean {
  const { books } = useSession().organisation;
  const params = useParams();
  const ids = Object.entries(params).filter(([name]) => name.endsWith("Id"));
  if (!ids.every(([, id = ""]) => /^\d{1,15}$/.test(id))) return false;
  const { booksId } = params;
  return booksId === undefined || books.some(({ id }) => String(id) === booksId);
}

/** On a slow line: the link was pressed, the code of its page is on its way. */
function PageComing() {
  const w = useWords(frameWords);
  if (useNavigation().state === "idle") return null;
  return (
    <div className="page-coming appear-late" role="status" aria-label={w("loading")}>
      <i />
    </div>
  );
}

/** The member's language wins over what this browser remembers, once per sign-in. */
function useOwnLanguage(session: Session): void {
  const { language, setLanguage } = use(LanguageContext);
  const applied = useRef(false);
  useEffect(() => {
    if (applied.current) return;
    applied.current = true;
    if (session.language !== language) setLanguage(session.language);
  }, [session.language, language, setLanguage]);
}

const positions = new Map<string, number>();

/** Back restores the page's scroll position; filters and order stand in the address anyway. */
function useScrollMemory() {
  const page = useRef<HTMLElement>(null);
  const { key } = useLocation();
  const matches = useMatches().length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page means a new position
  useEffect(() => {
    const element = page.current;
    if (!element) return;
    element.scrollTop = positions.get(key) ?? 0;
    const note = () => positions.set(key, element.scrollTop);
    element.addEventListener("scroll", note, { passive: true });
    return () => element.removeEventListener("scroll", note);
  }, [key, matches]);
  return page;
}

/**
 * Another page takes the focus with it: the link in the rail that led here would keep Enter for
 * itself, and Tab would walk through the whole frame again. A field that the page itself has
 * chosen keeps it.
 */
function useFocusOnNewPage(page: React.RefObject<HTMLElement | null>): void {
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    const element = page.current;
    if (element && !element.contains(document.activeElement)) element.focus();
  }, [page, pathname]);
}

function asBoolean(value: unknown): boolean | null {
  return typeof value === "boolean" ? value : null;
}

/** Everything cached belongs to one person and organisation. */
export function useForgetEverything(): () => void {
  const client = useQueryClient();
  return () => client.clear();
}
