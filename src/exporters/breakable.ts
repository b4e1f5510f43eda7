/**
 * Long numbers and names of files may wrap instead of running over the next column or widening it.
 * Chinese wraps anywhere by itself. The mark has no picture in the type; the printer draws none.
 */
export function breakable(text: string): string {
  return text.replace(/([!-~]{20})(?=[!-~])/g, `$1${breakMark}`);
}

/** Where a line may end (Unicode ZWSP). */
export const breakMark = "\u200b";
