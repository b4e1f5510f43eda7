// Greedy by due date: what most packages do when a user presses "apply automatically". Public
// examples: Business Central's application method "Apply to Oldest" (Microsoft.Finance.
// ReceivablesPayables, enum "Application Method"), 用友 and 金蝶 按到期日自动核销.
import { type Baseline, unmatched } from "./baseline.ts";
import { applyOldestFirst } from "./oldest-first.ts";
import { KnownPayers } from "./payer.ts";

export const greedyDueDate: Baseline = {
  name: "greedy",
  title: "Greedy by due date",
  source:
    "https://microsoft.github.io/BCApps/reference/base-application/Enum/" +
    "Microsoft.Finance.ReceivablesPayables.Application-Method.html",
  open: (ledger) => {
    const payers = new KnownPayers(ledger.customers);
    return (line) => {
      const customerNo = payers.find(line);
      if (customerNo === null) return unmatched;
      const parts = applyOldestFirst(ledger, line, ledger.openItems(customerNo, line));
      if (parts.length === 0) return { ...unmatched, customerNo };
      return { customerNo, status: "auto", rule: "oldest_first", parts };
    };
  },
};
