// Several files: one button imports all that are ready, in the order in which they lean on each other.
import { App } from "antd";
import { useState } from "react";
import type { ImportCard } from "../../../src/contract/imports.ts";
import { useRefusal } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { importWords } from "../../words/import.ts";
import { useWords } from "../../words/words.ts";
import { answers, useImportAct } from "./use-imports.ts";

export function ImportAll({ cards }: { readonly cards: readonly ImportCard[] }) {
  const w = useWords(importWords);
  const { message } = App.useApp();
  const sentence = useErrorSentence();
  const refusal = useRefusal("import_files");
  const commit = useImportAct(answers.commit, "commit");
  const [isSending, setSending] = useState(false);
  const ready = cards.filter(isReady);
  const asking = cards.filter((card) => card.state === "previewed" && !isReady(card)).length;
  const importAll = async () => {
    setSending(true);
    // One after the other: the server works through them in the order they are asked for. One that
    // cannot go on keeps none of the others back.
    for (const card of ready) {
      await commit.act(card.id).catch((error: unknown) => message.error(sentence(error)));
    }
    setSending(false);
  };
  return (
    <div className="import-open-head">
      <h2>{w("openFiles", { count: cards.length })}</h2>
      {asking > 0 ? (
        <span className="fact is-amber">{w("openQuestions", { count: asking })}</span>
      ) : null}
      <span className="is-end page-note">{ready.length > 1 ? w("importAllHint") : ""}</span>
      {ready.length > 1 || isSending ? (
        <RefusedButton
          type="primary"
          reason={refusal}
          loading={isSending}
          onClick={() => void importAll()}
        >
          {w("importAll", { count: ready.length })}
        </RefusedButton>
      ) : null}
    </div>
  );
}

export function isReady(card: ImportCard): boolean {
  return card.state === "previewed" && (card.preview?.counts.fresh ?? 0) > 0;
}
