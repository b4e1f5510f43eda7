// What stands where a page failed: its code could not be loaded, or it has a fault.
import { Button } from "antd";
import { useEffect } from "react";
import { useRouteError } from "react-router";
import { ApiProblem } from "../api/client.ts";
import { frameWords } from "../words/frame.ts";
import { useWords } from "../words/words.ts";
import { Failure } from "./failure.tsx";

/** The code of a page did not come: the server was away, or has a newer version in its place. */
export class PageNotLoaded extends Error {
  override name = "PageNotLoaded";
}

export function PageFailure() {
  const w = useWords(frameWords);
  const error = useRouteError();
  const isNotLoaded = error instanceof PageNotLoaded;
  useReloadWhenBack(isNotLoaded);
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
        <p>{w(isNotLoaded ? "pageNotLoaded" : "failedPage")}</p>
        <div className="failure-foot">
          {isNotLoaded ? null : (
            <span>{error instanceof Error ? error.message : String(error)}</span>
          )}
          <Button size="small" onClick={() => location.reload()}>
            {w("reload")}
          </Button>
        </div>
      </div>
    </div>
  );
}

const askAgainMs = 2_000;
/** A page that does not come even from a server that answers is not loaded over and over. */
const reloadAgainMs = 30_000;
const reloadedKey = "qz.reloaded";

/** Neither the router nor the browser asks again for code that failed once; a new load does. */
function useReloadWhenBack(isNotLoaded: boolean): void {
  useEffect(() => {
    if (!isNotLoaded) return;
    const timer = setInterval(async () => {
      const last = Number(sessionStorage.getItem(reloadedKey)) || 0;
      if (Date.now() - last < reloadAgainMs) return;
      const answer = await fetch("/", { method: "HEAD", cache: "no-store" }).catch(() => null);
      if (!answer?.ok) return;
      sessionStorage.setItem(reloadedKey, String(Date.now()));
      location.reload();
    }, askAgainMs);
    return () => clearInterval(timer);
  }, [isNotLoaded]);
}
