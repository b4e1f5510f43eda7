// The signed-in session for every page: person, organisation, books of the address, rights.
import { createContext, type ReactNode, useContext } from "react";
import { useParams } from "react-router";
import type { Session, SessionBooks } from "../../src/contract/session.ts";
import { type Act, acts, roleNames } from "../../src/core/roles.ts";
import { fillSentence } from "../../src/core/words/word.ts";
import { frameWords } from "../words/frame.ts";
import { useLanguage } from "../words/words.ts";

const SessionContext = createContext<Session | null>(null);

export function SessionProvider(props: { session: Session; children: ReactNode }) {
  return <SessionContext value={props.session}>{props.children}</SessionContext>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("used outside the signed-in frame");
  return session;
}

/** The set of books in the address, else the first one. */
export function useBooks(): SessionBooks {
  const { organisation } = useSession();
  const { booksId } = useParams();
  const found = organisation.books.find(({ id }) => String(id) === booksId);
  const books = found ?? organisation.books[0];
  if (!books) throw new Error("the organisation has no books");
  return books;
}

/** Beginning of every path of the current books: `${useBooksPath()}/items`. */
export function useBooksPath(): string {
  return `/books/${useBooks().id}`;
}

export function useMay(act: Act): boolean {
  return useSession().acts.includes(act);
}

/** Why a button of this act is off, in words; null when it may be pressed. */
export function useRefusal(act: Act): string | null {
  const language = useLanguage();
  const { organisation } = useSession();
  if (useMay(act)) return null;
  return fillSentence(frameWords.noRight, language, {
    role: roleNames[organisation.role][language],
    act: acts[act][language],
  });
}
