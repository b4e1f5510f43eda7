// Something that is shown once and never again: a first password, an API token.
import { App, Button, Modal } from "antd";
import { peopleWords } from "../words/people.ts";
import { useWords } from "../words/words.ts";

type SecretOnceProps = {
  readonly title: string;
  readonly label: string;
  readonly secret: string | null;
  readonly onClose: () => void;
};

export function SecretOnce({ title, label, secret, onClose }: SecretOnceProps) {
  const w = useWords(peopleWords);
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {w("close")}
        </Button>
      }
    >
      <p>{label}</p>
      {secret === null ? null : (
        <div style={{ display: "flex", gap: 8, alignItems: "center" }}>
          <code
            style={{
              flex: 1,
              padding: "8px 12px",
              background: "var(--ground)",
              borderRadius: 5,
              fontSize: 14,
              overflowWrap: "anywhere",
            }}
          >
            {secret}
          </code>
          <CopyButton text={secret} />
        </div>
      )}
    </Modal>
  );
}

export function CopyButton({ text }: { text: string }) {
  const w = useWords(peopleWords);
  const { message } = App.useApp();
  const copy = () =>
    void navigator.clipboard?.writeText(text).then(() => message.success(w("copied")));
  return <Button onClick={copy}>{w("copy")}</Button>;
}
