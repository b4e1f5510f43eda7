// Logistic regression with a ridge, fitted by Newton's method: few parameters, always the same answer.

export type LogisticModel = {
  readonly means: readonly number[];
  readonly scales: readonly number[];
  /** One a feature, then one a feature for "nothing is known", then the constant. */
  readonly weights: readonly number[];
};

const ridge = 10;
const steps = 25;
const closeEnough = 1e-9;

export function fitLogistic(
  rows: readonly Float64Array[],
  isLate: readonly boolean[],
): LogisticModel {
  const width = rows[0]?.length ?? 0;
  const means = Array.from({ length: width }, (_, f) => meanOf(rows, f));
  const scales = Array.from({ length: width }, (_, f) => spreadOf(rows, f, means[f]!));
  const inputs = rows.map((row) => inputOf(row, means, scales));
  const size = width * 2 + 1;
  let weights = new Float64Array(size);
  for (let step = 0; step < steps; step += 1) {
    const change = newtonStep(inputs, isLate, weights);
    weights = weights.map((weight, index) => weight + change[index]!);
    if (change.every((one) => Math.abs(one) < closeEnough)) break;
  }
  return { means, scales, weights: [...weights] };
}

export function logisticProbability(model: LogisticModel, row: Float64Array): number {
  const input = inputOf(row, model.means, model.scales);
  let sum = 0;
  for (let index = 0; index < input.length; index += 1) {
    sum += input[index]! * model.weights[index]!;
  }
  return sigmoid(sum);
}

/** What each feature adds to the log-odds, against an average item. */
export function logisticShares(model: LogisticModel, row: Float64Array): Float64Array {
  const { means, scales, weights } = model;
  return Float64Array.from(row, (value, f) =>
    Number.isNaN(value)
      ? weights[row.length + f]!
      : placed(value, means[f]!, scales[f]!) * weights[f]!,
  );
}

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** Far beyond all that was seen, a value says no more than at the edge of it. */
const edge = 3;

function placed(value: number, mean: number, scale: number): number {
  return Math.min(edge, Math.max(-edge, (value - mean) / scale));
}

function inputOf(
  row: Float64Array,
  means: readonly number[],
  scales: readonly number[],
): Float64Array {
  const width = row.length;
  const input = new Float64Array(width * 2 + 1);
  for (let f = 0; f < width; f += 1) {
    const value = row[f]!;
    if (Number.isNaN(value)) input[width + f] = 1;
    else input[f] = placed(value, means[f]!, scales[f]!);
  }
  input[width * 2] = 1;
  return input;
}

function meanOf(rows: readonly Float64Array[], f: number): number {
  let sum = 0;
  let count = 0;
  for (const row of rows) {
    if (Number.isNaN(row[f]!)) continue;
    sum += row[f]!;
    count += 1;
  }
  return count === 0 ? 0 : sum / count;
}

function spreadOf(rows: readonly Float64Array[], f: number, mean: number): number {
  let sum = 0;
  let count = 0;
  for (const row of rows) {
    if (Number.isNaN(row[f]!)) continue;
    sum += (row[f]! - mean) ** 2;
    count += 1;
  }
  const spread = count === 0 ? 0 : Math.sqrt(sum / count);
  return spread < 1e-12 ? 1 : spread;
}

function newtonStep(
  inputs: readonly Float64Array[],
  isLate: readonly boolean[],
  weights: Float64Array,
): Float64Array {
  const size = weights.length;
  const gradient = new Float64Array(size);
  const curve = Array.from({ length: size }, () => new Float64Array(size));
  inputs.forEach((input, n) => {
    let sum = 0;
    for (let i = 0; i < size; i += 1) sum += input[i]! * weights[i]!;
    const p = sigmoid(sum);
    const miss = (isLate[n] ? 1 : 0) - p;
    const bend = Math.max(p * (1 - p), 1e-6);
    for (let i = 0; i < size; i += 1) {
      const x = input[i]!;
      if (x === 0) continue;
      gradient[i]! += x * miss;
      const row = curve[i]!;
      for (let j = 0; j <= i; j += 1) row[j]! += bend * x * input[j]!;
    }
  });
  for (let i = 0; i < size; i += 1) {
    // the constant is free
    const hold = i === size - 1 ? 1e-9 : ridge;
    gradient[i]! -= hold * weights[i]!;
    curve[i]![i]! += hold;
    for (let j = 0; j < i; j += 1) curve[j]![i] = curve[i]![j]!;
  }
  return solve(curve, gradient);
}

/** Cholesky: the matrix is symmetric and, by the ridge, positive. */
function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  const lower = Array.from({ length: size }, () => new Float64Array(size));
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = matrix[i]![j]!;
      for (let k = 0; k < j; k += 1) sum -= lower[i]![k]! * lower[j]![k]!;
      lower[i]![j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[j]![j]!;
    }
  }
  const half = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    let sum = right[i]!;
    for (let k = 0; k < i; k += 1) sum -= lower[i]![k]! * half[k]!;
    half[i] = sum / lower[i]![i]!;
  }
  const answer = new Float64Array(size);
  for (let i = size - 1; i >= 0; i -= 1) {
    let sum = half[i]!;
    for (let k = i + 1; k < size; k += 1) sum -= lower[k]![i]! * answer[k]!;
    answer[i] = sum / lower[i]![i]!;
  }
  return answer;
}
