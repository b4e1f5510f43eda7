// Counts as people read them: 1,204.
import { groupDigits } from "../../src/core/group-digits.ts";

export function grouped(count: number): string {
  return groupDigits(String(count));
}
