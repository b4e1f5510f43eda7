// ISO 4217 currencies and the number of decimals each is written with.

/** Currencies whose exponent is not 2 (ISO 4217:2015, table A.1). */
const exponents: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

// prettier-ignore
const twoDecimals =
  "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD " +
  "CDF CHF CNH CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ " +
  "GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA " +
  "MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR " +
  "RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TOP TRY TTD TWD " +
  "TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW ZWL";

const exponentByCode: ReadonlyMap<string, number> = new Map([
  ...twoDecimals.split(" ").map((code): [string, number] => [code, 2]),
  ...Object.entries(exponents),
]);

export type CurrencyCode = string;

export function isCurrency(code: string): boolean {
  return exponentByCode.has(code);
}

/** Decimals of a currency: 2 for CNY, 0 for JPY, 3 for KWD. Asserts that the code is known. */
export function currencyExponent(code: CurrencyCode): number {
  return decimalsOf(code).exponent;
}

/** Minor units in one unit of a currency: 100 for CNY, 1 for JPY, 1,000 for KWD. */
export function minorPerUnit(code: CurrencyCode): number {
  return decimalsOf(code).minorPerUnit;
}

type Decimals = {
  readonly code: string;
  readonly exponent: number;
  readonly minorPerUnit: number;
};

/** Asked for each amount of a run, and nearly all are of one currency. */
let last: Decimals = { code: "CNY", exponent: 2, minorPerUnit: 100 };

function decimalsOf(code: CurrencyCode): Decimals {
  if (code === last.code) return last;
  const exponent = exponentByCode.get(code);
  if (exponent === undefined) throw new Error(`unknown currency ${code}`);
  last = { code, exponent, minorPerUnit: 10 ** exponent };
  return last;
}

export const currencyCodes: readonly string[] = [...exponentByCode.keys()].sort();
