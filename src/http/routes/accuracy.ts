// 准确率: the four figures, and the calibrated threshold with its curve.
import { readCalibration } from "../../app/accuracy/read-calibration.ts";
import { readFigures } from "../../app/accuracy/read-figures.ts";
import { prepareAccuracy } from "../../app/accuracy/recalibrate.ts";
import { accuracyFigures, calibrationOnWire, figuresQuery } from "../../contract/accuracy.ts";
import { booksPath } from "../../contract/page.ts";
import { actorOf, booksOf, type Routes } from "../api.ts";

const tags = ["matching"];

export const accuracyRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/accuracy/figures",
    {
      schema: {
        summary: "Payer identified, payments untouched, items matched, precision; and why not",
        tags,
        params: booksPath,
        querystring: figuresQuery,
        response: { 200: accuracyFigures },
      },
      config: { access: "view_bank_lines" },
    },
    (request) => {
      const { id: booksId, homeCurrency } = booksOf(request);
      const books = { orgId: actorOf(request).orgId, booksId, homeCurrency };
      return readFigures(deps, books, request.query.by);
    },
  );
  api.get(
    "/books/:booksId/accuracy/calibration",
    {
      schema: {
        summary: "The threshold in force, the labels behind it, the reliability curve",
        tags,
        params: booksPath,
        response: { 200: calibrationOnWire },
      },
      config: { access: "view_bank_lines" },
    },
    (request) =>
      readCalibration(deps, { orgId: actorOf(request).orgId, booksId: booksOf(request).id }),
  );
  api.post(
    "/books/:booksId/accuracy/calibration",
    {
      schema: {
        summary: "Calibrate on the labels there are; a new version where anything changed",
        tags,
        params: booksPath,
        response: { 200: calibrationOnWire },
      },
      config: { access: "change_rules" },
    },
    async (request) => {
      const { orgId, memberId, name: actor } = actorOf(request);
      const books = { orgId, booksId: booksOf(request).id };
      await prepareAccuracy(deps, { ...books, memberId, actor });
      return readCalibration(deps, books);
    },
  );
};
