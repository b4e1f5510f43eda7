// A tax id that cannot be right: wrong check character (GB 32100, GB 11643), or neither 15 nor 18 nor
// 20 characters long where it is all digits.
import { taxIdFault } from "../tax-id.ts";
import type { DataCheck } from "./data-check.ts";

export const taxIdCharacter: DataCheck = {
  code: "tax_id_character",
  title: { zh: "税号校验不通过", en: "Tax id fails its check" },
  remedy: {
    zh: "开票会被拒，按税号认不出付款人。到公示系统查对后改正。",
    en: "Invoices are refused and payers not recognised by it. Look it up and correct it.",
  },
  examine: ({ customers }) =>
    customers
      .filter(({ taxId }) => taxId !== "" && (taxIdFault(taxId) || hasImpossibleLength(taxId)))
      .map(({ id, name, taxId }) => ({
        about: { kind: "customer", id } as const,
        label: name,
        shows: taxId,
        currency: null,
        minor: 0,
      })),
  examples: [
    {
      given: "the last character of a unified social credit code is wrong",
      books: { customers: [{ taxId: "91350100M000100Y44" }] },
      expect: ["91350100M000100Y44"],
    },
    {
      given: "16 digits",
      books: { customers: [{ taxId: "3101041234567890" }] },
      expect: ["3101041234567890"],
    },
    {
      given: "a right one, an old one of 15 digits, a foreign one, none",
      books: {
        customers: [
          { taxId: "91350100M000100Y43" },
          { id: 2, taxId: "310104123456789" },
          { id: 3, taxId: "DE123456789" },
          { id: 4, taxId: "" },
        ],
      },
      expect: [],
    },
  ],
};

/** Old numbers have 15 digits, those of individuals 18 and with a suffix 20. */
function hasImpossibleLength(text: string): boolean {
  const id = text.trim();
  return /^\d{12,}$/.test(id) && ![15, 17, 18, 20].includes(id.length);
}
