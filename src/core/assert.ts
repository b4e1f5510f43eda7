// A broken assumption is a bug in this program, never the user's fault (STYLE.md, Errors).

export class Bug extends Error {
  override name = "Bug";
}

export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Bug(message);
}
