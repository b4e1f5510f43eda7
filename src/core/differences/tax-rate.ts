// P05: the same net amount at another rate of VAT, or without VAT at all (DOMAIN §5.12).
import { because } from "../because.ts";
import { formatMinor } from "../money.ts";
import type { DifferenceTest } from "./difference-test.ts";
import { pairsOf } from "./subject.ts";

/** Rates in force in China, per cent. */
const rates = [13, 9, 6, 3, 1, 0] as const;
/** Below 100.00 a cent either way makes most amounts fit. */
const leastOwedMinor = 10_000;

export const otherTaxRate: DifferenceTest = {
  code: "P05",
  question: {
    zh: "到账是应付金额换一个税率（13、9、6、3、1、0 %）后的金额吗？",
    en: "Is the money what is owed at another rate of VAT (13, 9, 6, 3, 1, 0 %)?",
  },
  // 30 pairs of rates, two amounts each by the cent of rounding
  variants: 60,
  examine: (subject) => {
    for (const { debt, owedMinor, paidMinor } of pairsOf(subject)) {
      const swap = swapBetween(owedMinor, paidMinor, debt.taxRate);
      if (!swap) continue;
      return {
        code: "P05",
        strength: "exact",
        itemNo: debt.no,
        because: because("diff.tax_rate", {
          item: debt.no,
          paid: formatMinor(paidMinor, subject.currency),
          owed: formatMinor(owedMinor, subject.currency),
          from: swap.from,
          to: swap.to,
        }),
      };
    }
    return null;
  },
  examples: [
    {
      given: "109,000.00 for 113,000.00: 9 % in place of 13 %",
      subject: { paidMinor: 10_900_000, debts: [{ owedMinor: 11_300_000 }] },
      expect: { key: "diff.tax_rate", strength: "exact" },
    },
    {
      given: "100,000.00 for 113,000.00: paid without VAT",
      subject: { paidMinor: 10_000_000, debts: [{ owedMinor: 11_300_000, taxRate: "13" }] },
      expect: { key: "diff.tax_rate", strength: "exact" },
    },
    {
      given: "109,000.00 for 113,000.00, but the invoice bears 6 %",
      subject: { paidMinor: 10_900_000, debts: [{ owedMinor: 11_300_000, taxRate: "6" }] },
      expect: null,
    },
    {
      given: "110,000.00 for 113,000.00",
      subject: { paidMinor: 11_000_000, debts: [{ owedMinor: 11_300_000 }] },
      expect: null,
    },
  ],
};

type Swap = { readonly from: number; readonly to: number };

/** paid = owed × (1 + to) ÷ (1 + from), half a minor unit either way. */
function swapBetween(owed: number, paid: number, taxRate: string): Swap | null {
  if (owed <= leastOwedMinor || paid <= 0 || owed === paid) return null;
  const known = knownRate(taxRate);
  for (const from of known === null ? rates : [known]) {
    for (const to of rates) {
      if (from === to) continue;
      const gap = Math.abs(owed * (100 + to) - paid * (100 + from));
      if (2 * gap <= 100 + from) return { from, to };
    }
  }
  return null;
}

function knownRate(text: string): number | null {
  return rates.find((rate) => String(rate) === text) ?? null;
}
