// "/" and "/b/1": the first page of the rail that the member may open.
import { Navigate } from "react-router";
import { useBooks, useSession } from "../api/session.tsx";
import { railPages } from "../components/rail.tsx";
import { paths } from "../paths.ts";

export function Component() {
  const { acts } = useSession();
  const { id } = useBooks();
  const [first] = railPages(acts);
  return <Navigate to={paths[first?.path ?? "settings"].replace(":booksId", String(id))} replace />;
}
