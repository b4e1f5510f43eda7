// Late interest and fees; deliveries stopped and taken up again.
import { chargeLate, readLateFigures } from "../../app/dunning/charge-late.ts";
import {
  liftHoldByPerson,
  listSupplyHolds,
  placeHoldByPerson,
} from "../../app/dunning/steer-customer.ts";
import { customerPlanPath } from "../../contract/dunning.ts";
import {
  chargeBody,
  charged,
  lateFigures,
  lateQuery,
  liftHold,
  placeHold,
  supplyHoldList,
} from "../../contract/dunning-charges.ts";
import { booksPath, booksRecordPath } from "../../contract/page.ts";
import { doneAct } from "../../contract/statements.ts";
import { isoDate } from "../../core/date.ts";
import { actorOf, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";
import { dunningBooksOf } from "./dunning.ts";

const tags = ["dunning"];
const done = { done: true } as const;

export const dunningChargeRoutes: Routes = (api, deps) => {
  api.get(
    "/books/:booksId/dunning/customers/:customerId/late",
    {
      schema: {
        summary: "Late interest and fees of a customer as a memo; nothing is booked",
        tags,
        params: customerPlanPath,
        querystring: lateQuery,
        response: { 200: lateFigures },
      },
      config: { access: "view" },
    },
    async (request) => {
      const books = dunningBooksOf(request);
      const { to } = request.query;
      const of = {
        customerId: request.params.customerId,
        to: to === undefined ? books.today : isoDate(to),
      };
      return valueOrRefuse(await readLateFigures(deps, books, of));
    },
  );
  api.post(
    "/books/:booksId/dunning/charges",
    {
      schema: {
        summary: "Charge interest and fees the customer accepted, each as an item of its own",
        tags,
        params: booksPath,
        body: chargeBody,
        response: { 200: charged },
      },
      config: { access: "adjust" },
    },
    async (request) => {
      const of = { books: dunningBooksOf(request), body: request.body };
      return valueOrRefuse(await chargeLate(deps, actorOf(request), of));
    },
  );
  api.get(
    "/books/:booksId/supply-holds",
    {
      schema: {
        summary: "Customers whose deliveries are stopped, then those lifted lately",
        tags,
        params: booksPath,
        response: { 200: supplyHoldList },
      },
      config: { access: "view" },
    },
    async (request) => ({ rows: await listSupplyHolds(deps, dunningBooksOf(request)) }),
  );
  api.post(
    "/books/:booksId/supply-holds",
    {
      schema: {
        summary: "Stop deliveries to a customer",
        tags,
        params: booksPath,
        body: placeHold,
        response: { 200: doneAct },
      },
      config: { access: "approve" },
    },
    async (request) => {
      const of = { books: dunningBooksOf(request), ...request.body };
      valueOrRefuse(await placeHoldByPerson(deps, actorOf(request), of));
      return done;
    },
  );
  api.post(
    "/books/:booksId/supply-holds/:id/lift",
    {
      schema: {
        summary: "Take deliveries up again",
        tags,
        params: booksRecordPath,
        body: liftHold,
        response: { 200: doneAct },
      },
      config: { access: "approve" },
    },
    async (request) => {
      const { id } = request.params;
      const of = { books: dunningBooksOf(request), id, reason: request.body.reason };
      valueOrRefuse(await liftHoldByPerson(deps, actorOf(request), of));
      return done;
    },
  );
};
