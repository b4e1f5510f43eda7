// What a settlement by hand would book, asked of the server once the choosing has come to rest.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import {
  type BookingPreview,
  bookingPreview,
  type HandBody,
} from "../../../src/contract/workbench.ts";
import { sendJson } from "../../api/client.ts";
import { useBooksPath } from "../../api/session.tsx";

const restMs = 300;

export type Preview = {
  readonly booking: BookingPreview | null;
  /** Why it would be refused, in the reader's words. */
  readonly refusal: string | null;
  readonly error: Error | null;
  readonly isWorking: boolean;
};

export function usePreview(body: HandBody | null): Preview {
  const path = `${useBooksPath()}/decisions/preview`;
  const wanted = body === null ? null : JSON.stringify(body);
  const settled = useSettled(wanted);
  const isCurrent = wanted !== null && settled === wanted;
  const { data, error, isFetching } = useQuery({
    queryKey: ["preview", path, settled],
    queryFn: () => sendJson(bookingPreview, "POST", path, { body: JSON.parse(settled ?? "null") }),
    enabled: isCurrent,
    retry: false,
    staleTime: 5_000,
    gcTime: 30_000,
  });
  return {
    booking: isCurrent && data?.refusal === null ? data : null,
    refusal: isCurrent ? (data?.refusal?.title ?? null) : null,
    error: isCurrent && !isFetching ? error : null,
    isWorking: wanted !== null && (!isCurrent || isFetching),
  };
}

/** The value once it has not changed for a moment. */
function useSettled(value: string | null): string | null {
  const [settled, setSettled] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), restMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
