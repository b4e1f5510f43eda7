// Says what was imported when it is done, with the way back.
import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useEffect, useRef } from "react";
import { type ImportCard, importUndone } from "../../../src/contract/imports.ts";
import { sendJson } from "../../api/client.ts";
import { refreshPaths } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { offerUndo } from "../../components/undo-bar.tsx";
import { importWords } from "../../words/import.ts";
import { useWords } from "../../words/words.ts";

/** A file that this page saw being imported and now sees imported. */
export function useTellImported(cards: readonly ImportCard[]): void {
  const w = useWords(importWords);
  const books = useBooksPath();
  const client = useQueryClient();
  const { message } = App.useApp();
  const before = useRef(new Map<number, ImportCard["state"]>());
  useEffect(() => {
    for (const card of cards) {
      const was = before.current.get(card.id);
      before.current.set(card.id, card.state);
      if (was !== "committing" || card.state !== "committed" || !card.result) continue;
      const { stored, updated } = card.result;
      const count = (stored + updated).toLocaleString("en-US");
      const text = w("importedNow", { name: card.fileName, count });
      if (card.undoRefusal !== null) message.success(text);
      else {
        const undo = async () => {
          await sendJson(importUndone, "POST", `${books}/imports/${card.id}/undo`);
          await refreshPaths(client, [books]);
        };
        offerUndo({ message: text, undo });
      }
    }
  }, [cards, w, books, client, message]);
}
