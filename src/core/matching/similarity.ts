// Jaro–Winkler similarity of two short texts in per cent (W. Winkler 1990): 100 = equal.

export function similarityPercent(a: string, b: string): number {
  if (a === b) return 100;
  const jaro = jaroOf(a, b);
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix++;
  return Math.floor(100 * (jaro + prefix * 0.1 * (1 - jaro)));
}

function jaroOf(a: string, b: string): number {
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const usedInB = new Array<boolean>(b.length).fill(false);
  const fromA: string[] = [];
  for (let at = 0; at < a.length; at++) {
    for (let other = Math.max(0, at - reach); other <= at + reach && other < b.length; other++) {
      if (usedInB[other] || a[at] !== b[other]) continue;
      usedInB[other] = true;
      fromA.push(a[at]!);
      break;
    }
  }
  if (fromA.length === 0) return 0;
  const fromB = [...b].filter((_, at) => usedInB[at]);
  const moved = fromA.filter((letter, at) => letter !== fromB[at]).length / 2;
  const matches = fromA.length;
  return (matches / a.length + matches / b.length + (matches - moved) / matches) / 3;
}
