// What a parsed file becomes: rows to stage, and, once those have been taken, what was found out.
import type { IsoDate } from "../../core/date.ts";
import type { Cell } from "../../db/bulk-insert.ts";
import type { ColumnMapping, ImportProblem } from "../../importers/importer.ts";
import type {
  CustomerRecord,
  OwnRecord,
  PlannedCustomer,
  PlannedStatement,
  RateRecord,
  SampleRow,
  StagedKind,
} from "./reading.ts";

export type Plan = {
  readonly staged: StagedKind;
  /** To be walked once, to its end, before the summary is asked for. */
  readonly rows: () => Iterable<Cell[]>;
  readonly summary: () => PlanSummary;
};

export type PlanSummary = {
  readonly ready: number;
  readonly leftOut: number;
  readonly closedRows: number;
  /** Found here, beside those of the importer. */
  readonly problems: readonly ImportProblem[];
  readonly periodFrom: IsoDate | null;
  readonly periodTo: IsoDate | null;
  readonly sample: (mapping: ColumnMapping | null) => {
    readonly columns: readonly { readonly field: string; readonly raw: string | null }[];
    readonly sample: readonly SampleRow[];
  };
  readonly statements?: readonly PlannedStatement[];
  readonly newCustomers?: readonly PlannedCustomer[];
  readonly customers?: readonly CustomerRecord[];
  readonly rates?: readonly RateRecord[];
  readonly own?: readonly OwnRecord[];
};
