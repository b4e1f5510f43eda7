// Whether a change of a member's money limits lets them do more: that takes a second person
// (ACCOUNTING §8, "change limits").
import { parseMinor } from "../money.ts";

export type MoneyLimits = { readonly [act in "adjustAlone" | "approve"]?: string | undefined };

/** Absent = the books' default alone, and no limit for signing. */
const defaults = { adjustAlone: "50", approve: "Infinity" } as const;

// a currency with three decimals reads any of the amounts
const anyCurrency = "KWD";

export function isWider(from: MoneyLimits, to: MoneyLimits): boolean {
  return (["adjustAlone", "approve"] as const).some((act) => {
    const [before, after] = [from[act] ?? defaults[act], to[act] ?? defaults[act]];
    if (before === "Infinity") return false;
    const least = parseMinor(before, anyCurrency);
    const most = parseMinor(after, anyCurrency);
    return most === null || (least !== null && most > least);
  });
}
