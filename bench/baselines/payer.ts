// Who paid, for systems that expect the customer to be known: the account on file, else the same name.
import type { BaselineCustomer, BaselineLine } from "./books.ts";

export class KnownPayers {
  private readonly byAccount: ReadonlyMap<string, ReadonlySet<string>>;
  private readonly byName: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(customers: readonly BaselineCustomer[]) {
    this.byAccount = numbersBy(customers, (one) => one.accounts);
    this.byName = numbersBy(customers, (one) => one.names.map(plainText));
  }

  withAccount(line: BaselineLine): readonly string[] {
    return [...(this.byAccount.get(line.payerAccount) ?? [])];
  }

  withName(line: BaselineLine): readonly string[] {
    return [...(this.byName.get(plainText(line.payerName)) ?? [])];
  }

  /** The one customer it must be; null where none or several fit. */
  find(line: BaselineLine): string | null {
    const owners = this.withAccount(line);
    const fitting = owners.length > 0 ? owners : this.withName(line);
    return fitting.length === 1 ? (fitting[0] ?? null) : null;
  }
}

function numbersBy(
  customers: readonly BaselineCustomer[],
  keysOf: (customer: BaselineCustomer) => readonly string[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const map = new Map<string, Set<string>>();
  for (const customer of customers) {
    for (const key of keysOf(customer)) {
      if (key === "") continue;
      const set = map.get(key) ?? new Set();
      map.set(key, set.add(customer.customerNo));
    }
  }
  return map;
}

/** One width, one case, no blanks or marks: what any system does before it compares names. */
export function plainText(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s().,·&-]/g, "");
}
