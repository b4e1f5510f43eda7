import assert from "node:assert/strict";
import { test } from "node:test";
import type { Conduct } from "./history.ts";
import { type ProposalInput, proposeTerms } from "./propose.ts";
import type { Scorecard } from "./scorecard.ts";
import { defaultCreditSettings } from "./settings.ts";
import { termsWithDays } from "./terms.ts";

const good: Conduct = {
  paymentIndex: 84,
  experiences: 20,
  onTimeShare: 1,
  overdueMinor: 0,
  openMinor: 50_000_000,
  maxDaysOverdue: 0,
  trendDays: 0,
  monthlySalesMinor: 50_000_000,
  salesMonths: 12,
  creditDays: 60,
  firstDay: 18_000,
};
const card = (of: Partial<Scorecard>): Scorecard => ({
  points: [],
  score: 75,
  rating: "B",
  confidence: "high",
  trend: "level",
  isCapped: false,
  ...of,
});

function propose(of: Partial<ProposalInput>) {
  const input: ProposalInput = {
    card: card({}),
    conduct: good,
    inForce: { limitMinor: 100_000_000, method: "open", creditDays: 60 },
    termAge: 400,
    coverMinor: null,
    currency: "CNY",
    ...of,
  };
  const proposed = proposeTerms(input, defaultCreditSettings);
  return proposed && { ...proposed.change, why: proposed.because.map(({ key }) => key) };
}

test("nothing is proposed where the formula says what is in force", () => {
  assert.equal(propose({}), null);
});

test("who has no limit gets the one of the formula", () => {
  const inForce = { limitMinor: null, method: "open", creditDays: 60 } as const;
  assert.deepEqual(propose({ inForce }), {
    limitMinor: 100_000_000,
    method: "open",
    creditDays: null,
    why: ["credit_limit_formula"],
  });
});

test("a D is asked for money first, with no limit left", () => {
  const conduct = { ...good, overdueMinor: 30_000_000, maxDaysOverdue: 100 };
  assert.deepEqual(propose({ card: card({ rating: "D", score: 30 }), conduct }), {
    limitMinor: 0,
    method: "prepayment",
    creditDays: null,
    why: ["credit_propose_rating_d", "credit_propose_no_limit"],
  });
});

test("a C pays by bank acceptance only, on a smaller limit", () => {
  assert.deepEqual(propose({ card: card({ rating: "C", score: 60 }) }), {
    limitMinor: 60_000_000,
    method: "bank_acceptance",
    creditDays: null,
    why: ["credit_propose_acceptance", "credit_limit_formula"],
  });
});

test("a C that gets worse loses days as well", () => {
  const changed = propose({ card: card({ rating: "C", score: 60, trend: "down" }) });
  assert.equal(changed?.creditDays, 45);
});

test("a firm A that is never late is offered 15 days more, with what they cost", () => {
  const proposed = propose({
    card: card({ rating: "A", score: 92 }),
    inForce: { limitMinor: 150_000_000, method: "open", creditDays: 60 },
  });
  assert.equal(proposed?.creditDays, 75);
  assert.equal(proposed?.limitMinor, 187_500_000);
  const whole = proposeTerms(
    {
      card: card({ rating: "A", score: 92 }),
      conduct: good,
      inForce: { limitMinor: 150_000_000, method: "open", creditDays: 60 },
      termAge: null,
      coverMinor: null,
      currency: "CNY",
    },
    defaultCreditSettings,
  );
  assert.deepEqual(whole?.because[0]?.fields, {
    from: 60,
    to: 75,
    days: 15,
    tied: "250,000.00",
    yearly: "15,000.00",
    rate: "6.0 %",
  });
});

test("no more days for one who is late today, nor on a weak basis", () => {
  const a = card({ rating: "A", score: 92 });
  const inForce = { limitMinor: 150_000_000, method: "open", creditDays: 60 } as const;
  const late = { ...good, maxDaysOverdue: 3, overdueMinor: 1_000 };
  assert.equal(propose({ card: a, inForce, conduct: late }), null);
  assert.equal(propose({ card: { ...a, confidence: "medium" }, inForce }), null);
});

test("young terms are left alone, unless the method must get stricter; days wait longer", () => {
  const inForce = { limitMinor: 20_000_000, method: "open", creditDays: 60 } as const;
  assert.equal(propose({ inForce, termAge: 29 }), null);
  assert.equal(propose({ inForce, termAge: 30 })?.limitMinor, 100_000_000);
  const conduct = { ...good, overdueMinor: 30_000_000, maxDaysOverdue: 100 };
  const d = propose({ card: card({ rating: "D" }), conduct, inForce, termAge: 1 });
  assert.equal(d?.method, "prepayment");
  const a = card({ rating: "A", score: 92 });
  const full = { limitMinor: 150_000_000, method: "open", creditDays: 60 } as const;
  assert.equal(propose({ card: a, inForce: full, termAge: 89 }), null);
  assert.equal(propose({ card: a, inForce: full, termAge: 90 })?.creditDays, 75);
});

test("better conduct brings a customer back one step at a time", () => {
  const inForce = { limitMinor: 0, method: "prepayment", creditDays: 60 } as const;
  const proposed = propose({ inForce });
  assert.equal(proposed?.method, "bank_acceptance");
  assert.deepEqual(proposed?.why[0], "credit_propose_back_to_bank_acceptance");
});

test("other days keep the customer's own way of counting", () => {
  assert.deepEqual(
    ["月结60,对账单日起算", "net 30", "票到30天", "", "次月25日", "预付30%到货60%质保10%"].map(
      (terms) => termsWithDays(terms, 45),
    ),
    ["月结45,对账单日起算", "net 45", "票到45天", "net 45", "次月25日", "预付30%到货60%质保10%"],
  );
});
