// Who pays, found out once for all lines that say the same: most payers pay again and again, and a
// million lines wait for their groups.
import type { MatchLine } from "./input.ts";
import type { PayerHit } from "./payer.ts";
import type { Rules } from "./rule-book.ts";

type Says = Pick<MatchLine, "payerName" | "payerAccount" | "account">;

export class KnownPayers {
  private readonly byRules = new Map<Rules, Map<string, readonly PayerHit[]>>();
  private readonly mayAccountDecide: boolean;

  /** `mayAccountDecide`: an account of ours is given to one customer (R06). */
  constructor(mayAccountDecide: boolean) {
    this.mayAccountDecide = mayAccountDecide;
  }

  /** What was found of this payer under these rules; found now where nobody asked before. */
  of(says: Says, rules: Rules, find: () => readonly PayerHit[]): readonly PayerHit[] {
    let byText = this.byRules.get(rules);
    if (!byText) {
      byText = new Map();
      this.byRules.set(rules, byText);
    }
    const text = this.textOf(says);
    let hits = byText.get(text);
    if (!hits) {
      hits = find();
      byText.set(text, hits);
    }
    return hits;
  }

  /** All lines are read: who is still asked for is found anew. */
  forget(): void {
    this.byRules.clear();
  }

  private textOf({ payerName, payerAccount, account }: Says): string {
    const payer = `${payerName}\u001f${payerAccount}`;
    return this.mayAccountDecide ? `${payer}\u001f${account}` : payer;
  }
}
