// The option "by" of reports over positions, and what their rows lead to.
import type { Sentence } from "../core/words/word.ts";
import type { PositionSeries } from "./positions.ts";
import { choiceOf, type ReportOption, type ReportRequest, type RowLink } from "./report.ts";

export const byGroup: ReportOption = {
  name: "by",
  title: { zh: "按", en: "By" },
  choices: [
    { code: "all", zh: "全部", en: "All" },
    { code: "customer", zh: "客户", en: "Customer" },
    { code: "owner", zh: "业务员", en: "Owner" },
    { code: "department", zh: "部门", en: "Department" },
    { code: "region", zh: "区域", en: "Region" },
    { code: "segment", zh: "客户类别", en: "Segment" },
  ],
};

export const noGroup: Sentence = { zh: "未设", en: "not set" };

export function isWhole(request: ReportRequest): boolean {
  return choiceOf(request, byGroup) === "all";
}

/** The head of the first column when the rows are groups. */
export function groupTitle(request: ReportRequest): Sentence {
  const chosen = choiceOf(request, byGroup);
  return byGroup.choices.find(({ code }) => code === chosen) ?? noGroup;
}

export function groupName({ name }: PositionSeries): string | Sentence {
  return name === "" ? noGroup : name;
}

export function groupLink(request: ReportRequest, { key }: PositionSeries): { link?: RowLink } {
  if (choiceOf(request, byGroup) !== "customer") return {};
  return { link: { to: "customer", customerId: idOfKey(key) } };
}

function idOfKey(key: string): number {
  return Number.parseInt(key, 10);
}
