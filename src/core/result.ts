// The outcome of something a user, a bank or a rule can cause to be refused.

export type Result<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refuse<const E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}
