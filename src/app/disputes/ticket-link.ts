// Where our own people find a dispute; empty where nobody told us our address.
import type { Deps } from "../deps.ts";

export function ticketLink(
  { publicUrl }: Pick<Deps, "publicUrl">,
  booksId: number,
  disputeId: number | null,
): string {
  if (publicUrl === undefined) return "";
  const path = `/b/${booksId}/disputes${disputeId === null ? "" : `?ticket=${disputeId}`}`;
  return new URL(path, publicUrl).href;
}
