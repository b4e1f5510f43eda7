// "/" and "/b/1": the first page of the rail that the member may open.
import { Navigate } from "react-router";
import { useBooks, useSession } from "../api/session.tsx";
import { paths } from "../paths.ts";
import { pages } from "../routes.tsx";

export function Component() {
  const { acts } = useSession();
  const { id } = useBooks();
  const first = pages.find((page) => page.rail && (!page.act || acts.includes(page.act)));
  return <Navigate to={paths[first?.path ?? "settings"].replace(":booksId", String(id))} replace />;
}
