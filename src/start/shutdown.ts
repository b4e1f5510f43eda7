// Ends the program in order. What was opened last is closed first, whether the start had finished,
// was still going on, or failed; signals may come twice and at any moment.

export type Shutdown = {
  /** Names something to close; closed in the reverse order of naming. */
  readonly onClose: (name: string, close: () => Promise<unknown>) => void;
  /** True as soon as someone asked us to end; long steps of the start listen to it. */
  readonly signal: AbortSignal;
  /** Closes everything once; later calls wait for the same end. Returns what would not close. */
  readonly close: () => Promise<readonly string[]>;
  /** The step that is being closed at the moment, or "" when none is. */
  readonly closing: () => string;
};

export function createShutdown(): Shutdown & { readonly request: () => void } {
  const steps: { name: string; close: () => Promise<unknown> }[] = [];
  const controller = new AbortController();
  let closing: Promise<readonly string[]> | null = null;
  let current = "";
  return {
    onClose: (name, close) => steps.push({ name, close }),
    signal: controller.signal,
    request: () => controller.abort(),
    close: () => {
      controller.abort();
      closing ??= closeAll(steps, (name) => {
        current = name;
      });
      return closing;
    },
    closing: () => current,
  };
}

async function closeAll(
  steps: { name: string; close: () => Promise<unknown> }[],
  tell: (name: string) => void,
): Promise<readonly string[]> {
  const stubborn: string[] = [];
  for (let step = steps.pop(); step; step = steps.pop()) {
    tell(step.name);
    try {
      await step.close();
    } catch (error) {
      stubborn.push(`${step.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  tell("");
  return stubborn;
}
