// Today's plan as the server works it out, with or without a change that is being tried. A POST that
// stores nothing, kept like any other answer.
import { useQuery } from "@tanstack/react-query";
import {
  type DunningPreview,
  dunningPreview,
  type PreviewAsk,
} from "../../../src/contract/dunning.ts";
import { sendJson } from "../../api/client.ts";
import { useBooksPath } from "../../api/session.tsx";

export type Tried = Pick<PreviewAsk, "change" | "setting">;

/** `tried` null: as saved. The path comes first, so that writes under it refresh the answer. */
export function usePreview(tried: Tried | null = null) {
  const path = `${useBooksPath()}/dunning/preview`;
  const body = tried ?? { change: null, setting: null };
  return useQuery<DunningPreview, Error>({
    queryKey: [path, JSON.stringify(body)],
    queryFn: () => sendJson(dunningPreview, "POST", path, { body }),
  });
}
