// The frame of all settings pages: their list at the left, the page at the right.
import type { ReactNode } from "react";
import { NavLink } from "react-router";
import { useBooks, useSession } from "../api/session.tsx";
import { type PathName, paths } from "../paths.ts";
import { pages } from "../routes.tsx";
import { useCurrentInSight } from "../ui/current-in-sight.ts";
import { settingsWords } from "../words/settings.ts";
import { useWords } from "../words/words.ts";

type Entry = {
  readonly path: PathName;
  readonly word: keyof typeof settingsWords;
};

/** A settings page is one line here; it shows to whom routes.tsx lets in. */
const entries: readonly Entry[] = [
  { path: "booksSettings", word: "books" },
  { path: "accounts", word: "accounts" },
  { path: "payAccounts", word: "payAccounts" },
  { path: "people", word: "people" },
  { path: "limits", word: "limits" },
  { path: "rules", word: "rules" },
  { path: "accuracy", word: "accuracy" },
  { path: "shadow", word: "shadow" },
  { path: "memory", word: "memory" },
  { path: "sending", word: "sending" },
  { path: "dataHealth", word: "dataHealth" },
  { path: "audit", word: "audit" },
  { path: "tokens", word: "tokens" },
  { path: "webhooks", word: "webhooks" },
  { path: "account", word: "account" },
];

export function SettingsFrame(props: { title: string; note?: string; children: ReactNode }) {
  const w = useWords(settingsWords);
  const { id } = useBooks();
  const { acts } = useSession();
  const row = useCurrentInSight();
  const shown = entries.filter(({ path }) =>
    pages.some((page) => page.path === path && acts.includes(page.act ?? "view")),
  );
  return (
    <div className="page-body">
      <div className="settings">
        <nav className="settings-nav" aria-label={w("settings")} ref={row}>
          {shown.map(({ path, word }) => (
            <NavLink
              key={path}
              to={paths[path].replace(":booksId", String(id))}
              className={({ isActive }) => (isActive ? "is-current" : "")}
            >
              {w(word)}
            </NavLink>
          ))}
        </nav>
        {/* what is saved is drawn anew: the focus stays here, not at the top of the page */}
        <div className="settings-main" tabIndex={-1}>
          <header>
            <h1>{props.title}</h1>
            {props.note ? <p className="page-note">{props.note}</p> : null}
          </header>
          {props.children}
        </div>
      </div>
    </div>
  );
}
