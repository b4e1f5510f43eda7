// A small setting kept in this browser: row height, folded rail, columns of a table.
import { useCallback, useState } from "react";

export function useStoredState<T>(
  name: string,
  fallback: T,
  read: (value: unknown) => T | null,
): readonly [T, (next: T) => void] {
  const storageKey = `qz.${name}`;
  const [value, setValue] = useState<T>(() => stored(storageKey, read) ?? fallback);
  const store = useCallback(
    (next: T) => {
      localStorage.setItem(storageKey, JSON.stringify(next));
      setValue(next);
    },
    [storageKey],
  );
  return [value, store];
}

function stored<T>(key: string, read: (value: unknown) => T | null): T | null {
  try {
    return read(JSON.parse(localStorage.getItem(key) ?? "null"));
  } catch {
    return null;
  }
}
