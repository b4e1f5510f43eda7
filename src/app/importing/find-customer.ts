// Whom an item of a file belongs to: by number, by tax id, by exact name; else a new customer of
// that name (DOMAIN §7). Near names are the matching engine's business, not the import's.
import { ok, type Result, refuse } from "../../core/result.ts";
import type { ContextCustomer, PlannedCustomer } from "./reading.ts";

export type CustomerReference = {
  readonly no: string;
  readonly name: string;
  readonly taxId: string;
};

/** A customer of the books, or the position of a new one in the list this file brings. */
export type FoundCustomer =
  | { readonly known: number; readonly isNew: false }
  | { readonly added: number; readonly isNew: true };

/** Same name for identity: width, case, blanks and brackets apart, character by character equal. */
export function nameForm(name: string): string {
  return name
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s()（）.,，。'"·-]+/g, "");
}

type Entry = { readonly reference: CustomerReference; readonly found: FoundCustomer };

export class CustomerFinder {
  readonly #byNo = new Map<string, Entry>();
  readonly #byTaxId = new Map<string, Entry[]>();
  readonly #byName = new Map<string, Entry[]>();
  readonly #added: PlannedCustomer[] = [];

  constructor(customers: readonly ContextCustomer[]) {
    for (const customer of customers) {
      this.#index(customer, { known: customer.id, isNew: false }, !customer.provisional);
    }
  }

  /** The customers this file brings, in the order of their positions. */
  get added(): readonly PlannedCustomer[] {
    return this.#added;
  }

  find(reference: CustomerReference): Result<FoundCustomer, CustomerAmbiguous> {
    const byNo = reference.no === "" ? undefined : this.#byNo.get(reference.no);
    if (byNo) return ok(byNo.found);
    const matches = this.#matches(reference);
    if (matches.length > 1) return refuse({ code: "customer_ambiguous", count: matches.length });
    const match = matches[0];
    return ok(match ? match.found : this.#add(reference));
  }

  /** By tax id, else by name. A number the books do not know makes another customer of its own. */
  #matches(reference: CustomerReference): readonly Entry[] {
    const fits = (entry: Entry) => reference.no === "" || entry.reference.no === "";
    const byTaxId = reference.taxId === "" ? [] : (this.#byTaxId.get(reference.taxId) ?? []);
    const byName = (this.#byName.get(nameForm(reference.name)) ?? []).filter(
      (entry) => !differ(entry.reference.taxId, reference.taxId),
    );
    const candidates = byTaxId.length > 0 ? byTaxId : reference.name === "" ? [] : byName;
    const fitting = candidates.filter(fits);
    if (fitting.length <= 1 || byTaxId.length === 0) return fitting;
    const both = fitting.filter((entry) => byName.includes(entry));
    return both.length > 0 ? both : fitting;
  }

  #add(reference: CustomerReference): FoundCustomer {
    const found: FoundCustomer = { added: this.#added.length, isNew: true };
    this.#added.push({
      no: reference.no,
      name: reference.name || reference.no,
      taxId: reference.taxId,
    });
    this.#index(reference, found, reference.no !== "");
    return found;
  }

  #index(reference: CustomerReference, found: FoundCustomer, hasOwnNo: boolean): void {
    const { name, taxId } = reference;
    const entry: Entry = { reference: { no: hasOwnNo ? reference.no : "", name, taxId }, found };
    if (reference.no !== "") this.#byNo.set(reference.no, entry);
    if (taxId !== "") append(this.#byTaxId, taxId, entry);
    if (name !== "") append(this.#byName, nameForm(name), entry);
  }
}

export type CustomerAmbiguous = { readonly code: "customer_ambiguous"; readonly count: number };

function differ(a: string, b: string): boolean {
  return a !== "" && b !== "" && a !== b;
}

function append(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const list = map.get(key);
  if (list) list.push(entry);
  else map.set(key, [entry]);
}
