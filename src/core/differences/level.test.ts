// 智能调平: what it settles, what it leaves, and that it never invents a reason.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../date.ts";
import { differencesWords } from "../words/differences.ts";
import { type LevelDebt, type LevelQuestion, type LevelSource, levelOut } from "./level.ts";

function debt(no: string, owedMinor: number, part: Partial<LevelDebt> = {}): LevelDebt {
  return {
    id: [...no].reduce((n, letter) => n * 31 + letter.charCodeAt(0), 7) % 100_000,
    no,
    kind: "invoice",
    customerNo: "C1",
    customerName: "启明",
    currency: "CNY",
    owedMinor,
    faceMinor: owedMinor,
    issueDate: isoDate("2026-08-01"),
    dueDate: "2026-08-31",
    retentionDue: null,
    discountDate: null,
    discountMinor: 0,
    retentionMinor: 0,
    taxRate: "",
    orderNo: "",
    deliveryNo: "",
    terms: null,
    ...part,
  };
}

let ids = 0;
function money(minor: number, part: Partial<LevelSource> = {}): LevelSource {
  ids += 1;
  return {
    id: ids,
    kind: "receipt",
    no: `R${ids}`,
    date: "2026-09-18",
    minor,
    linkedNo: "",
    ...part,
  };
}

function level(
  sources: readonly LevelSource[],
  debts: readonly LevelDebt[],
  more: Partial<LevelQuestion> = {},
) {
  const question = {
    currency: "CNY",
    asOf: "2026-09-30",
    feeBearer: "us",
    sources,
    debts,
    ...more,
  };
  return levelOut(question as LevelQuestion); // the literal above
}

function shown({ moves }: ReturnType<typeof levelOut>): string[] {
  return moves.map((move) =>
    move.kind === "apply"
      ? `${move.source.kind} -> ${move.debt.no} ${move.minor}`
      : `${move.kind} ${move.debt.no} ${move.minor}`,
  );
}

test("one payment, two invoices that add up", () => {
  const found = level([money(169_000)], [debt("A", 119_000), debt("B", 50_000), debt("C", 77_700)]);
  assert.deepEqual(shown(found), ["receipt -> A 119000", "receipt -> B 50000"]);
  assert.equal(found.afterMinor, 0);
});

test("a payment that has taken a red invoice off is levelled with it", () => {
  const red = money(800_000, { kind: "credit_note", no: "RED" });
  const found = level([money(9_200_000), red], [debt("A", 10_000_000), debt("B", 3_333_300)]);
  assert.deepEqual(shown(found), ["credit_note -> A 800000", "receipt -> A 9200000"]);
  assert.equal(found.afterMinor, 0);
});

test("a red invoice goes against the blue one it names, whatever else is open", () => {
  const red = money(800_000, { kind: "credit_note", no: "RED", linkedNo: "B" });
  const found = level([red], [debt("A", 800_000), debt("B", 10_000_000)]);
  assert.deepEqual(shown(found), ["credit_note -> B 800000"]);
});

test("the rest of a linked credit is what the payment pays", () => {
  const red = money(800_000, { kind: "credit_note", linkedNo: "A" });
  const found = level([money(9_200_000), red], [debt("A", 10_000_000)]);
  assert.deepEqual(shown(found), ["credit_note -> A 800000", "receipt -> A 9200000"]);
  assert.equal(found.afterMinor, 0);
});

test("a tail up to 1.00 is a rounding difference, more is none", () => {
  assert.deepEqual(shown(level([money(73_960)], [debt("A", 74_000)])), [
    "receipt -> A 73960",
    "rounding A 40",
  ]);
  const odd = level([money(73_700)], [debt("A", 74_000)]);
  assert.deepEqual(shown(odd), []);
  assert.equal(odd.left[0]?.because.key, "level.unexplained");
  assert.equal(odd.afterMinor, 73_700);
});

test("agreed discount in time and agreed retention are adjusted, a late discount is not", () => {
  const offer = { discountMinor: 100_000, discountDate: isoDate("2026-09-20") };
  assert.deepEqual(shown(level([money(4_900_000)], [debt("A", 5_000_000, offer)])), [
    "receipt -> A 4900000",
    "discount A 100000",
  ]);
  const late = money(4_900_000, { date: "2026-09-25" });
  assert.deepEqual(shown(level([late], [debt("A", 5_000_000, offer)])), []);
  const kept = debt("A", 11_300_000, { retentionMinor: 565_000 });
  assert.deepEqual(shown(level([money(10_735_000)], [kept])), [
    "receipt -> A 10735000",
    "retention_split A 565000",
  ]);
});

test("a usual fee is ours unless the customer bears it", () => {
  const debts = [debt("A", 1_000_000)];
  assert.deepEqual(shown(level([money(997_500)], debts)), ["receipt -> A 997500", "fee A 2500"]);
  const theirs = level([money(997_500)], debts, { feeBearer: "customer" });
  assert.deepEqual(shown(theirs), []);
});

test("two invoices of one amount are a tie: told, not chosen", () => {
  const found = level([money(50_000)], [debt("A", 50_000), debt("B", 50_000), debt("C", 1_000)]);
  assert.deepEqual(shown(found), []);
  assert.equal(found.left[0]?.because.key, "level.tie");
  assert.equal(found.left[0]?.readings, 2);
});

test("sources are decided together: what only one reading allows decides the other", () => {
  // 700 could be A or B + C; 400 can only be B: so 700 is A
  const found = level(
    [money(70_000), money(40_000)],
    [debt("A", 70_000), debt("B", 40_000), debt("C", 30_000)],
  );
  assert.deepEqual(shown(found), ["receipt -> A 70000", "receipt -> B 40000"]);
});

test("money pays nothing that was issued more than 30 days after it came", () => {
  const later = (issueDate: string) => [debt("A", 50_000, { issueDate: isoDate(issueDate) })];
  assert.deepEqual(shown(level([money(50_000)], later("2026-10-18"))), ["receipt -> A 50000"]);
  assert.deepEqual(shown(level([money(50_000)], later("2026-10-19"))), []);
});

test("all money against all that is open is levelled as a whole", () => {
  const found = level([money(30_000), money(45_500)], [debt("A", 60_000), debt("B", 15_500)]);
  assert.equal(found.afterMinor, 0);
  assert.equal(found.moves.length, 3);
});

test("the order of the rows changes nothing", () => {
  const sources = [money(169_000), money(40_000), money(12_345)];
  const debts = [debt("A", 119_000), debt("B", 50_000), debt("C", 40_000), debt("D", 99_000)];
  const once = shown(level(sources, debts));
  assert.deepEqual(shown(level(sources.toReversed(), debts.toReversed())), once);
});

test("the moves of a source never exceed it, and a debt is never overpaid", () => {
  const sources = [money(169_000), money(73_960), money(9_200_000)];
  const debts = [debt("A", 119_000), debt("B", 50_000), debt("C", 74_000), debt("D", 9_200_000)];
  const { moves, afterMinor, beforeMinor } = level(sources, debts);
  const bySource = new Map<number, number>();
  const byDebt = new Map<string, number>();
  for (const move of moves) {
    byDebt.set(move.debt.no, (byDebt.get(move.debt.no) ?? 0) + move.minor);
    if (move.kind !== "apply") continue;
    bySource.set(move.source.id, (bySource.get(move.source.id) ?? 0) + move.minor);
  }
  for (const { id, minor } of sources) assert.equal(bySource.get(id) ?? 0, minor);
  for (const { no, owedMinor } of debts) assert.ok((byDebt.get(no) ?? 0) <= owedMinor, no);
  assert.equal(
    beforeMinor - afterMinor,
    [...bySource.values()].reduce((a, b) => a + b, 0),
  );
});

test("300 open invoices and 40 payments are answered in bounded time", () => {
  const debts = Array.from({ length: 300 }, (_, n) => debt(`I${n}`, 100_000 + n * 137, { id: n }));
  const sources = Array.from({ length: 40 }, (_, n) => money(345_678 + n * 1_111));
  const { isComplete, left } = level(sources, debts);
  assert.ok(left.length > 0 || isComplete);
});

test("every reason it gives has words", () => {
  const found = level(
    [money(50_000), money(73_960), money(12_345)],
    [debt("A", 50_000), debt("B", 50_000), debt("C", 74_000)],
  );
  for (const { because } of [...found.moves, ...found.left]) {
    assert.ok(because.key in differencesWords, because.key);
  }
});

/** Whether one payment is exactly some of the debts, and how many ways there are with the fewest. */
function fewestWays(target: number, amounts: readonly number[]): { size: number; ways: number } {
  let best = { size: Number.POSITIVE_INFINITY, ways: 0 };
  for (let set = 1; set < 2 ** amounts.length; set++) {
    const chosen = amounts.filter((_, at) => (set >> at) % 2 === 1);
    if (chosen.reduce((a, b) => a + b, 0) !== target) continue;
    if (chosen.length < best.size) best = { size: chosen.length, ways: 1 };
    else if (chosen.length === best.size) best = { ...best, ways: best.ways + 1 };
  }
  return best;
}

test("against every subset: the fewest debts, a tie never chosen, nothing made up", () => {
  let seed = 20260918;
  const next = (most: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return 1 + (seed % most);
  };
  for (let round = 0; round < 400; round++) {
    const amounts = Array.from({ length: 2 + next(5) }, () => 10_000 * next(30) + next(3) * 7);
    const paid = round % 2 === 0 ? (amounts[0] ?? 0) + (amounts[1] ?? 0) : 10_000 * next(60);
    // one debt a month and no due dates: no structure but "all" decides
    const debts = amounts.map((minor, n) =>
      debt(`D${n}`, minor, { id: n + 1, dueDate: null, issueDate: isoDate(`2026-0${n + 1}-10`) }),
    );
    const { size, ways } = fewestWays(paid, amounts);
    const { moves, left } = level([money(paid)], debts);
    const applied = moves.filter(({ kind }) => kind === "apply");
    const told = JSON.stringify({ amounts, paid });
    const isAll = paid === amounts.reduce((a, b) => a + b, 0);
    if (ways === 1 || isAll) {
      assert.equal(applied.length, isAll ? amounts.length : size, told);
      assert.equal(applied.length, moves.length, told);
    } else if (ways > 1) {
      assert.equal(moves.length, 0, told);
      assert.equal(left[0]?.because.key, "level.tie", told);
    } else {
      // a gap was explained, or it stays; whatever is applied is what came
      const sum = applied.reduce((total, { minor }) => total + minor, 0);
      assert.ok(sum === 0 || sum === paid, told);
      assert.equal(sum === 0, left.length === 1, told);
    }
  }
});
