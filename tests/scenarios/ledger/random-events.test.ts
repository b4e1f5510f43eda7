// Random events on random books: whatever is done and undone, in whatever order, the entries
// balance, the proofs hold, nothing is over-settled, and a settled item is worth nothing at home.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isoDate } from "../../../src/core/date.ts";
import { roundingShort } from "../../../src/core/ledger/events/adjustments.ts";
import { applyAdvance, prepayment } from "../../../src/core/ledger/events/advances.ts";
import { allocation, offsetCredit } from "../../../src/core/ledger/events/allocations.ts";
import { receiptIdentified } from "../../../src/core/ledger/events/receipts.ts";
import { retentionSplit } from "../../../src/core/ledger/events/retention.ts";
import { openingItem } from "../../../src/core/ledger/events/sales.ts";
import {
  homePart,
  homeParts,
  partOf,
  subtractBooked,
} from "../../../src/core/ledger/home-amount.ts";
import type { NewItem, OpenItem, Posting } from "../../../src/core/ledger/open.ts";
import { assertBalanced, type Occasion } from "../../../src/core/ledger/posting.ts";
import { reversePosting } from "../../../src/core/ledger/reversal.ts";
import type { Result } from "../../../src/core/result.ts";
import { holds, ledgerProofs } from "../../../src/reports/proofs.ts";
import { forever, ScenarioBook } from "./scenario-book.ts";

const books = { standard: "cas", homeCurrency: "CNY" } as const;
const day = isoDate("2026-01-15");
const occasion: Occasion = { books, businessDate: day, accountingDate: day, origin: "ours" };

const acts = [
  "item",
  "receipt",
  "allocate",
  "offset",
  "round",
  "retain",
  "prepay",
  "advance",
  "undo",
] as const;

type Step = {
  readonly act: (typeof acts)[number];
  readonly pick: readonly number[];
  readonly share: number;
  readonly minor: bigint;
  readonly home: bigint;
  readonly foreign: boolean;
};

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom(...acts, "allocate", "allocate", "undo"),
  pick: fc.array(fc.nat(1000), { minLength: 3, maxLength: 3 }),
  /** In hundredths of what is open; 100 and more takes all. */
  share: fc.integer({ min: 1, max: 130 }),
  minor: fc.bigInt({ min: 1n, max: 10n ** 9n }),
  home: fc.bigInt({ min: 1n, max: 10n ** 10n }),
  foreign: fc.boolean(),
});

function pickFrom<T>(list: readonly T[], by: number | undefined): T | undefined {
  return list.length === 0 ? undefined : list[(by ?? 0) % list.length];
}

function shareOf(open: bigint, share: number): bigint {
  const part = share >= 100 ? open : (open * BigInt(share)) / 100n;
  if (part !== 0n) return part;
  return open < 0n ? -1n : 1n;
}

class Walk {
  readonly book = new ScenarioBook(books);
  readonly performed: Map<Step["act"], number>;
  private readonly undone = new Set<string>();
  private made = 0;

  constructor(performed: Map<Step["act"], number> = new Map()) {
    this.performed = performed;
  }

  take(s: Step): void {
    this.made += 1;
    const id = `X${this.made}`;
    const outcome = this.perform(s, id);
    if (!outcome?.ok) return;
    if (outcome.value.entry) assertBalanced(outcome.value.entry);
    this.book.write(id, outcome.value, day);
    this.performed.set(s.act, (this.performed.get(s.act) ?? 0) + 1);
    for (const proof of ledgerProofs(this.book.records, forever)) {
      assert.ok(holds(proof), `${s.act}: ${proof.code}`);
    }
  }

  private items(matches: (item: OpenItem) => boolean): OpenItem[] {
    return this.book.records.items
      .map(({ itemId }) => this.book.item(itemId))
      .filter((item) => item.amountMinor !== 0n && matches(item));
  }

  private openReceipts() {
    return this.book.records.receipts
      .map(({ receiptId }) => this.book.receipt(receiptId))
      .filter((receipt) => receipt.amountMinor > 0n);
  }

  private perform(s: Step, id: string): Result<Posting, { readonly code: string }> | null {
    const [first, second] = s.pick;
    const currency = s.foreign ? "USD" : "CNY";
    const amounts = { currency, amountMinor: s.minor, homeMinor: s.foreign ? s.home : s.minor };
    const item = pickFrom(
      this.items((i) => i.kind === "invoice"),
      first,
    );
    const receipt = pickFrom(this.openReceipts(), second);
    switch (s.act) {
      case "item":
        return { ok: true, value: openingItem(occasion, this.newItem(id, s, amounts)) };
      case "receipt":
        return {
          ok: true,
          value: receiptIdentified(occasion, { ...receiptBase, ...amounts, receiptId: id }),
        };
      case "undo":
        return this.undo(first);
      case "allocate": {
        if (!item || !receipt) return null;
        const amountMinor = shareOf(item.amountMinor, s.share);
        const same = item.currency === receipt.currency;
        const receiptAmountMinor = same ? amountMinor : shareOf(receipt.amountMinor, s.share);
        return allocation(occasion, {
          receipt,
          parts: [{ item, amountMinor, receiptAmountMinor }],
        });
      }
      case "offset": {
        const credit = pickFrom(
          this.items((i) => i.kind === "credit_note"),
          second,
        );
        if (!item || !credit) return null;
        const amountMinor = -shareOf(credit.amountMinor, s.share);
        return offsetCredit(occasion, { credit, item, amountMinor });
      }
      case "round":
        if (!item) return null;
        return roundingShort(occasion, {
          item,
          amountMinor: shareOf(item.amountMinor, 1),
          rate: null,
        });
      case "retain": {
        if (!item) return null;
        const amountMinor = shareOf(item.amountMinor, s.share);
        const rest = { newItemId: id, warrantyEnd: null, conditional: s.foreign };
        return retentionSplit(occasion, { item, amountMinor, ...rest });
      }
      case "prepay": {
        if (!receipt || receipt.amountMinor < 100n) return null;
        const amountMinor = receipt.amountMinor;
        const taxMinor = amountMinor / 8n;
        return prepayment(occasion, { receipt, amountMinor, newItemId: id, number: id, taxMinor });
      }
      case "advance": {
        const advance = pickFrom(
          this.items((i) => i.kind === "advance"),
          second,
        );
        if (!item || !advance) return null;
        const amountMinor = -shareOf(advance.amountMinor, s.share);
        return applyAdvance(occasion, { advance, item, amountMinor });
      }
    }
  }

  private undo(pick: number | undefined): Result<Posting, { readonly code: string }> | null {
    const done = [...this.book.written].filter(([label]) => !this.undone.has(label));
    const chosen = pickFrom(done, pick);
    if (!chosen) return null;
    const [label, written] = chosen;
    const dates = {
      reversesId: written.entryId,
      businessDate: day,
      accountingDate: day,
    };
    const reversed = reversePosting(written.posting, dates, this.book.touchedAfter(written));
    if (reversed.ok) this.undone.add(label).add(`X${this.made}`);
    return reversed;
  }

  private newItem(
    itemId: string,
    s: Step,
    amounts: Pick<NewItem, "currency" | "amountMinor" | "homeMinor">,
  ): NewItem {
    const isCredit = s.share < 25;
    return {
      itemId,
      number: itemId,
      customerId: "A",
      customerName: "甲公司",
      kind: isCredit ? "credit_note" : "invoice",
      account: "receivable",
      currency: amounts.currency,
      amountMinor: isCredit ? -amounts.amountMinor : amounts.amountMinor,
      homeMinor: isCredit ? -amounts.homeMinor : amounts.homeMinor,
      issueDate: day,
      accountingDate: day,
      dueDate: day,
      ageFrom: day,
      linkedItemId: null,
    };
  }

  /** An item or receipt without amount has no home amount; nothing is settled beyond its amount. */
  checkEnds(): void {
    for (const { itemId, amountMinor } of this.book.records.items) {
      const open = this.book.item(itemId);
      if (open.amountMinor === 0n) assert.equal(open.homeMinor, 0n, `${itemId} settled, home left`);
      const [low, high] = amountMinor < 0n ? [amountMinor, 0n] : [0n, amountMinor];
      assert.ok(open.amountMinor >= low && open.amountMinor <= high, `${itemId} over-settled`);
    }
    for (const { receiptId } of this.book.records.receipts) {
      const open = this.book.receipt(receiptId);
      if (open.amountMinor === 0n)
        assert.equal(open.homeMinor, 0n, `${receiptId} used up, home left`);
    }
  }
}

const receiptBase = {
  customerId: "A",
  customerName: "甲公司",
  businessDate: day,
  accountingDate: day,
  bankAccountId: "B1",
  payerAccount: "",
  payerName: "甲公司",
};

test("random events and undos leave books that prove themselves", () => {
  const start: Step[] = [false, true].flatMap((foreign) => [
    { act: "item", pick: [0, 0, 0], share: 50, minor: 1_000_003n, home: 7_100_021n, foreign },
    { act: "item", pick: [0, 0, 0], share: 1, minor: 30_007n, home: 216_050n, foreign },
    { act: "receipt", pick: [0, 0, 0], share: 50, minor: 900_001n, home: 6_480_007n, foreign },
  ]);
  const performed = new Map<Step["act"], number>();
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 60, size: "max" }), (steps) => {
      const walk = new Walk(performed);
      for (const s of [...start, ...steps]) walk.take(s);
      walk.checkEnds();
    }),
    { numRuns: 60 },
  );
  for (const act of acts) {
    assert.ok((performed.get(act) ?? 0) > 3, `${act} happened ${performed.get(act)} times`);
  }
});

test("all undone in reverse order: nothing is open that was not before", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 25 }), (steps) => {
      const walk = new Walk();
      for (const s of steps.filter(({ act }) => act !== "undo")) walk.take(s);
      const { book } = walk;
      for (const [label, written] of [...book.written].reverse()) {
        const dates = { reversesId: written.entryId, businessDate: day, accountingDate: day };
        const reversed = reversePosting(written.posting, dates, new Set());
        assert.ok(reversed.ok);
        book.write(`undo ${label}`, reversed.value, day);
      }
      assert.equal(book.picture(), new ScenarioBook(books).picture());
      assert.equal(book.balance(""), 0n);
      assert.equal(book.balance("1122"), 0n);
      assert.equal(book.balance("6603"), 0n);
    }),
    { numRuns: 60 },
  );
});

test("the home amounts of the parts of an amount add up exactly, in any cut", () => {
  const cuts = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 12 });
  const amount = fc.bigInt({ min: 1n, max: 10n ** 12n });
  fc.assert(
    fc.property(
      amount,
      fc.bigInt({ min: 0n, max: 10n ** 13n }),
      cuts,
      (amountMinor, homeMinor, shares) => {
        let open = { currency: "USD", amountMinor, homeMinor };
        let taken = 0n;
        for (const share of shares) {
          if (open.amountMinor === 0n) break;
          const part = partOf(open, shareOf(open.amountMinor, share));
          taken += part.homeMinor;
          open = subtractBooked(open, part);
        }
        taken += homePart(open, open.amountMinor);
        assert.equal(taken, homeMinor);
      },
    ),
  );
});

test("parts taken at once share the home amount of their sum, negative ones among them", () => {
  const parts = fc.array(fc.bigInt({ min: -1000n, max: 1000n }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(parts, fc.bigInt({ min: 10_000n, max: 10n ** 9n }), (cut, homeMinor) => {
      const open = { currency: "USD", amountMinor: 100_000n, homeMinor };
      const total = cut.reduce((a, b) => a + b, 0n);
      const homes = homeParts(open, cut);
      assert.equal(
        homes.reduce((a, b) => a + b, 0n),
        homePart(open, total),
      );
    }),
  );
});
