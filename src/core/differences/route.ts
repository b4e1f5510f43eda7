// The default route of a difference (DOMAIN §6): whose it is and by when, unless a person says otherwise.
import { addDays, dayNumber, type IsoDate } from "../date.ts";
import { type DifferenceCode, differences } from "../differences.ts";
import type { Role } from "../roles.ts";

export type Route = { readonly role: Role; readonly dueOn: IsoDate };

/** Unexplained ones go where technical errors go: somebody must look within two days. */
const unexplained = { owner: "accountant", days: 2 } as const;

export function routeOf(code: DifferenceCode | null, from: IsoDate): Route {
  const { owner, days } = code === null ? unexplained : differences[code];
  return { role: owner, dueOn: addWorkingDays(from, days) };
}

/** Monday to Friday; holidays are not known here. */
export function addWorkingDays(from: IsoDate, days: number): IsoDate {
  let date = from;
  for (let left = days; left > 0; ) {
    date = addDays(date, 1);
    if (!isWeekend(date)) left -= 1;
  }
  return date;
}

/** 1970-01-01 was a Thursday. */
function isWeekend(date: IsoDate): boolean {
  const weekday = (((dayNumber(date) + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}

export type Colleague = { readonly id: number; readonly role: string };

/**
 * Of a role that looks after customers, the customer's own keeper; else the longest-serving member
 * of the role, else of the accountants. Null: nobody is there to take it.
 */
export function ownerOf(
  role: Role,
  {
    keeperId,
    members,
  }: { readonly keeperId: number | null; readonly members: readonly Colleague[] },
): number | null {
  const keeper = members.find(({ id }) => id === keeperId);
  if (keeper && role === "sales") return keeper.id;
  const first = (wanted: string) => members.find((member) => member.role === wanted)?.id;
  return first(role) ?? first("accountant") ?? first("administrator") ?? null;
}
