// A dialog or drawer that is gone gives the focus back to what had it before. Most here are taken
// away at once when they close, and then the component library's own way back is gone with them.

/** Watches what is laid over the page in `overlays`; one call for the life of the page. */
export function returnFocusFrom(overlays: HTMLElement): void {
  let before: HTMLElement | null = null;
  document.addEventListener("focusin", ({ target }) => {
    const isOver = target instanceof Node && overlays.contains(target);
    if (!isOver && target instanceof HTMLElement && target !== document.body) before = target;
  });
  const watcher = new MutationObserver(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body;
    const isOpen = overlays.querySelector('[role="dialog"]') !== null;
    if (isLost && !isOpen && before?.isConnected) before.focus({ preventScroll: true });
  });
  watcher.observe(overlays, { childList: true, subtree: true });
}
