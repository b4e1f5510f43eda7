// How sure a share is: exact (Clopper–Pearson) 95 % intervals, as DOMAIN §4 asks of every figure.

export type Share = {
  readonly hits: number;
  readonly of: number;
  /** Null where `of` is 0. */
  readonly value: number | null;
  readonly low: number;
  readonly high: number;
};

export function shareOf(hits: number, of: number): Share {
  if (of === 0) return { hits, of, value: null, low: 0, high: 1 };
  return { hits, of, value: hits / of, low: lowerBound(hits, of), high: upperBound(hits, of) };
}

function lowerBound(hits: number, of: number): number {
  if (hits === 0) return 0;
  return bisect((p) => 1 - binomialCdf(hits - 1, of, p), 0.025);
}

function upperBound(hits: number, of: number): number {
  if (hits === of) return 1;
  return bisect((p) => 1 - binomialCdf(hits, of, p), 0.975);
}

/** The p at which the growing function reaches the target. */
function bisect(growing: (p: number) => number, target: number): number {
  let low = 0;
  let high = 1;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (growing(middle) < target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(X ≤ k), X binomial (n, p) = I(1−p; n−k, k+1). */
function binomialCdf(k: number, n: number, p: number): number {
  return regularisedBeta(1 - p, n - k, k + 1);
}

/** Continued fraction of the incomplete beta function (Lentz; Abramowitz & Stegun 26.5.8). */
function regularisedBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - regularisedBeta(1 - x, b, a);
  const logFront =
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x);
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / guard(1 - ((a + b) * x) / (a + 1), tiny);
  let fraction = d;
  for (let m = 1; m <= 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guard(1 + even * d, tiny);
    c = guard(1 + even / c, tiny);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guard(1 + odd * d, tiny);
    c = guard(1 + odd / c, tiny);
    const step = d * c;
    fraction *= step;
    if (Math.abs(step - 1) < 1e-13) break;
  }
  return (Math.exp(logFront) * fraction) / a;
}

function guard(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

/** Lanczos approximation, g = 7. */
function logGamma(x: number): number {
  const coefficients = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
    -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
    1.5056327351493116e-7,
  ];
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const y = x - 1;
  let sum = coefficients[0] ?? 0;
  for (let i = 1; i < 9; i++) sum += (coefficients[i] ?? 0) / (y + i);
  const t = y + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** "99.62 % (n 2,995; 99.33–99.81)"; under 30 cases the sample says too little. */
export function writeShare(share: Share): string {
  if (share.value === null) return "–";
  const percent = (x: number) => (x * 100).toFixed(2);
  const few = share.of < 30 ? " 样本不足" : "";
  return `${percent(share.value)} % (n ${share.of}; ${percent(share.low)}–${percent(share.high)})${few}`;
}
