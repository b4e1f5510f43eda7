// An address without a page.
import { Button } from "antd";
import { useNavigate } from "react-router";
import { EmptyState } from "../ui/states.tsx";
import { frameWords } from "../words/frame.ts";
import { useWords } from "../words/words.ts";

export function NotFound() {
  const w = useWords(frameWords);
  const navigate = useNavigate();
  return (
    <div className="page-body">
      <EmptyState
        kind="found"
        title={w("notFoundTitle")}
        text={w("notFoundText")}
        action={
          <Button type="primary" onClick={() => navigate("/")}>
            {w("toToday")}
          </Button>
        }
      />
    </div>
  );
}
