// A question before what cannot be taken back. It begins with the answer that does nothing, so that one
// key too many sends nothing.
import { App, type ModalFuncProps } from "antd";

export function useQuestion(): (question: ModalFuncProps) => void {
  const { modal } = App.useApp();
  return (question) =>
    void modal.confirm({ focusable: { autoFocusButton: "cancel" }, ...question });
}
