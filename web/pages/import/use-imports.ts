// Reads and writes of the import page: the list of files, choices that are read again at once.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef } from "react";
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

const liveStates: ReadonlySet<ImportCard["state"]> = new Set(["reading", "committing"]);
/** While a file is read or imported, beside the live events. */
const refreshMs = 700;

export function isLive(card: ImportCard): boolean {
  return liveStates.has(card.state);
}

export function useImportsPath(): string {
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
    mutationFn: (files: readonly File[]) => uploadFiles(uploadOutcomes, path, files, onProgress),
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

/**
 * Changes the choices of a file. Several quick changes (fixing cell after cell) build on each other,
 * not on what the server last answered.
 */
export function useChoices(card: ImportCard) {
  const path = useImportsPath();
  const client = useQueryClient();
  const latest = useRef<{ id: number; choices: ImportChoices }>({
    id: card.id,
    choices: card.choices,
  });
  if (latest.current.id !== card.id || card.state !== "reading") {
    latest.current = { id: card.id, choices: card.choices };
  }
  const { mutateAsync, isPending, error } = useMutation({
    mutationFn: (choices: ImportChoices) =>
      sendJson(importCard, "PUT", `${path}/${card.id}/choices`, { body: choices }),
    onSettled: () => refreshPaths(client, [path]),
  });
  const change = useCallback(
    (next: (choices: ImportChoices) => ImportChoices) => {
      latest.current = { ...latest.current, choices: next(latest.current.choices) };
      return mutateAsync(latest.current.choices);
    },
    [mutateAsync],
  );
  return { change, isPending, error };
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
