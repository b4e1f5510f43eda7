// Where a row of a report leads.
import type { ReportLinkOnWire } from "../../../src/contract/reports.ts";
import { pathTo } from "../../paths.ts";

export function addressOfLink(booksId: number, link: ReportLinkOnWire): string {
  const id = link.id ?? 0;
  switch (link.to) {
    case "customer":
      return pathTo("customer", { booksId, customerId: id });
    case "item":
      return `${pathTo("items", { booksId })}?scope=all&state=all&item=${id}`;
    case "line":
      return `${pathTo("lines", { booksId })}?state=all&line=${id}`;
    case "dispute":
      return `${pathTo("disputes", { booksId })}?ticket=${id}`;
    case "items":
      return withQuery(pathTo("items", { booksId }), link.query);
    case "lines":
      return withQuery(pathTo("lines", { booksId }), link.query);
    case "differences":
      return withQuery(pathTo("differences", { booksId }), link.query);
    case "journal":
      return withQuery(pathTo("journal", { booksId }), link.query);
    case "report":
      return withQuery(pathTo("report", { booksId, code: link.code ?? "" }), link.query);
  }
}

function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(query).toString();
  return text === "" ? path : `${path}?${text}`;
}
