// Who pays, found out once for all lines that say the same: most payers pay again and again, and a
// million lines wait for their groups.
import type { MatchLine } from "./input.ts";
import type { PayerHit } from "./payer.ts";
import type { Rules } from "./rule-book.ts";

type Says = Pick<MatchLine, "payerName" | "payerAccount" | "account">;

/** What was found of a name beside one account, and of the same name beside others. */
type Known = { readonly account: string; readonly hits: readonly PayerHit[]; next: Known | null };

/** A name beside more accounts than this is looked up together with the account. */
const mostChained = 4;

class Answers {
  private readonly byName = new Map<string, Known>();
  private readonly byBoth = new Map<string, readonly PayerHit[]>();
  /** Lines of one payer often come one after another. */
  private lastName = "";
  private lastFirst: Known | null = null;

  of(name: string, account: string, find: () => readonly PayerHit[]): readonly PayerHit[] {
    if (name !== this.lastName) {
      this.lastName = name;
      this.lastFirst = this.byName.get(name) ?? null;
    }
    let last: Known | null = null;
    let count = 0;
    for (let known = this.lastFirst; known; known = known.next) {
      if (known.account === account) return known.hits;
      last = known;
      count++;
    }
    if (count >= mostChained) return this.ofBoth(`${name}\u001f${account}`, find);
    const added: Known = { account, hits: find(), next: null };
    if (last) {
      last.next = added;
    } else {
      this.byName.set(name, added);
      this.lastFirst = added;
    }
    return added.hits;
  }

  private ofBoth(both: string, find: () => readonly PayerHit[]): readonly PayerHit[] {
    let hits = this.byBoth.get(both);
    if (!hits) {
      hits = find();
      this.byBoth.set(both, hits);
    }
    return hits;
  }
}

export class KnownPayers {
  private readonly byRules = new Map<Rules, Answers>();
  private readonly mayAccountDecide: boolean;

  /** `mayAccountDecide`: an account of ours is given to one customer (R06). */
  constructor(mayAccountDecide: boolean) {
    this.mayAccountDecide = mayAccountDecide;
  }

  /** What was found of this payer under these rules; found now where nobody asked before. */
  of(says: Says, rules: Rules, find: () => readonly PayerHit[]): readonly PayerHit[] {
    let answers = this.byRules.get(rules);
    if (!answers) {
      answers = new Answers();
      this.byRules.set(rules, answers);
    }
    const { payerName, payerAccount, account } = says;
    const accounts = this.mayAccountDecide ? `${payerAccount}\u001f${account}` : payerAccount;
    return answers.of(payerName, accounts, find);
  }

  /** All lines are read: who is still asked for is found anew. */
  forget(): void {
    this.byRules.clear();
  }
}
