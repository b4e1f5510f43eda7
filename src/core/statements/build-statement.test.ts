import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, isoDate } from "../date.ts";
import { parseMinor } from "../money.ts";
import {
  buildStatement,
  linesToAnswer,
  type StatementItem,
  type StatementSource,
} from "./build-statement.ts";
import type { StatementForm } from "./statement.ts";

const to = isoDate("2026-09-30");

function source(changes: Partial<StatementSource> = {}): StatementSource {
  return {
    no: "DZ2609000137",
    form: "detail",
    language: "zh",
    currency: "CNY",
    from: isoDate("2026-09-01"),
    to,
    madeOn: "2026-10-03",
    replyBy: "2026-10-13",
    sender: { name: "本公司", taxId: "", accounts: [] },
    customer: { id: 1, no: "C1", name: "上海启明贸易有限公司", taxId: "" },
    openingMinor: 0n,
    closingMinor: 0n,
    movements: [],
    items: [],
    receipts: [],
    ...changes,
  };
}

function item(id: number, openMinor: bigint, changes: Partial<StatementItem> = {}): StatementItem {
  return {
    itemId: id,
    kind: "invoice",
    isClaim: true,
    no: `INV-${id}`,
    reference: "",
    issueDate: "2026-08-01",
    dueDate: "2026-09-15",
    amountMinor: openMinor,
    openMinor,
    disputedMinor: 0n,
    factor: "",
    ...changes,
  };
}

const what = { zh: "发票", en: "Invoice" };
const cents = (text: string) => parseMinor(text, "CNY") ?? 0n;

test("opening and movements make the closing balance, lines and aging add up to it", () => {
  const amount = fc.bigInt({ min: -5_000_000n, max: 5_000_000n });
  const dueInDays = fc.option(fc.integer({ min: -400, max: 60 }), { nil: null });
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ open: amount, dueInDays, isClaim: fc.boolean(), isSold: fc.boolean() }),
        { maxLength: 30 },
      ),
      fc.array(fc.bigInt({ min: 1n, max: 900_000n }), { maxLength: 5 }),
      fc.array(fc.record({ minor: amount, isDebit: fc.boolean() }), { maxLength: 30 }),
      (opens, unapplied, moves) => {
        const items = opens.map(({ open, dueInDays: days, isClaim, isSold }, n) =>
          item(n + 1, open, {
            isClaim,
            factor: isClaim && isSold ? "海尔保理有限公司" : "",
            dueDate: days === null ? null : addDays(to, days),
          }),
        );
        const receipts = unapplied.map((minor, n) => {
          const about = { receiptId: n + 1, no: "", date: "2026-09-18" };
          return { ...about, amountMinor: minor, unappliedMinor: minor };
        });
        const closingMinor =
          opens.reduce((sum, { open }) => sum + open, 0n) -
          unapplied.reduce((sum, minor) => sum + minor, 0n);
        const movements = moves.map(({ minor, isDebit }) => {
          const side = isDebit ? ("debit" as const) : ("credit" as const);
          return { date: "2026-09-10", what, no: "", side, minor };
        });
        const moved = moves.reduce(
          (sum, { minor, isDebit }) => sum + (isDebit ? minor : -minor),
          0n,
        );
        const openingMinor = closingMinor - moved;
        const built = buildStatement(
          source({ items, receipts, movements, openingMinor, closingMinor }),
        );
        assert.ok(built.ok);
        const { snapshot } = built.value;
        const total = (amounts: readonly string[]) =>
          amounts.reduce((sum, text) => sum + cents(text), 0n);
        assert.equal(total(snapshot.lines.map(({ open }) => open)), closingMinor);
        assert.equal(
          cents(snapshot.opening) + cents(snapshot.debit) - cents(snapshot.credit),
          cents(snapshot.closing),
        );
        assert.equal(
          cents(snapshot.movements.at(-1)?.balance ?? snapshot.opening),
          cents(snapshot.closing),
        );
        const aged = total(snapshot.aging.map((bucket) => bucket.amount));
        const factored = cents(snapshot.factored ?? "0.00");
        assert.equal(
          aged + factored - cents(snapshot.advances) - cents(snapshot.unapplied),
          cents(snapshot.closing),
        );
        const sold = snapshot.lines.filter(({ factor }) => factor !== undefined);
        assert.equal(total(sold.map(({ open }) => open)), factored);
        assert.equal(cents(snapshot.asked), closingMinor - factored, "not ours to ask for");
      },
    ),
  );
});

test("what does not tie to the ledger is refused with the difference", () => {
  const items = [item(1, 100_00n)];
  const movements = [{ date: "2026-09-02", what, no: "", side: "debit" as const, minor: 100_00n }];
  const tied = buildStatement(source({ items, movements, closingMinor: 100_00n }));
  assert.ok(tied.ok);
  const broken = buildStatement(source({ items, movements, closingMinor: 99_00n }));
  assert.deepEqual(broken, {
    ok: false,
    error: { code: "statement_not_tied", currency: "CNY", difference: "1.00" },
  });
});

test("a demand asks for what is overdue and undisputed, no other paper asks for more than it states", () => {
  const items = [
    item(1, 300_00n, { disputedMinor: 50_00n }),
    item(2, 200_00n, { dueDate: "2026-10-15" }),
    item(3, 70_00n, { kind: "delivery", dueDate: null }),
  ];
  const movements = [{ date: "2026-09-02", what, no: "", side: "debit" as const, minor: 570_00n }];
  const asked = (form: StatementForm) => {
    const built = buildStatement(source({ form, items, movements, closingMinor: 570_00n }));
    assert.ok(built.ok);
    return built.value.snapshot.asked;
  };
  assert.equal(asked("dunning"), "250.00");
  assert.equal(asked("detail"), "570.00");
  assert.equal(asked("preinvoice"), "70.00");
});

test("a balance and an audit letter ask one figure, the others line by line", () => {
  const items = [item(1, 300_00n), item(2, 200_00n)];
  const movements = [{ date: "2026-09-02", what, no: "", side: "debit" as const, minor: 500_00n }];
  const lines = (form: StatementForm) => {
    const built = buildStatement(source({ form, items, movements, closingMinor: 500_00n }));
    assert.ok(built.ok);
    return linesToAnswer(built.value.snapshot).map(({ kind, open }) => `${kind} ${open}`);
  };
  assert.deepEqual(lines("balance"), ["balance 500.00"]);
  assert.deepEqual(lines("audit"), ["balance 500.00"]);
  assert.deepEqual(lines("detail"), ["item 300.00", "item 200.00"]);
});
