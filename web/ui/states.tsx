// What a page shows when it has nothing to show: nothing yet, nothing left, nothing found, an error
// with its code to copy, a skeleton that waits 200 ms before it appears.
import { CheckCircleOutlined, InboxOutlined, SearchOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { frameWords } from "../words/frame.ts";
import { useWords } from "../words/words.ts";

export type EmptyStateProps = {
  /** yet: what this is and one button; left: all done, in green; found: the filters, and clear. */
  readonly kind: "yet" | "left" | "found";
  readonly title: string;
  readonly text?: string;
  readonly action?: ReactNode;
};

const icons = { yet: InboxOutlined, left: CheckCircleOutlined, found: SearchOutlined } as const;

export function EmptyState({ kind, title, text, action }: EmptyStateProps) {
  const Icon = icons[kind];
  return (
    <div className={kind === "left" ? "empty is-done" : "empty"} role="status">
      <Icon className="empty-icon" />
      <h2 className="empty-title">{title}</h2>
      {text ? <p>{text}</p> : null}
      {action}
    </div>
  );
}

export type ErrorStateProps = {
  /** What happened and what to do, as the server worded it. */
  readonly title: string;
  readonly details?: readonly string[];
  readonly code?: string;
  readonly onRetry?: () => void;
  readonly onBack?: () => void;
};

export function ErrorState({ title, details = [], code, onRetry, onBack }: ErrorStateProps) {
  const w = useWords(frameWords);
  return (
    <div className="failure" role="alert">
      <p>{title}</p>
      {details.length > 0 ? (
        <ul>
          {details.map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      ) : null}
      <div className="failure-foot">
        {code ? (
          <>
            <span>
              {w("code")} {code}
            </span>
            <button
              type="button"
              className="bar-button"
              onClick={() => void navigator.clipboard?.writeText(code)}
            >
              {w("copyCode")}
            </button>
          </>
        ) : null}
        {onRetry ? (
          <Button size="small" onClick={onRetry}>
            {w("retry")}
          </Button>
        ) : null}
        {onBack ? (
          <Button size="small" onClick={onBack}>
            {w("back")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

export function Skeleton({ lines = 4 }: { lines?: number }) {
  const w = useWords(frameWords);
  return (
    <div className="appear-late" role="status" aria-label={w("loading")}>
      {Array.from({ length: lines }, (_, line) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all the same
          key={line}
          className="skeleton"
          style={{ width: `${92 - ((line * 17) % 40)}%`, margin: "12px 0" }}
        />
      ))}
    </div>
  );
}
