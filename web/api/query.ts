// Server state in the query cache: reads by path, writes that refresh what they touched.
import {
  keepPreviousData,
  MutationCache,
  QueryCache,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useCallback } from "react";
import type { z } from "zod";
import { ApiProblem, getJson, type Query, sendJson } from "./client.ts";

const sessionPath = "/session";

/** Whoever is refused because the session ended: the frame is to know, and says so above the page. */
function noteSignedOut(error: Error): void {
  if (!(error instanceof ApiProblem) || error.problem.code !== "not_signed_in") return;
  void queryClient.invalidateQueries({ queryKey: [sessionPath] });
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, { queryKey }) => {
      if (queryKey[0] !== sessionPath) noteSignedOut(error);
    },
  }),
  mutationCache: new MutationCache({ onError: noteSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal stays a refusal; only a lost connection is worth asking again.
      retry: (count, error) => !(error instanceof ApiProblem) && count < 3,
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
});

export type GetOptions = {
  readonly query?: Query;
  readonly enabled?: boolean;
  /** Milliseconds for which an answer is good enough, where working it out takes the server long. */
  readonly freshMs?: number;
  /** Milliseconds between refreshes while the page is looked at. */
  readonly refreshMs?: number;
  /** Keep the rows on screen while the next ones come. */
  readonly keep?: boolean;
};

/** `useGet(customer, "/books/1/customers/7")`; the path is the cache key, its first parts a topic. */
export function useGet<T>(
  schema: z.ZodType<T>,
  path: string,
  options: GetOptions = {},
): UseQueryResult<T, Error> {
  return standing(useAnswer(schema, path, options));
}

/** As `useGet`, with every error: for the frame, which says above the page that a session ended. */
export function useAnswer<T>(
  schema: z.ZodType<T>,
  path: string,
  options: GetOptions = {},
): UseQueryResult<T, Error> {
  const { query = {}, enabled = true, freshMs, refreshMs, keep } = options;
  return useQuery<T, Error>({
    queryKey: [path, query],
    queryFn: ({ signal }) => getJson(schema, path, { query, signal }),
    enabled,
    ...(freshMs === undefined ? {} : { staleTime: freshMs }),
    ...(refreshMs === undefined ? {} : { refetchInterval: refreshMs }),
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  });
}

/** What a page shows already, and a form that is open on it, stays through a refresh that failed. */
function standing<T>(result: UseQueryResult<T, Error>): UseQueryResult<T, Error> {
  return new Proxy(result, {
    get: (one, name) =>
      name === "error" && one.data !== undefined && isPassing(one.error)
        ? null
        : Reflect.get(one, name),
  });
}

/** No refusal: it is over when the connection, the server or the session is back; the frame says so. */
function isPassing(error: Error | null): boolean {
  if (!(error instanceof ApiProblem)) return true;
  return error.problem.status >= 500 || error.problem.code === "not_signed_in";
}

export type SendInput = { readonly path: string; readonly body?: unknown; readonly key?: string };

export type Told<T> = {
  readonly onSuccess?: (answer: T) => void;
  readonly onError?: (error: Error) => void;
};

export type Sending<T> = Omit<UseMutationResult<T, Error, SendInput>, "mutate"> & {
  readonly mutate: (input: SendInput, told?: Told<T>) => void;
};

const untold = () => {};

/**
 * `refreshes`: beginnings of paths whose cached answers are stale after this write. Who sent is told
 * even when the refreshed page no longer shows what was sent from: the library would forget that.
 */
export function useSend<T>(
  schema: z.ZodType<T>,
  method: "POST" | "PATCH" | "PUT" | "DELETE",
  refreshes: readonly string[] = [],
): Sending<T> {
  const client = useQueryClient();
  const mutation = useMutation<T, Error, SendInput>({
    mutationFn: ({ path, body, key }) =>
      sendJson(schema, method, path, { body, ...(key === undefined ? {} : { key }) }),
    onSuccess: () => refreshPaths(client, refreshes),
    // refused for what changed meanwhile: the page is to show it, and by whom
    onError: (error) => (isConflict(error) ? refreshPaths(client, refreshes) : undefined),
  });
  const { mutateAsync } = mutation;
  const mutate = useCallback(
    (input: SendInput, { onSuccess = untold, onError = untold }: Told<T> = {}) => {
      mutateAsync(input).then(onSuccess, onError);
    },
    [mutateAsync],
  );
  return { ...mutation, mutate };
}

function isConflict(error: Error): boolean {
  return error instanceof ApiProblem && error.problem.status === 409;
}

const listWatchers = new Set<{ readonly path: string; readonly changed: () => void }>();

/** Long lists decide themselves what to do when something under their path changed. */
export function onPathsChanged(path: string, changed: () => void): () => void {
  const watcher = { path, changed };
  listWatchers.add(watcher);
  return () => listWatchers.delete(watcher);
}

/** Marks every cached answer stale whose path begins so. */
export async function refreshPaths(
  client: QueryClient,
  beginnings: readonly string[],
): Promise<void> {
  for (const { path, changed } of listWatchers) {
    if (beginnings.some((beginning) => path.startsWith(beginning))) changed();
  }
  await client.invalidateQueries({
    predicate: ({ queryKey: [path] }) =>
      typeof path === "string" && beginnings.some((beginning) => path.startsWith(beginning)),
  });
}
