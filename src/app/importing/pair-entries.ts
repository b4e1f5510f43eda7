// When is an entry of one message the same as an entry of another? The statement of a day holds every
// entry that a report or notification of that day named before (ISO 20022 camt.052 and camt.054), so
// entries of one account, day and amount are the same unless something both say contradicts it. Each
// pairs with one other at most: of two equal payments both stay.

/** An entry as one message gives it: one line, or the lines of its details, which add up to it. */
export type EntryForm = {
  readonly id: number;
  /** Account, day, currency and amount. */
  readonly key: string;
  /** "" for a statement. */
  readonly interim: string;
  /** The bank's references of the whole entry. */
  readonly refs: readonly string[];
  /** How many details it says it has; null where it says nothing. */
  readonly count: number | null;
  readonly lines: readonly FormLine[];
  /** False where some of its details were left out: then they cannot stand for the sum. */
  readonly isWhole: boolean;
};

export type FormLine = {
  readonly amountMinor: number;
  readonly payerName: string;
  readonly payerAccount: string;
  readonly endToEnd: string;
  readonly reference: string;
  readonly memo: string;
};

/** Pairs of the two lists, the best supported first; deterministic, whatever the order of the lists. */
export function pairEntries(
  incoming: readonly EntryForm[],
  known: readonly EntryForm[],
): ReadonlyMap<number, number> {
  const byKey = Map.groupBy(known, (form) => form.key);
  const candidates = incoming.flatMap((ours) =>
    (byKey.get(ours.key) ?? []).flatMap((theirs) => {
      const evidence = evidenceFor(ours, theirs);
      return evidence === null ? [] : [{ ours, theirs, evidence }];
    }),
  );
  candidates.sort(
    (a, b) => b.evidence - a.evidence || a.ours.id - b.ours.id || a.theirs.id - b.theirs.id,
  );
  const pairs = new Map<number, number>();
  const taken = new Set<number>();
  for (const { ours, theirs } of candidates) {
    if (pairs.has(ours.id) || taken.has(theirs.id)) continue;
    pairs.set(ours.id, theirs.id);
    taken.add(theirs.id);
  }
  return pairs;
}

/** How much speaks for it; null where something speaks against it. */
function evidenceFor(a: EntryForm, b: EntryForm): number | null {
  // Two statements, or two messages of one kind, are compared by their lines alone.
  if (a.interim === b.interim) return null;
  const refs = agreement(a.refs, b.refs);
  if (refs === null || !countsAgree(a, b) || !countsAgree(b, a)) return null;
  // Orders and movements of one wallet have the numbers of the orders in common.
  if ((a.interim === "wechat_bill" || b.interim === "wechat_bill") && refs === 0) return null;
  const details =
    a.lines.length > 1 || b.lines.length > 1 ? detailsAgree(a, b) : singlesAgree(a, b);
  if (details === null) return null;
  const evidence = refs * 4 + details;
  // Each of two interim messages names only some entries of the day: equal amounts alone say nothing.
  return a.interim !== "" && b.interim !== "" && evidence === 0 ? null : evidence;
}

function countsAgree(said: EntryForm, shown: EntryForm): boolean {
  if (said.count === null || shown.lines.length === 1) return true;
  return said.count === shown.lines.length;
}

function detailsAgree(a: EntryForm, b: EntryForm): number | null {
  const [few, many] = a.lines.length <= b.lines.length ? [a, b] : [b, a];
  const [only] = few.lines;
  // One that names its payer is a payment, not a sum of several.
  if (few.lines.length === 1) {
    const isNamed = [only?.payerAccount, only?.endToEnd, only?.reference].some(
      (text) => text !== "",
    );
    return isNamed ? null : few.count === many.lines.length ? 2 : 1;
  }
  const amounts = (form: EntryForm) =>
    form.lines.map((line) => line.amountMinor).sort((x, y) => x - y);
  return amounts(few).join() === amounts(many).join() ? 2 : null;
}

function singlesAgree(a: EntryForm, b: EntryForm): number | null {
  const fields = ["payerAccount", "endToEnd", "reference", "payerName"] as const;
  let evidence = 0;
  for (const field of fields) {
    const agrees = agreement([a.lines[0]?.[field] ?? ""], [b.lines[0]?.[field] ?? ""]);
    if (agrees === null) return null;
    evidence += agrees;
  }
  return evidence;
}

/** 1 where both say the same, 0 where one says nothing, null where they differ. */
function agreement(a: readonly string[], b: readonly string[]): 0 | 1 | null {
  const [ours, theirs] = [a.map(plain).filter(isSaid), b.map(plain).filter(isSaid)];
  if (ours.length === 0 || theirs.length === 0) return 0;
  // Formats cut long texts at different widths.
  return ours.some((x) => theirs.some((y) => x.startsWith(y) || y.startsWith(x))) ? 1 : null;
}

function isSaid(text: string): boolean {
  return text !== "" && !/^(NONREF|NOTPROVIDED|NA|0+)$/.test(text);
}

function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

/** Which of two forms says more: details before a sum, then the more fields that are filled. */
export function saysMore(a: EntryForm, b: EntryForm): boolean {
  if (a.lines.length !== b.lines.length) return a.lines.length > b.lines.length;
  return a.lines.length === 1 && wordsIn(a) > wordsIn(b);
}

function wordsIn(form: EntryForm): number {
  const [line] = form.lines;
  return Object.values(line ?? {}).filter((value) => typeof value === "string" && value !== "")
    .length;
}
