// A table out of Excel, pasted.
import { Input, Modal } from "antd";
import { useState } from "react";
import { importWords } from "../../words/import.ts";
import { useWords } from "../../words/words.ts";

export function PasteDialog(props: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onText: (text: string) => void;
}) {
  const w = useWords(importWords);
  const [text, setText] = useState("");
  const rows = text.trim() === "" ? 0 : text.trim().split(/\r?\n/).length;
  return (
    <Modal
      open={props.isOpen}
      title={w("pasteTitle")}
      okText={w("pasteRead")}
      okButtonProps={{ disabled: rows < 2 }}
      onCancel={props.onClose}
      onOk={() => {
        props.onText(text);
        setText("");
      }}
      width={720}
      destroyOnHidden
    >
      <p className="page-note">{w("pasteText")}</p>
      <Input.TextArea
        autoFocus
        rows={10}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="paste-field"
        aria-label={w("pasteTitle")}
      />
      <p className="page-note">{w("pasteLines", { rows })}</p>
    </Modal>
  );
}
