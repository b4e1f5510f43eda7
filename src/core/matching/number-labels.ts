// Does the memo say of a few digits that they are (the end of) a document's number? "尾号 5678",
// "INVOICE 05641", "发票 03855/03860", a memo that is nothing but "08834" (R10).
import { foldText, matchesOf } from "./text.ts";

const tailWord = /尾号|后[四五六七八4-8]位|末[四五六七八4-8]位|尾数|LAST \d|ENDING/;

const digits = "\\d{3,9}(?:\\s*(?:[ ,、/&+;和及与]|AND|UND|ET)\\s*\\d{3,9})*";
const word =
  "RMR\\*(?:IV|PO|R7)\\*|EDI (?:PYMNTS?|PYMTS?|PAYMNTS?|PAYMENTS?)|(?:VENDOR|SUPPLIER) (?:PMTS?|PYMTS?|PAY(?:MENTS?)?)|发票号?码?|[请請]求[书書]|세금계산서|票号|单号|订单号?|合同号?|单据号?|INVOICES?|INV|BILL|FACTURES?|FACTURAS?|FAKTURA|RECHNUNGS?|RECHNUNGEN|RG|FATTUR[AE]|ORDER|PO|REF|PAYMENT (?:OF|FOR)|" +
  "(?<![A-Z])(?:RE|RNR|RGNR|RECHN|REG|FAC|FACT|FRAS?|FATT|FT|FACTUUR|BELEG)";
const labelled = new RegExp(
  `(?:(?:${word})[\\s.:#/号码]*(?:NO|NR|NUMBERS?|NUMMERN?|NUMEROS?|NUM)?[\\s.:#]*)(${digits})`,
  "g",
);
const alone = new RegExp(`^[\\s#]*(${digits})[\\s.]*$`);
const year = /^(?:19|20)\d\d$/;

/** Answers of each token of the memo whether it is labelled so. */
export function labelsOf(memo: string): (token: string) => boolean {
  const folded = foldText(memo);
  if (tailWord.test(folded)) return () => true;
  const numbers = new Set<string>();
  const take = (list: string): void => {
    for (const number of list.match(/\d+/g) ?? []) if (!year.test(number)) numbers.add(number);
  };
  for (const match of matchesOf(folded, labelled)) take(match[1]!);
  const bare = alone.exec(folded);
  if (bare) take(bare[1]!);
  return (token) => numbers.has(token);
}
