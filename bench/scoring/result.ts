// The part of a result JSON (contract of file mode, "Output") that is scored.
import { readFileSync } from "node:fs";

export type ResultAllocation = {
  readonly lineId: string;
  readonly itemNo: string;
  readonly kind: string;
  readonly customerNo: string;
  readonly amount: string;
  readonly lineAmount: string;
  readonly status: "auto" | "suggested";
  readonly rule?: string;
  readonly confidence?: number;
  readonly tiedWith?: number;
};

export type ResultResidual = {
  readonly lineId: string;
  readonly itemNo: string | null;
  readonly kind: string | null;
  readonly side: "item" | "line" | "home";
  readonly amount: string;
  readonly currency: string;
  readonly code: string;
  readonly difference: string | null;
  readonly status: "auto" | "suggested";
  readonly posted: boolean;
};

export type ResultLine = {
  readonly lineId: string;
  readonly customerNo: string | null;
  readonly status: "auto" | "suggested" | "unmatched" | "not_receivable";
  readonly category: string | null;
  readonly amount: string;
  readonly reason?: unknown;
};

export type RunResult = {
  readonly allocations: readonly ResultAllocation[];
  readonly residuals: readonly ResultResidual[];
  readonly lines: readonly ResultLine[];
  readonly timings?: {
    readonly readMs: number;
    readonly matchMs: number;
    readonly writeMs: number;
  };
};

export function readResult(path: string): RunResult {
  // A result that is not of this shape fails at the first use; there is nothing to recover.
  return JSON.parse(readFileSync(path, "utf8")) as RunResult;
}
