// Intervals of a share: Wilson for what is shown, Clopper–Pearson for what is claimed. Shares here
// are probabilities, no money.

export type Interval = { readonly low: number; readonly high: number };

/** Two-sided 95 %. */
const z95 = 1.959963984540054;

/** Of `part` in `whole`; the whole may be an effective size. Null where nothing was counted. */
export function wilson(part: number, whole: number, z = z95): Interval | null {
  if (whole <= 0) return null;
  const share = part / whole;
  const spread = z * z;
  const centre = share + spread / (2 * whole);
  const half = z * Math.sqrt((share * (1 - share)) / whole + spread / (4 * whole * whole));
  const scale = 1 + spread / whole;
  return {
    low: part <= 0 ? 0 : Math.max(0, (centre - half) / scale),
    high: part >= whole ? 1 : Math.min(1, (centre + half) / scale),
  };
}

/** The true share is below this with at most `alpha`. */
export function lowerBound(part: number, whole: number, alpha: number): number {
  if (part <= 0) return 0;
  return betaQuantile(alpha, part, whole - part + 1);
}

/** The true share is above this with at most `alpha`. */
export function upperBound(part: number, whole: number, alpha: number): number {
  if (part >= whole) return 1;
  return betaQuantile(1 - alpha, part + 1, whole - part);
}

/** By bisection: 60 halvings leave an error below 1e-17. */
function betaQuantile(level: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (betaShare(middle, a, b) < level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Regularised incomplete beta function I_x(a, b), by its continued fraction (DLMF §8.17.22). */
export function betaShare(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
  );
  // the fraction converges fast on this side of the mean
  if (x < (a + 1) / (a + b + 2)) return (front * fraction(x, a, b)) / a;
  return 1 - (front * fraction(1 - x, b, a)) / b;
}

const tiny = 1e-300;
const mostTerms = 500;

function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= mostTerms; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return value;
}

function awayFromZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

/** Lanczos (g = 7, n = 9); relative error below 1e-14 for the counts used here. */
function logGamma(x: number): number {
  const [first = 0, ...rest] = lanczos;
  let sum = first;
  rest.forEach((coefficient, index) => {
    sum += coefficient / (x + index);
  });
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
];
