// Repeatable chance: xoshiro128** (Blackman & Vigna 2018) seeded by splitmix32, one stream a purpose,
// so that the same seed gives the same books on every machine.

export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(seed: number, stream = 0) {
    let state = (seed ^ Math.imul(stream + 1, 0x9e3779b9)) | 0;
    const next = () => {
      state = (state + 0x9e3779b9) | 0;
      let z = state ^ (state >>> 16);
      z = Math.imul(z, 0x21f0aaad);
      z ^= z >>> 15;
      z = Math.imul(z, 0x735a2d97);
      return z ^ (z >>> 15);
    };
    this.a = next();
    this.b = next();
    this.c = next();
    this.d = next() | 1;
  }

  /** An integer of 32 random bits, 0 … 2³² − 1. */
  bits(): number {
    const product = Math.imul(this.b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result;
  }

  /** 0 ≤ x < 1. */
  fraction(): number {
    return this.bits() / 4_294_967_296;
  }

  /** Both ends included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.fraction() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<T>(list: readonly T[]): T {
    const value = list[Math.floor(this.fraction() * list.length)];
    if (value === undefined) throw new Error("pick from an empty list");
    return value;
  }

  /** Picks a key by its weight; keys of weight 0 never. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const keys = Object.keys(weights) as K[]; // Object.keys forgets the key type
    let total = 0;
    for (const key of keys) total += weights[key];
    let at = this.fraction() * total;
    for (const key of keys) {
      at -= weights[key];
      if (at < 0) return key;
    }
    const last = keys.findLast((key) => weights[key] > 0);
    if (last === undefined) throw new Error("no key has a weight");
    return last;
  }

  /** Standard normal (Box–Muller). */
  normal(): number {
    const u = 1 - this.fraction();
    return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * this.fraction());
  }

  logNormal(median: number, sigma: number): number {
    return median * Math.exp(sigma * this.normal());
  }

  /** Eight at a time: built digit by digit a string costs V8 many times its length. */
  digits(count: number): string {
    let text = "";
    for (let left = count; left > 0; left -= 8) {
      const size = Math.min(left, 8);
      text += String(this.int(0, 10 ** size - 1)).padStart(size, "0");
    }
    return text;
  }

  shuffle<T>(list: readonly T[]): T[] {
    const copy = [...list];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = this.int(0, i);
      const held = copy[i] as T; // both indexes are inside the list
      copy[i] = copy[j] as T;
      copy[j] = held;
    }
    return copy;
  }
}
