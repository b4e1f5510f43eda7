// Reports: the list, one as a table with its picture and its proof, files of it, schedules, the settings
// of the provision, events that interrupt limitation.
import { z } from "zod";
import { currencyCode, decimalAmount } from "./money.ts";
import {
  dateParam,
  dateText,
  instantParam,
  instantText,
  monthParam,
  monthText,
  recordId,
  recordIdParam,
} from "./page.ts";

const sentence = z.object({ zh: z.string(), en: z.string() });

const reportColumnKinds = [
  "text",
  "date",
  "days",
  "ratio",
  "share",
  "count",
  "money",
  "home",
] as const;
export type ReportColumnKind = (typeof reportColumnKinds)[number];

const optionNames = ["by", "method", "show", "basis", "months"] as const;

const reportOption = z.object({
  name: z.enum(optionNames),
  title: sentence,
  /** The first is taken where none is named. */
  choices: z.array(sentence.extend({ code: z.string() })),
});

const reportFacts = z.object({
  code: z.string(),
  group: z.string(),
  title: sentence,
  about: sentence,
  options: z.array(reportOption),
  /** Null: of one day. */
  periodMonths: z.number().int().nullable(),
});
export type ReportFactsOnWire = z.infer<typeof reportFacts>;

export const reportCatalogue = z
  .object({
    groups: z.array(sentence.extend({ code: z.string() })),
    /** In which amounts in home currency can be shown: it and those the books have rates of. */
    currencies: z.array(currencyCode),
    reports: z.array(reportFacts),
  })
  .meta({ id: "ReportCatalogue" });

const link = z.object({
  to: z.enum([
    "customer",
    "item",
    "items",
    "lines",
    "line",
    "dispute",
    "differences",
    "journal",
    "report",
  ]),
  id: recordId.nullable(),
  customerId: recordId.nullable(),
  code: z.string().nullable(),
  query: z.record(z.string(), z.string()),
});
export type ReportLinkOnWire = z.infer<typeof link>;

/**
 * Amounts, shares ("78.6" percent), days and counts as decimal text by the kind of the column; a text
 * may carry both languages; null: unknown.
 */
const cell = z.union([z.string(), sentence, z.null()]);
export type ReportCellOnWire = z.infer<typeof cell>;

const reportRow = z.object({
  currency: currencyCode,
  cells: z.array(cell),
  link: link.nullable(),
  isSubtotal: z.boolean(),
});
export type ReportRowOnWire = z.infer<typeof reportRow>;

const reportColumn = sentence.extend({
  code: z.string(),
  kind: z.enum(reportColumnKinds),
  hint: sentence.nullable(),
});

const chartUnit = z.enum(["home", "share", "ratio", "count"]);

const reportChart = z.object({
  unit: chartUnit,
  rightUnit: chartUnit.nullable(),
  categories: z.array(z.union([z.string(), sentence])),
  isSideways: z.boolean(),
  series: z.array(
    sentence.extend({
      kind: z.enum(["line", "bar"]),
      /** Decimal text in major units, percent or days; null: unknown. */
      values: z.array(z.string().nullable()),
      colour: z.enum(["blue", "green", "amber", "red", "violet", "grey"]).nullable(),
      depth: z.number().nullable(),
      stack: z.string().nullable(),
      isDashed: z.boolean(),
      onRight: z.boolean(),
    }),
  ),
  target: sentence.extend({ value: z.string() }).nullable(),
});
export type ReportChartOnWire = z.infer<typeof reportChart>;

export const reportTable = z
  .object({
    code: z.string(),
    title: sentence,
    about: sentence,
    asOf: dateText,
    /** The instant up to which records were read; a fixed pair of dates never changes. */
    knownAt: instantText,
    from: dateText.nullable(),
    /** Of columns of kind home: the books' own, or the one asked for. */
    homeCurrency: currencyCode,
    columns: z.array(reportColumn),
    rows: z.array(reportRow),
    /** One a currency, over all rows. */
    totals: z.array(reportRow),
    tiles: z.array(
      sentence.extend({
        kind: z.enum(reportColumnKinds),
        value: z.string().nullable(),
        hint: sentence.nullable(),
      }),
    ),
    chart: reportChart.nullable(),
    proof: z
      .object({
        name: sentence,
        account: z.string(),
        /** Always the books' own. */
        currency: currencyCode,
        shown: decimalAmount,
        ledger: decimalAmount,
        difference: decimalAmount,
      })
      .nullable(),
    notes: z.array(sentence),
    leftOut: z.object({ count: z.number().int(), amount: decimalAmount }).nullable(),
  })
  .meta({ id: "ReportTable" });
export type ReportTableOnWire = z.infer<typeof reportTable>;

export const reportPath = z.object({ booksId: recordIdParam, code: z.string().max(60) });

const choice = z.string().max(40).optional();
export const reportQuery = z.object({
  asOf: dateParam.optional(),
  knownAt: instantParam.optional(),
  from: dateParam.optional(),
  by: choice,
  method: choice,
  show: choice,
  basis: choice,
  months: choice,
  /** Amounts in home currency are shown in it, at the rate of asOf. */
  currency: currencyCode.optional(),
});
export type ReportQuery = z.infer<typeof reportQuery>;

const reportFormats = ["xlsx", "csv", "pdf"] as const;
export type ReportFormat = (typeof reportFormats)[number];

export const reportExport = reportQuery.extend({
  format: z.enum(reportFormats).default("xlsx"),
  language: z.enum(["zh", "en"]).optional(),
  organisation: recordIdParam.optional(),
});

// ---------------------------------------------------------------- schedules

const scheduleRhythms = ["day", "week", "month"] as const;

export const newReportSchedule = z.object({
  code: z.string().max(60),
  title: z.string().trim().min(1).max(120),
  /** Options of the report; the days are those of each sending. */
  query: z.partialRecord(z.enum(optionNames), z.string().max(40)).default({}),
  every: z.enum(scheduleRhythms),
  /** 1–7 from Monday for a week, 1–28 for a month: monthText, 0 for every day. */
  onDay: z.number().int().min(0).max(28),
  format: z.enum(reportFormats),
  language: z.enum(["zh", "en"]),
  receivers: z.array(z.email().max(254)).min(1).max(20),
});
export type NewReportSchedule = z.infer<typeof newReportSchedule>;

const reportSchedule = newReportSchedule
  .extend({
    id: recordId,
    nextOn: dateText,
    by: z.string(),
    lastSent: dateText.nullable(),
  })
  .meta({ id: "ReportSchedule" });
export const reportScheduleList = z.object({ rows: z.array(reportSchedule) });
export type ReportScheduleOnWire = z.infer<typeof reportSchedule>;

// ---------------------------------------------------------------- provision

const percentText = z.string().regex(/^\d{1,3}(\.\d{1,4})?$/);

export const provisionSetting = z
  .object({
    method: z.enum(["age", "overdue", "migration", "cohort"]),
    ageRates: z.array(percentText).length(6),
    overdueRates: z.array(percentText).length(8),
    adjustment: percentText,
    relatedRate: percentText.nullable(),
  })
  .meta({ id: "ProvisionSetting" });

export const provisionSpecific = z.object({
  customerId: recordId,
  rate: percentText,
  reason: z.string().trim().min(1).max(300),
});

export type NewSpecific = z.infer<typeof provisionSpecific>;

export const provisionState = z
  .object({
    /** 0: the usual rates, nobody has set others. */
    version: z.number().int(),
    setting: provisionSetting,
    specifics: z.array(
      provisionSpecific.extend({
        id: recordId,
        customerName: z.string(),
        by: z.string().nullable(),
      }),
    ),
    /** The standard of the books knows no allowance. */
    hasAllowance: z.boolean(),
  })
  .meta({ id: "ProvisionState" });
export type ProvisionStateOnWire = z.infer<typeof provisionState>;

export const provisionQuery = z.object({ month: monthParam });
/** What the month's charge would post, a line a customer. */
export const provisionProposal = z
  .object({
    month: monthText,
    date: dateText,
    homeCurrency: currencyCode,
    required: decimalAmount,
    allowance: decimalAmount,
    charge: decimalAmount,
    lines: z.array(
      z.object({
        customerId: recordId.nullable(),
        customerName: z.string(),
        required: decimalAmount,
        allowance: decimalAmount,
        charge: decimalAmount,
      }),
    ),
    missing: z.array(sentence),
    /** Charges of the month that stand. */
    done: z.array(z.object({ decisionId: recordId, at: instantText, by: z.string().nullable() })),
  })
  .meta({ id: "ProvisionProposal" });
export type ProvisionProposalOnWire = z.infer<typeof provisionProposal>;

/** `charge`: what was looked at; it is posted as it was seen or not at all. */
export const postProvision = z.object({ month: monthText, charge: decimalAmount });
export const postedProvision = z.object({ decisionId: recordId });

// ---------------------------------------------------------------- limitation

export const limitationKinds = [
  "signed_statement",
  "part_payment",
  "payment_promise",
  "new_agreement",
  "letter_delivered",
  "lawsuit",
] as const;

export const newLimitationEvent = z.object({
  customerId: recordId,
  /** Null: of all debts of the customer. */
  itemId: recordId.nullable(),
  kind: z.enum(limitationKinds),
  date: dateText,
  /** Where the paper is. */
  evidence: z.string().trim().min(1).max(300),
});

const limitationEvent = newLimitationEvent
  .extend({
    kind: z.string(),
    id: recordId,
    customerName: z.string(),
    itemNo: z.string().nullable(),
    by: z.string().nullable(),
    isRevoked: z.boolean(),
  })
  .meta({ id: "LimitationEvent" });
export const limitationEventList = z.object({ rows: z.array(limitationEvent) });
export const limitationQuery = z.object({ customerId: recordIdParam.optional() });
