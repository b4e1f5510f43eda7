// The pages of 凭证与月结 as tabs: one place in the rail, five pages.
import type { ReactNode } from "react";
import { NavLink } from "react-router";
import type { Act } from "../../../src/core/roles.ts";
import { useBooks, useSession } from "../../api/session.tsx";
import { type PathName, paths } from "../../paths.ts";
import { useCurrentInSight } from "../../ui/current-in-sight.ts";
import { closeWords } from "../../words/close.ts";
import { useWords } from "../../words/words.ts";

type Tab = {
  readonly path: PathName;
  readonly word: keyof typeof closeWords;
  readonly act: Act;
};

const tabs: readonly Tab[] = [
  { path: "journal", word: "tabJournal", act: "view_bank_lines" },
  { path: "trialBalance", word: "tabTrial", act: "view_bank_lines" },
  { path: "closing", word: "tabClose", act: "view_bank_lines" },
  { path: "approvals", word: "tabApprovals", act: "view" },
  { path: "verification", word: "tabVerify", act: "view_audit" },
];

/** Head of each of the pages; `children` stands at its right. */
export function SectionTabs({ children }: { readonly children?: ReactNode }) {
  const w = useWords(closeWords);
  const { id } = useBooks();
  const { acts } = useSession();
  const row = useCurrentInSight();
  return (
    <header className="section-head">
      <h1 className="visually-hidden">{w("section")}</h1>
      <nav className="section-tabs" aria-label={w("section")} ref={row}>
        {tabs
          .filter(({ act }) => acts.includes(act))
          .map(({ path, word }) => (
            <NavLink
              key={path}
              to={paths[path].replace(":booksId", String(id))}
              className={({ isActive }) => (isActive ? "is-current" : "")}
            >
              {w(word)}
            </NavLink>
          ))}
      </nav>
      {children ? <div className="section-tools">{children}</div> : null}
    </header>
  );
}
