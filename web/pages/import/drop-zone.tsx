// Where files are dropped; large while there is nothing else to do, a strip afterwards.
import { CloudUploadOutlined } from "@ant-design/icons";
import { Button, Progress } from "antd";
import { type DragEvent, useRef, useState } from "react";
import { importWords } from "../../words/import.ts";
import { useWords } from "../../words/words.ts";

export type DropZoneProps = {
  readonly isSlim: boolean;
  /** 0 to 1 while files are on their way. */
  readonly share: number | null;
  readonly refusal: string | null;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onCancel: () => void;
};

export function DropZone({ isSlim, share, refusal, onFiles, onCancel }: DropZoneProps) {
  const w = useWords(importWords);
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const drag = (over: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(over);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (share === null) onFiles([...event.dataTransfer.files]);
  };
  const classes = ["drop-zone", isSlim ? "is-slim" : "", isOver ? "is-over" : ""].join(" ");
  return (
    <>
      <button
        type="button"
        className={classes}
        // what is on its way comes first; it can be cancelled. A button that is off would lose the focus
        disabled={refusal !== null}
        aria-disabled={share !== null || undefined}
        title={refusal ?? undefined}
        onClick={() => {
          if (share === null) input.current?.click();
        }}
        onDragEnter={drag(true)}
        onDragOver={drag(true)}
        onDragLeave={drag(false)}
        onDrop={drop}
      >
        <CloudUploadOutlined className="drop-zone-icon" />
        <span className="drop-zone-text">
          <b>{refusal ?? (isOver ? w("dropNow") : w("drop"))}</b>
          <span>{share === null ? w("dropKinds") : w("uploading", { share: percent(share) })}</span>
        </span>
        {share === null ? null : (
          <Progress
            className="drop-zone-progress"
            percent={percent(share)}
            showInfo={false}
            size="small"
          />
        )}
      </button>
      {share === null ? null : (
        <Button className="drop-zone-cancel" onClick={onCancel}>
          {w("uploadCancel")}
        </Button>
      )}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
    </>
  );
}

function percent(share: number): number {
  return Math.floor(share * 100);
}
