// The one place where errors become answers: refusals, faults of the request, outages, bugs.
// No stack, no SQL and no id of anybody else ever leaves the server (ASVS 16.5).
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import {
  hasZodFastifySchemaValidationErrors,
  isResponseSerializationError,
} from "fastify-type-provider-zod";
import {
  isBeyondExact,
  isOutageError,
  periodClosedThrough,
} from "../app/requests/database-faults.ts";
import { TooManyWaiting } from "../app/turns.ts";
import type { Problem } from "../contract/problem.ts";
import { addDays, type IsoDate, monthOf } from "../core/date.ts";
import type { PeriodClosed } from "../core/ledger/accounting-date.ts";
import type { Language } from "../core/words/word.ts";
import type { ApiServer } from "./api.ts";
import { problemOf, type Refusal, Refused } from "./refusal.ts";
import { UnstorableText } from "./storable-text.ts";

export function addErrorAnswers(api: ApiServer): void {
  api.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemFor(error, request);
    if (problem.status >= 500) request.log.error({ err: error, reference: request.id });
    return sendProblem(reply, problem);
  });
  api.setNotFoundHandler((request, reply) =>
    sendProblem(reply, problemOf({ code: "route_not_found" }, request.language)),
  );
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .code(problem.status)
    .type("application/problem+json")
    .serializer((value: unknown) => JSON.stringify(value))
    .send(problem);
}

function problemFor(error: FastifyError, request: FastifyRequest): Problem {
  const { language } = request;
  if (error instanceof Refused) return problemOf(error.refusal, language);
  if (hasZodFastifySchemaValidationErrors(error)) {
    return {
      ...problemOf({ code: "invalid_request" }, language),
      errors: error.validation.map((fault) => ({
        path: `${error.validationContext ?? "body"}${fault.instancePath}`,
        message: fault.message ?? "",
      })),
    };
  }
  if (error instanceof UnstorableText) {
    const message = "contains a character that cannot be stored";
    const errors = [{ path: error.path, message }];
    return { ...problemOf({ code: "invalid_request" }, language), errors };
  }
  if (error instanceof TooManyWaiting) {
    return problemOf({ code: "too_many_requests", seconds: 60 }, language);
  }
  if (isResponseSerializationError(error)) return internal(request, language);
  const refusal = refusalOfFramework(error) ?? refusalOfDatabase(error);
  return refusal ? problemOf(refusal, language) : internal(request, language);
}

function internal(request: FastifyRequest, language: Language): Problem {
  const reference = request.id;
  return { ...problemOf({ code: "internal", reference }, language), reference };
}

/** Faults that Fastify and its plug-ins find before a route runs. */
function refusalOfFramework(error: FastifyError): Refusal | null {
  if (error.statusCode === 429) return { code: "too_many_requests", seconds: 60 };
  if (error.statusCode === 413) return { code: "body_too_large", limitMb: 1 };
  if (error.statusCode === 415 || error.statusCode === 406) {
    return { code: "unsupported_media_type" };
  }
  if (error.statusCode === 400) return { code: "invalid_request" };
  // a path that leaves the folder of the web client's files
  if (error.statusCode === 403) return { code: "route_not_found" };
  return null;
}

/** As the ledger refuses it: an entry came to the database after its month had been closed. */
function closedMonth(closedThrough: IsoDate): PeriodClosed {
  return {
    code: "period_closed",
    month: monthOf(closedThrough),
    earliest: addDays(closedThrough, 1),
  };
}

function refusalOfDatabase(error: unknown): Refusal | null {
  const closedThrough = periodClosedThrough(error);
  if (closedThrough !== null) return closedMonth(closedThrough);
  if (isBeyondExact(error)) return { code: "sum_too_large" };
  return isOutageError(error) ? { code: "unavailable" } : null;
}
