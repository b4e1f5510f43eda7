// Changes that lie over what was read: thousands of records stay where they are, uncopied.

export type Lookup<K, V> = Pick<ReadonlyMap<K, V>, "get">;

export class Overlay<K, V> implements Lookup<K, V> {
  readonly #base: Lookup<K, V>;
  readonly #changed: Map<K, V>;

  constructor(base: Lookup<K, V>, changed: Map<K, V> = new Map()) {
    this.#base = base;
    this.#changed = changed;
  }

  get(key: K): V | undefined {
    return this.#changed.get(key) ?? this.#base.get(key);
  }

  set(key: K, value: V): void {
    this.#changed.set(key, value);
  }
}
