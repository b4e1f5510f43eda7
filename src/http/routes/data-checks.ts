// Checks of the data: what they found, and running them now.
import { checkData, readDataChecks } from "../../app/differences/check-data.ts";
import { dataChecksAnswer } from "../../contract/data-checks.ts";
import { booksPath } from "../../contract/page.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";

const tags = ["imports"];

export const dataCheckRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/data-checks",
    {
      schema: {
        summary: "What the checks of documents, contracts and customers found when they last ran",
        tags,
        params: booksPath,
        response: { 200: dataChecksAnswer },
      },
      config: { access: "view_bank_lines" },
    },
    (request) => {
      const { orgId } = actorOf(request);
      return readDataChecks(deps, { orgId, booksId: booksOf(request).id });
    },
  );
  api.post(
    "/books/:booksId/data-checks",
    {
      schema: {
        summary: "Run the checks of the data now",
        tags,
        params: booksPath,
        response: { 200: dataChecksAnswer },
      },
      config: { access: "import_files" },
    },
    (request) => {
      const { orgId, memberId } = actorOf(request);
      return checkData(deps, { orgId, memberId, booksId: booksOf(request).id });
    },
  );
};
