// Reads and writes of the import page: the list of files, choices that are read again at once.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { z } from "zod";
import {
  type ImportCard,
  type ImportChoices,
  importCard,
  importList,
  importProblems,
  importUndone,
  readAgainStarted,
  uploadOutcomes,
} from "../../../src/contract/imports.ts";
import { sendJson, uploadFiles } from "../../api/client.ts";
import { refreshPaths, useGet, useSend } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";

const liveStates: ReadonlySet<ImportCard["state"]> = new Set(["reading", "committing"]);
/** While a file is read or imported, beside the live events. */
const refreshMs = 700;

function isLive(card: ImportCard): boolean {
  return liveStates.has(card.state);
}

function useImportsPath(): string {
  return `${useBooksPath()}/imports`;
}

export function useImports() {
  const path = useImportsPath();
  const client = useQueryClient();
  const cached = client.getQueryData<z.infer<typeof importList>>([path, {}]);
  const isBusy = cached?.rows.some(isLive) ?? false;
  return useGet(importList, path, { keep: true, ...(isBusy ? { refreshMs } : {}) });
}

export function useProblems(card: ImportCard, limit: number) {
  const path = `${useImportsPath()}/${card.id}/problems`;
  const { fatal, row, warning } = card.problemCounts;
  const count = fatal + row + warning;
  return useGet(importProblems, path, { enabled: count > 0, keep: true, query: { limit } });
}

export function useUpload(onProgress: (share: number) => void) {
  const path = useImportsPath();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (sent: { readonly files: readonly File[]; readonly signal: AbortSignal }) =>
      uploadFiles(uploadOutcomes, path, sent.files, onProgress, sent.signal),
    onSettled: () => refreshPaths(client, [path]),
  });
}

export function usePaste() {
  const path = useImportsPath();
  const send = useSend(uploadOutcomes, "POST", [path]);
  return {
    ...send,
    paste: (text: string) => send.mutateAsync({ path: `${path}/paste`, body: { text } }),
  };
}

/** What was decided and not yet answered, by file. */
const underWay = new Map<number, { readonly choices: ImportChoices; readonly count: number }>();

/**
 * Changes the choices of a file. Several quick changes (fixing cell after cell, wherever on the card)
 * build on each other, not on what the server last answered, and are sent one after the other.
 */
export function useChoices(card: ImportCard) {
  const path = useImportsPath();
  const client = useQueryClient();
  const { message } = App.useApp();
  const sentence = useErrorSentence();
  const { mutateAsync, isPending } = useMutation({
    scope: { id: `choices of ${card.id}` },
    mutationFn: (choices: ImportChoices) =>
      sendJson(importCard, "PUT", `${path}/${card.id}/choices`, { body: choices }),
  });
  const change = async (next: (choices: ImportChoices) => ImportChoices) => {
    const rows = client.getQueryData<z.infer<typeof importList>>([path, {}])?.rows;
    const answered = (rows?.find(({ id }) => id === card.id) ?? card).choices;
    const choices = next(underWay.get(card.id)?.choices ?? answered);
    underWay.set(card.id, { choices, count: (underWay.get(card.id)?.count ?? 0) + 1 });
    try {
      await mutateAsync(choices);
    } catch (error) {
      message.error(sentence(error), 8);
    }
    await refreshPaths(client, [path]);
    const { count = 1, ...last } = underWay.get(card.id) ?? { choices };
    if (count > 1) underWay.set(card.id, { ...last, count: count - 1 });
    else underWay.delete(card.id);
  };
  return { change, isPending };
}

/** POST …/imports/<id>/<act>, answered with the card or whatever that act answers. */
export function useImportAct<T>(schema: z.ZodType<T>, act: string) {
  const path = useImportsPath();
  const books = useBooksPath();
  const refreshed = [
    path,
    `${books}/jobs`,
    `${books}/lines`,
    `${books}/items`,
    `${books}/data-health`,
  ];
  const send = useSend(schema, "POST", refreshed);
  return {
    ...send,
    act: (id: number, body?: unknown) => send.mutateAsync({ path: `${path}/${id}/${act}`, body }),
  };
}

export const answers = {
  card: importCard,
  commit: z.object({ jobId: z.number() }),
  again: readAgainStarted,
  undone: importUndone,
};
