// The arrangement of the dashboard's blocks: as the member left it, with blocks that are new since then
// at the end.
import {
  type DashboardBlock,
  type DashboardLayout,
  dashboardBlocks,
  dashboardLayout,
} from "../../contract/dashboard.ts";

/** Figures and what waits are read across; pictures stand two in a row. */
const wideBlocks: readonly DashboardBlock[] = ["figures"];

export function arranged(stored: unknown): DashboardLayout {
  const known = dashboardLayout.safeParse(stored);
  const blocks = known.success ? known.data.blocks : [];
  const once = blocks.filter(
    ({ block }, index) => blocks.findIndex((one) => one.block === block) === index,
  );
  const missing = dashboardBlocks.filter((block) => !once.some((one) => one.block === block));
  return {
    blocks: [
      ...once,
      ...missing.map((block) => ({
        block,
        isWide: wideBlocks.includes(block),
        isHidden: false,
      })),
    ],
  };
}
