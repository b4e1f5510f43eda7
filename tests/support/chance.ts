// Chance that repeats itself: the same seed gives the same numbers.

export type Chance = {
  /** A whole number from 0, below `limit`. */
  readonly below: (limit: number) => number;
  readonly oneOf: <T>(list: readonly T[]) => T | undefined;
};

/** SplitMix64 (Steele, Lea, Flood 2014). */
export function chanceOf(seed: number): Chance {
  let state = BigInt(seed) * 0x9e3779b97f4a7c15n;
  const below = (limit: number) => {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    let z = state;
    z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
    z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
    return Number(BigInt.asUintN(53, z ^ (z >> 31n)) % BigInt(limit));
  };
  return { below, oneOf: (list) => list[below(Math.max(list.length, 1))] };
}
