// What passes between the server and the thread that reads a remittance advice.
export type AdviceOrder = {
  readonly kind: "pdf" | "xlsx" | "csv";
  readonly bytes: Uint8Array;
};

/** Rows of cells; null: there is no text in it (a scan), or it cannot be opened. */
export type AdviceAnswer = { readonly rows: readonly (readonly string[])[] | null };
