// Gradient-boosted trees for a yes or no (Friedman 2001; second order as in XGBoost, Chen & Guestrin
// 2016), on binned features. No chance in it: the same rows give the same trees.
import { sigmoid } from "./logistic.ts";

/** Inner node: `feature`, `limit`, children; a value that is not known goes where `lost` says. */
export type TreeNode =
  | { readonly leaf: number }
  | {
      readonly feature: number;
      /** At most this goes left. */
      readonly limit: number;
      readonly lost: "left" | "right";
      readonly left: TreeNode;
      readonly right: TreeNode;
      /** What a tree cut off here would say: how much each choice moves it. */
      readonly value: number;
    };

export type TreesModel = { readonly start: number; readonly trees: readonly TreeNode[] };

export type TreeSettings = {
  readonly rounds: number;
  readonly depth: number;
  readonly rate: number;
  /** The least weight (Σ p(1 − p)) a leaf must hold. */
  readonly leafWeight: number;
  readonly ridge: number;
};

const usualTrees: TreeSettings = {
  rounds: 120,
  depth: 2,
  rate: 0.06,
  leafWeight: 8,
  ridge: 4,
};

const bins = 32;

export function fitTrees(
  rows: readonly Float64Array[],
  isLate: readonly boolean[],
  settings: TreeSettings = usualTrees,
): TreesModel {
  const width = rows[0]?.length ?? 0;
  const cuts = Array.from({ length: width }, (_, f) => cutsOf(rows, f));
  const binned = cuts.map((limits, f) => Uint8Array.from(rows, (row) => binOf(row[f]!, limits)));
  const late = isLate.filter(Boolean).length;
  const start = Math.log((late + 1) / (rows.length - late + 1));
  const score = new Float64Array(rows.length).fill(start);
  const slope = new Float64Array(rows.length);
  const bend = new Float64Array(rows.length);
  const trees: TreeNode[] = [];
  const everyone = Int32Array.from(rows, (_, n) => n);
  for (let round = 0; round < settings.rounds; round += 1) {
    for (let n = 0; n < rows.length; n += 1) {
      const p = sigmoid(score[n]!);
      slope[n] = (isLate[n] ? 1 : 0) - p;
      bend[n] = p * (1 - p);
    }
    const grower: Grower = { cuts, binned, slope, bend, settings };
    const tree = grow(grower, everyone, settings.depth);
    trees.push(tree);
    for (let n = 0; n < rows.length; n += 1) score[n]! += leafOf(tree, rows[n]!);
  }
  return { start, trees };
}

export function treesProbability({ start, trees }: TreesModel, row: Float64Array): number {
  return sigmoid(trees.reduce((sum, tree) => sum + leafOf(tree, row), start));
}

/** What each feature adds to the log-odds: every step down a tree belongs to the feature it asks. */
export function treesShares({ trees }: TreesModel, row: Float64Array): Float64Array {
  const shares = new Float64Array(row.length);
  for (const tree of trees) {
    let node = tree;
    while (!("leaf" in node)) {
      const next = childOf(node, row);
      const before = node.value;
      const after = "leaf" in next ? next.leaf : next.value;
      shares[node.feature]! += after - before;
      node = next;
    }
  }
  return shares;
}

function childOf(node: Exclude<TreeNode, { leaf: number }>, row: Float64Array): TreeNode {
  const value = row[node.feature]!;
  const isLeft = Number.isNaN(value) ? node.lost === "left" : value <= node.limit;
  return isLeft ? node.left : node.right;
}

function leafOf(tree: TreeNode, row: Float64Array): number {
  let node = tree;
  while (!("leaf" in node)) node = childOf(node, row);
  return node.leaf;
}

/** Up to 31 limits at equal shares of the known values. */
function cutsOf(rows: readonly Float64Array[], f: number): readonly number[] {
  const known = rows.map((row) => row[f]!).filter((value) => !Number.isNaN(value));
  known.sort((a, b) => a - b);
  const cuts: number[] = [];
  for (let n = 1; n < bins; n += 1) {
    const value = known[Math.floor((known.length * n) / bins)];
    const isNew = value !== undefined && value !== cuts.at(-1) && value < known.at(-1)!;
    if (isNew) cuts.push(value);
  }
  return cuts;
}

/** 0 … cuts.length; 255: not known. */
const lostBin = 255;

function binOf(value: number, cuts: readonly number[]): number {
  if (Number.isNaN(value)) return lostBin;
  let [low, high] = [0, cuts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= cuts[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}

type Grower = {
  readonly cuts: readonly (readonly number[])[];
  readonly binned: readonly Uint8Array[];
  readonly slope: Float64Array;
  readonly bend: Float64Array;
  readonly settings: TreeSettings;
};

function grow(grower: Grower, members: Int32Array, depth: number): TreeNode {
  const { slope, bend, settings } = grower;
  let [g, h] = [0, 0];
  for (const n of members) {
    g += slope[n]!;
    h += bend[n]!;
  }
  const value = (settings.rate * g) / (h + settings.ridge);
  if (depth === 0) return { leaf: value };
  const split = bestSplit(grower, members, { g, h });
  if (split === null) return { leaf: value };
  const { feature, bin, lost } = split;
  const goesLeft = (n: number) => {
    const own = grower.binned[feature]![n]!;
    return own === lostBin ? lost === "left" : own <= bin;
  };
  const left = members.filter(goesLeft);
  const right = members.filter((n) => !goesLeft(n));
  return {
    feature,
    limit: grower.cuts[feature]![bin]!,
    lost,
    value,
    left: grow(grower, left, depth - 1),
    right: grow(grower, right, depth - 1),
  };
}

type Split = {
  readonly feature: number;
  readonly bin: number;
  readonly lost: "left" | "right";
  readonly gain: number;
};

/** A gain below this is noise. */
const leastGain = 1e-6;

function bestSplit(
  grower: Grower,
  members: Int32Array,
  whole: { readonly g: number; readonly h: number },
): Split | null {
  const { ridge, leafWeight } = grower.settings;
  const worth = (g: number, h: number) => (g * g) / (h + ridge);
  let best: Split | null = null;
  grower.cuts.forEach((cuts, feature) => {
    const sums = sumsOf(grower, members, feature);
    let [g, h] = [0, 0];
    for (let bin = 0; bin < cuts.length; bin += 1) {
      g += sums.g[bin]!;
      h += sums.h[bin]!;
      for (const lost of ["left", "right"] as const) {
        const [lg, lh] = lost === "left" ? [g + sums.lostG, h + sums.lostH] : [g, h];
        const [rg, rh] = [whole.g - lg, whole.h - lh];
        if (lh < leafWeight || rh < leafWeight) continue;
        const gain = worth(lg, lh) + worth(rg, rh) - worth(whole.g, whole.h);
        if (gain > (best?.gain ?? leastGain)) best = { feature, bin, lost, gain };
      }
    }
  });
  return best;
}

function sumsOf({ binned, slope, bend }: Grower, members: Int32Array, feature: number) {
  const g = new Float64Array(bins);
  const h = new Float64Array(bins);
  let [lostG, lostH] = [0, 0];
  const own = binned[feature]!;
  for (const n of members) {
    const bin = own[n]!;
    if (bin === lostBin) {
      lostG += slope[n]!;
      lostH += bend[n]!;
      continue;
    }
    g[bin]! += slope[n]!;
    h[bin]! += bend[n]!;
  }
  return { g, h, lostG, lostH };
}
