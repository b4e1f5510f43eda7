// What touches the own sign-in asks for the password once more, in a window of its own.
import { Input, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { peopleWords } from "../../words/people.ts";
import { useWords } from "../../words/words.ts";
import { Labelled } from "../sign-in.tsx";

type AskPasswordProps = {
  readonly title: string;
  readonly act: string;
  readonly fault: string | null;
  readonly isSending: boolean;
  readonly onSubmit: (password: string) => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
};

export function AskPassword(props: AskPasswordProps) {
  const { title, act, fault, isSending, onSubmit, onClose, children } = props;
  const w = useWords(peopleWords);
  const [password, write] = useState("");
  const submit = () => {
    if (password !== "") onSubmit(password);
  };
  return (
    <Modal
      open
      title={title}
      okText={act}
      cancelText={w("cancel")}
      confirmLoading={isSending}
      okButtonProps={{ disabled: password === "" }}
      onOk={submit}
      onCancel={onClose}
    >
      <Labelled label={w("currentPassword")} fault={fault}>
        {(field) => (
          <Input.Password
            {...field}
            autoFocus
            autoComplete="current-password"
            value={password}
            onChange={(event) => write(event.target.value)}
            onPressEnter={submit}
          />
        )}
      </Labelled>
      {children}
    </Modal>
  );
}
