// What the process that reads a remittance advice is sent, and what it answers.
export type AdviceOrder = {
  readonly kind: "pdf" | "xlsx" | "csv";
  readonly bytes: Uint8Array;
};

/** Rows of cells. */
export type AdviceCells = readonly (readonly string[])[];
