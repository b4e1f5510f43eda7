// Work done for a visitor of the portal: every transaction of it names the visitor's customer to the
// database.
import { withinPortal } from "../../db/portal-scope.ts";
import type { Visitor } from "./find-visitor.ts";

export function inPortal<T>({ orgId, customerId }: Visitor, work: () => T): T {
  return withinPortal({ orgId, customerId }, work);
}
