// Settling by hand, without the browser: the running difference of lines and chosen items, which
// reasons it may have, and the settlement that is sent to the server.
import type { HandBody, WorkbenchItem } from "../../../src/contract/workbench.ts";
import { assert } from "../../../src/core/assert.ts";
import type { DifferenceCode } from "../../../src/core/differences.ts";
import { amountOf, minorOf } from "./amounts.ts";

export type HandLine = {
  readonly id: number;
  readonly currency: string;
  /** What of it is not applied yet. */
  readonly rest: string;
};

/** A ticked item: how much of it is settled, and what that takes of the money. */
export type ChosenItem = {
  readonly item: WorkbenchItem;
  /** Item's currency, negative on a credit note. */
  readonly amountMinor: bigint;
  /** Lines' currency; the same as amountMinor where the currencies are. */
  readonly takesMinor: bigint;
};

/** In the order of their keys, which people have in their fingers: a new one comes last. */
const shortReasons = [
  "rounding",
  "fee",
  "discount",
  "deduction",
  "retention",
  "open",
  "platform_fee",
] as const;
const overReasons = ["advance", "rounding", "on_account"] as const;
export type HandReason = (typeof shortReasons)[number] | (typeof overReasons)[number];

export type HandState = {
  readonly lines: readonly HandLine[];
  /** In the order they were ticked. */
  readonly chosen: readonly ChosenItem[];
  readonly customerId: number | null;
  readonly reason: HandReason | null;
  /** Which kind of deduction it is. */
  readonly deduction: DifferenceCode | null;
  /** End of the warranty of a retention; null: as the document says, or unknown. */
  readonly due: string | null;
};

export type Balance = {
  readonly currency: string;
  readonly receivedMinor: bigint;
  readonly chosenMinor: bigint;
  /** Above zero: money is left over; below: the items ask for more than there is. */
  readonly differenceMinor: bigint;
};

export function balanceOf({ lines, chosen }: Pick<HandState, "lines" | "chosen">): Balance {
  const currency = lines[0]?.currency ?? "CNY";
  const receivedMinor = lines.reduce((sum, line) => sum + minorOf(line.rest, currency), 0n);
  const chosenMinor = chosen.reduce((sum, one) => sum + one.takesMinor, 0n);
  return { currency, receivedMinor, chosenMinor, differenceMinor: receivedMinor - chosenMinor };
}

export function reasonsFor(differenceMinor: bigint): readonly HandReason[] {
  if (differenceMinor === 0n) return [];
  return differenceMinor > 0n ? overReasons : shortReasons;
}

/** What still has to be said before it can be posted. */
export type HandLack =
  | { readonly lack: "item" }
  | { readonly lack: "customer" }
  | { readonly lack: "reason" }
  | { readonly lack: "deduction" }
  /** No chosen item is large enough to carry what is missing. */
  | { readonly lack: "carrier" };

export type HandOutcome =
  | { readonly ok: true; readonly body: HandBody; readonly carrier: ChosenItem | null }
  | ({ readonly ok: false } & HandLack);

export function settlementOf(state: HandState): HandOutcome {
  const { chosen, reason } = state;
  const { differenceMinor } = balanceOf(state);
  if (chosen.length === 0) return { ok: false, lack: "item" };
  const customerId = customerOf(state);
  if (customerId === null) return { ok: false, lack: "customer" };
  if (differenceMinor === 0n) return sent(state, customerId, null);
  if (reason === null || !reasonsFor(differenceMinor).includes(reason)) {
    return { ok: false, lack: "reason" };
  }
  if (differenceMinor > 0n) return sent(state, customerId, null);
  if (reason === "deduction" && state.deduction === null) return { ok: false, lack: "deduction" };
  // what the platform kept is no part of an order: the money is taken for the gross
  if (reason === "platform_fee") return sent(state, customerId, null);
  const carrier = carrierOf(chosen, -differenceMinor);
  if (!carrier) return { ok: false, lack: "carrier" };
  return sent(state, customerId, carrier);
}

/** Of the items when they have one; else the one chosen or known as payer. */
function customerOf({ chosen, customerId }: HandState): number | null {
  const owners = new Set(chosen.map(({ item }) => item.customerId));
  const [only] = owners;
  return owners.size === 1 && only !== undefined ? only : customerId;
}

/** The item that was ticked last and can bear what is missing; it must be in the lines' currency. */
function carrierOf(chosen: readonly ChosenItem[], shortMinor: bigint): ChosenItem | null {
  const fits = (one: ChosenItem) =>
    one.amountMinor === one.takesMinor && one.takesMinor > shortMinor;
  return chosen.findLast(fits) ?? null;
}

function sent(state: HandState, customerId: number, carrier: ChosenItem | null): HandOutcome {
  const { lines, reason } = state;
  const { currency, differenceMinor } = balanceOf(state);
  const short = carrier ? -differenceMinor : 0n;
  const chosen = state.chosen.map((one) =>
    one === carrier
      ? { ...one, amountMinor: one.amountMinor - short, takesMinor: one.takesMinor - short }
      : one,
  );
  const fee = carrier === null && differenceMinor < 0n ? -differenceMinor : 0n;
  const { parts, rests } = spread(grossOf(lines, fee), chosen);
  const residuals: HandBody["residuals"] = [];
  const last = lines.at(-1);
  if (fee > 0n && last) {
    const kept = { side: "line", lineId: last.id, itemId: null, due: null } as const;
    const codes = codesOf("platform_fee", null);
    residuals.push({ ...kept, amount: amountOf(fee, currency), currency, ...codes });
  }
  if (carrier && reason !== null) {
    const line = parts.findLast((part) => part.itemId === carrier.item.id)?.lineId;
    assert(line !== undefined, "the carrier keeps a part");
    residuals.push({
      side: "item",
      lineId: line,
      itemId: carrier.item.id,
      amount: amountOf(short, currency),
      currency,
      ...codesOf(reason, state.deduction),
      due: reason === "retention" ? state.due : null,
    });
  }
  if (differenceMinor > 0n && (reason === "advance" || reason === "rounding")) {
    for (const { lineId, minor } of rests) {
      const amount = amountOf(minor, currency);
      const rest = { side: "line", lineId, itemId: null, amount, currency } as const;
      residuals.push({ ...rest, ...codesOf(reason, null), due: null });
    }
  }
  const lineIds = lines.map((line) => line.id);
  return { ok: true, carrier, body: { lineIds, customerId, parts, residuals, reason: "" } };
}

/** The fee a platform kept of the last of its lines. */
function grossOf(lines: readonly HandLine[], feeMinor: bigint): readonly HandLine[] {
  const { length } = lines;
  return lines.map((line, at) => {
    if (feeMinor === 0n || at < length - 1) return line;
    return { ...line, rest: amountOf(minorOf(line.rest, line.currency) + feeMinor, line.currency) };
  });
}

type Codes = Pick<HandBody["residuals"][number], "code" | "difference">;

/** Residual code and difference code of a reason (DOMAIN §6). */
function codesOf(reason: HandReason, deduction: DifferenceCode | null): Codes {
  if (reason === "rounding") return { code: "rounding", difference: "T03" };
  if (reason === "fee") return { code: "fee", difference: "P04" };
  if (reason === "discount") return { code: "discount", difference: null };
  if (reason === "platform_fee") return { code: "platform_fee", difference: null };
  if (reason === "deduction") return { code: "deduction", difference: deduction };
  if (reason === "retention") return { code: "retention", difference: "P08" };
  if (reason === "advance") return { code: "advance", difference: null };
  return { code: "partial", difference: null };
}

type Spread = {
  readonly parts: HandBody["parts"];
  /** What lines have left over, only where it is more than nothing. */
  readonly rests: readonly { readonly lineId: number; readonly minor: bigint }[];
};

/** Gives the money of the lines to the items in order; credits add to the first line's money. */
function spread(lines: readonly HandLine[], chosen: readonly ChosenItem[]): Spread {
  const currency = lines[0]?.currency ?? "CNY";
  const rests = lines.map((line) => ({ lineId: line.id, minor: minorOf(line.rest, currency) }));
  const parts: HandBody["parts"] = [];
  const credits = chosen.filter((one) => one.takesMinor < 0n);
  const debts = chosen.filter((one) => one.takesMinor >= 0n);
  const give = (at: number, { item }: ChosenItem, amount: bigint, takes: bigint) => {
    const rest = rests[at];
    assert(rest !== undefined, "there is a line to give from");
    rest.minor -= takes;
    parts.push({
      lineId: rest.lineId,
      itemId: item.id,
      amount: amountOf(amount, item.currency),
      currency: item.currency,
      lineAmount: amountOf(takes, currency),
      lineCurrency: currency,
    });
  };
  for (const one of credits) give(0, one, one.amountMinor, one.takesMinor);
  for (const one of debts) {
    let amount = one.amountMinor;
    let takes = one.takesMinor;
    for (const [at, rest] of rests.entries()) {
      if (takes === 0n) break;
      if (rest.minor <= 0n) continue;
      const isLast = takes <= rest.minor;
      const taken = isLast ? takes : rest.minor;
      // the last line takes all that is left of the item, so that no cent is lost in between
      const settled = isLast ? amount : (one.amountMinor * taken) / one.takesMinor;
      give(at, one, settled, taken);
      amount -= settled;
      takes -= taken;
    }
  }
  return { parts, rests: rests.filter((rest) => rest.minor > 0n) };
}
