// What customers are grouped by in reports, found among the columns of a customer list that have no
// other meaning: 区域, 部门, 业务员, 客户类别, as firms head them.

export type CustomerGroups = {
  readonly region: string;
  readonly department: string;
  readonly salesperson: string;
  readonly segment: string;
};

const headings: Readonly<Record<keyof CustomerGroups, readonly string[]>> = {
  region: ["区域", "地区", "大区", "片区", "所属区域", "销售区域", "region", "area", "territory"],
  department: ["部门", "所属部门", "销售部门", "事业部", "department", "division"],
  salesperson: [
    ...["业务员", "销售员", "销售人员", "销售代表", "客户经理", "负责人", "专管业务员"],
    ...["salesperson", "sales rep", "account manager", "owner"],
  ],
  segment: ["客户类别", "客户分类", "客户类型", "客户等级", "segment", "customer group"],
};

/** "" where the list says nothing; of two columns with one meaning the first counts. */
export function customerGroups(extra: Readonly<Record<string, string>>): CustomerGroups {
  const columns = Object.entries(extra).map(([head, text]) => [fold(head), text.trim()] as const);
  const of = (group: keyof CustomerGroups) =>
    columns.find(([head, text]) => text !== "" && headings[group].includes(head))?.[1] ?? "";
  return {
    region: of("region"),
    department: of("department"),
    salesperson: of("salesperson"),
    segment: of("segment"),
  };
}

function fold(head: string): string {
  return head
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[_-]+/g, " ")
    .replace(/^\s*\*+|[*:]+\s*$/g, "")
    .trim();
}
