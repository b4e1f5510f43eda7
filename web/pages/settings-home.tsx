// "Settings" in the rail opens the first of its pages.
import { Navigate } from "react-router";
import { useBooks } from "../api/session.tsx";
import { pathTo } from "../paths.ts";

export function Component() {
  const { id } = useBooks();
  return <Navigate to={pathTo("booksSettings", { booksId: id })} replace />;
}
