// What is said after a setting was saved, or was not.
import { App } from "antd";
import { useErrorSentence } from "../../components/failure.tsx";
import { statementWords } from "../../words/statements.ts";
import { useWords } from "../../words/words.ts";

export function useSaved(): { onSuccess: () => void; onError: (error: Error) => void } {
  const w = useWords(statementWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  return {
    onSuccess: () => void message.success(w("saved")),
    onError: (error) => void message.error(sentence(error)),
  };
}
