// What a page shows stands in its address: its names are read from there and changed one by one, so that
// the way back and a copied link lead to the same.
import { useSearchParams } from "react-router";

type AddressChange = Readonly<Record<string, string | null>>;
export type PutAddress = (change: AddressChange) => void;

/**
 * `put` sets names; null or "" takes one out. It replaces the address; with `isStep` the one before stays
 * on the way back.
 */
export function useAddress() {
  const [address, setAddress] = useSearchParams();
  const put = (change: AddressChange, { isStep = false }: { readonly isStep?: boolean } = {}) =>
    setAddress((before) => changed(before, change), { replace: !isStep });
  return { address, put } as const;
}

/** The number of the record that `name` opens, or 0; shown as a step, closed and turned over in place. */
export function useOpenRecord(name: string) {
  const { address, put } = useAddress();
  const openId = Number(address.get(name) ?? 0);
  const show = (id: number | null) =>
    put({ [name]: id === null ? null : String(id) }, { isStep: !address.has(name) && id !== null });
  return { openId, show } as const;
}

function changed(before: URLSearchParams, change: AddressChange): URLSearchParams {
  const next = new URLSearchParams(before);
  for (const [name, value] of Object.entries(change)) {
    if (value === null || value === "") next.delete(name);
    else next.set(name, value);
  }
  return next;
}
