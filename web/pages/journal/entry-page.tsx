// One entry at an address of its own, for links and bookmarks.
import "./journal.css";
import "../close/close.css";
import { useNavigate, useParams } from "react-router";
import { useBooks } from "../../api/session.tsx";
import { pathTo } from "../../paths.ts";
import { SectionTabs } from "../close/section-tabs.tsx";
import { EntryDetail } from "./entry-panel.tsx";

export function Component() {
  const { entryId = "" } = useParams();
  const { id: booksId } = useBooks();
  const navigate = useNavigate();
  return (
    <div className="page-body is-reading">
      <SectionTabs />
      <EntryDetail
        entryId={Number(entryId)}
        onOpen={(id) => void navigate(pathTo("entry", { booksId, entryId: id }))}
      />
    </div>
  );
}
