// A dialog or drawer that is gone gives the focus back to what had it before. Most here are taken
// away at once when they close, and then the component library's own way back is gone with them.

/** Watches what is laid over the page in `overlays`; one call for the life of the page. */
export function returnFocusFrom(overlays: HTMLElement): void {
  let before: HTMLElement | null = null;
  // whoever left a field of the page by Esc does not want it back when a list over it closes
  let isOver = false;
  document.addEventListener("focusin", ({ target }) => {
    isOver = target instanceof Node && overlays.contains(target);
    // on its way round a dialog that keeps the focus, Tab comes by the page's first link
    if (hasDialog(overlays)) return;
    if (!isOver && target instanceof HTMLElement && target !== document.body) before = target;
  });
  const watcher = new MutationObserver(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (isLost && isOver && !hasDialog(overlays) && before?.isConnected)
      before.focus({ preventScroll: true });
  });
  watcher.observe(overlays, { childList: true, subtree: true });
}

/**
 * A dialog that opens begins with its first field, or with what is to be read in it; one that only
 * asks, with the answer that does nothing; a drawer with itself, so that its title is heard. Never with
 * the button that closes it: a second press of Enter would take it away again.
 */
export function beginInDialogs(overlays: HTMLElement): void {
  let begun = new WeakSet<Element>();
  document.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    // a drawer that was closed stays in the document, and opens again
    if (!overlays.contains(target) && !hasDialog(overlays)) begun = new WeakSet();
    if (target.matches(".ant-drawer")) requestAnimationFrame(() => beginInDrawer(target));
    const dialog = target.closest<HTMLElement>("[role=dialog]");
    if (!dialog || begun.has(dialog)) return;
    begun.add(dialog);
    if (!target.matches(".ant-modal-close, [role=dialog]")) return;
    if (!beginnings.some((selector) => focusFirst(dialog, selector))) focusItself(dialog);
  });
}

/** Its outer frame, which has no name, gets the focus before the drawer itself is there. */
function beginInDrawer(frame: HTMLElement): void {
  const drawer = frame.querySelector<HTMLElement>("[role=dialog]");
  if (drawer && document.activeElement === frame) focusItself(drawer);
}

function focusItself(dialog: HTMLElement): void {
  dialog.tabIndex = -1;
  dialog.focus({ preventScroll: true });
}

const beginnings = [
  '.ant-modal-body :is(input, textarea, [tabindex="0"]):not(:disabled)',
  ".ant-modal-footer button:not(.ant-btn-primary)",
];

/** The component library calls every drawer modal, also one beside a page that can be used on. */
export function nameModeless(overlays: HTMLElement): void {
  const watcher = new MutationObserver(() => {
    for (const drawer of overlays.querySelectorAll(".no-mask [aria-modal=true]")) {
      drawer.setAttribute("aria-modal", "false");
    }
  });
  watcher.observe(overlays, { childList: true, subtree: true });
}

function focusFirst(dialog: HTMLElement, selector: string): boolean {
  return [...dialog.querySelectorAll<HTMLElement>(selector)].some((one) => {
    one.focus({ preventScroll: true });
    return document.activeElement === one;
  });
}

/** One that shows; a closed one may stay in the document. */
function hasDialog(overlays: HTMLElement): boolean {
  const dialogs = [...overlays.querySelectorAll('[role="dialog"]')];
  return dialogs.some((dialog) => dialog.getClientRects().length > 0);
}

/**
 * A button that is gone once it was pressed (the question it answered is answered) leaves the focus
 * nowhere. The nearest part around it that takes the focus gets it; the page itself does not, because
 * from there Tab would begin at the top.
 */
export function keepFocusIn(root: HTMLElement): void {
  let around: HTMLElement[] = [];
  document.addEventListener("focusin", ({ target }) => {
    around = target instanceof HTMLElement && root.contains(target) ? partsAround(target) : [];
  });
  const watcher = new MutationObserver(() => {
    const [had, ...parts] = around;
    if (!had || had.isConnected || document.activeElement !== document.body) return;
    around = [];
    parts.find((part) => part.isConnected)?.focus({ preventScroll: true });
  });
  watcher.observe(root, { childList: true, subtree: true });
}

/** The element itself, then what holds it and takes the focus, from the inside out. */
function partsAround(element: HTMLElement): HTMLElement[] {
  const parts = [element];
  for (let part = element.parentElement; part; part = part.parentElement) {
    if (part.tagName === "MAIN") break;
    if (part.hasAttribute("tabindex")) parts.push(part);
  }
  return parts;
}
