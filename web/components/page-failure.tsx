// What stands where a page failed: its code could not be loaded, or it has a fault.
import { Button } from "antd";
import { useRouteError } from "react-router";
import { ApiProblem } from "../api/client.ts";
import { frameWords } from "../words/frame.ts";
import { useWords } from "../words/words.ts";
import { Failure } from "./failure.tsx";

export function PageFailure() {
  const w = useWords(frameWords);
  const error = useRouteError();
  if (error instanceof ApiProblem) {
    return (
      <div className="page-body">
        <Failure error={error} onRetry={() => location.reload()} />
      </div>
    );
  }
  return (
    <div className="page-body">
      <div className="failure" role="alert">
        <p>{w("failedPage")}</p>
        <div className="failure-foot">
          <span>{error instanceof Error ? error.message : String(error)}</span>
          <Button size="small" onClick={() => location.reload()}>
            {w("reload")}
          </Button>
        </div>
      </div>
    </div>
  );
}
