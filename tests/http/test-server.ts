// A server on a fresh database, driven by inject: no socket, nothing of ours mocked. Gives signed-in
// clients for members of any role in any number of organisations.

import assert from "node:assert/strict";
import { createHmac, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { pino } from "pino";
import type { z } from "zod";
import type { Deps } from "../../src/app/deps.ts";
import { buildLibrary, createAuth } from "../../src/app/people/auth.ts";
import { createFirstAdministrator } from "../../src/app/people/create-first-administrator.ts";
import { systemClock } from "../../src/clock.ts";
import { readConfig, type SettingName } from "../../src/config.ts";
import type { Role } from "../../src/core/roles.ts";
import type { ApiServer } from "../../src/http/api.ts";
import { buildServer } from "../../src/http/server.ts";
import { type TestDatabase, withDatabase } from "../support/database.ts";

export type Answer = {
  readonly status: number;
  readonly body: unknown;
  /** The body, checked against its schema of src/contract. */
  readonly as: <S extends z.ZodType>(schema: S) => z.infer<S>;
  /** The code of a problem, or "" when it is none. */
  readonly code: string;
  readonly headers: LightMyRequestResponse["headers"];
  readonly text: string;
};

export type Client = {
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  readonly send: (
    method: "POST" | "PATCH" | "PUT" | "DELETE",
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer>;
  readonly post: (
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer>;
  readonly inject: (options: InjectOptions) => Promise<LightMyRequestResponse>;
  readonly cookie: string;
};

export type Organisation = {
  readonly orgId: number;
  readonly booksId: number;
  readonly memberId: number;
  readonly email: string;
  readonly password: string;
  readonly administrator: Client;
};

export type TestServer = {
  readonly server: ApiServer;
  readonly deps: Deps;
  readonly database: TestDatabase;
  /** An organisation with one set of books in CNY and a signed-in administrator. */
  readonly organisation: (name?: string) => Promise<Organisation>;
  /** Another member of it, signed in. */
  readonly member: (
    of: Organisation,
    role: Role,
    more?: { readonly isLead: boolean },
  ) => Promise<Client>;
  readonly anonymous: Client;
  /** What lives on the server and its database is ended before them. */
  readonly beforeEnd: (end: () => Promise<void>) => void;
};

let people = 0;

export async function withServer(
  t: Pick<TestContext, "after">,
  more: Partial<Pick<Deps, "clock" | "vendorAddresses" | "publicUrl" | "privateWebhooks">> & {
    readonly webFolder?: string;
  } = {},
  settings: Partial<Record<SettingName, string>> = {},
): Promise<TestServer> {
  // The server holds connections, so it must be closed before its database goes.
  const dropDatabase: (() => unknown)[] = [];
  const first: (() => Promise<void>)[] = [];
  const database = await withDatabase({ after: (end) => dropDatabase.push(end as () => unknown) });
  const dataFolder = mkdtempSync(join(tmpdir(), "qz-http-"));
  const config = readConfig({
    QINGZHANG_DATA: dataFolder,
    PUBLIC_URL: "http://localhost",
    ...settings,
  });
  const log = pino({ level: "fatal" });
  const deps: Deps = { pool: database.appPool, clock: systemClock, dataFolder, log, ...more };
  const sessionSecret = "a-secret-for-tests-only-0123456789abcdef";
  const authPool = database.authPool;
  const server = await buildServer({ ...deps, config, authPool, sessionSecret });
  const { clock } = deps;
  const { publicUrl } = config;
  const options = { pool: authPool, secret: sessionSecret, publicUrl };
  const auth = createAuth({ ...options, clock });
  const library = buildLibrary(options);
  await server.ready();
  t.after(async () => {
    for (const end of first) await end();
    await server.close();
    for (const drop of dropDatabase) await drop();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  /** With a session as the sign-in makes it; a password is slow on purpose, and tried where it matters. */
  const signedIn = async (email: string): Promise<Client> => {
    const { internalAdapter, authCookies, secret } = await library.$context;
    const account = await internalAdapter.findUserByEmail(email);
    assert.ok(account, `${email} has an account`);
    const { token } = await internalAdapter.createSession(account.user.id);
    const signature = createHmac("sha256", secret).update(token).digest("base64");
    const value = encodeURIComponent(`${token}.${signature}`);
    return clientOf(server, `${authCookies.sessionToken.name}=${value}`);
  };

  const organisation = async (name = "甲公司"): Promise<Organisation> => {
    const email = `person${++people}@example.test`;
    const made = await createFirstAdministrator(
      { ...deps, auth },
      {
        organisation: name,
        isDemo: false,
        booksName: `${name}账套`,
        ownNames: [name],
        ownTaxIds: [],
        email,
        name: "王敏",
        language: "zh",
        password: null,
      },
    );
    const administrator = await signedIn(email);
    return { ...made, email, administrator };
  };

  const member: TestServer["member"] = async (of, role, more) => {
    const email = `person${++people}@example.test`;
    const added = await of.administrator.post("/api/v1/members", {
      email,
      name: role,
      role,
      ...more,
    });
    assert.equal(added.status, 201, added.text);
    // as if chosen by themselves: that takes three times as long
    await authPool.query("delete from auth.verification where identifier like 'first-password-%'");
    return signedIn(email);
  };

  const beforeEnd = (end: () => Promise<void>) => void first.push(end);
  const anonymous = clientOf(server, "");
  return { server, deps, database, organisation, member, anonymous, beforeEnd };
}

let address = 0;

/** Signs in by the library's own endpoint, each time from another address (rate limits). */
export async function signIn(
  server: ApiServer,
  email: string,
  password: string,
  newPassword?: string,
): Promise<Client> {
  const answer = await server.inject({
    method: "POST",
    url: "/api/auth/sign-in/email",
    remoteAddress: `10.0.${Math.floor(++address / 250)}.${(address % 250) + 1}`,
    headers: { "content-type": "application/json", host: "localhost", origin: "http://localhost" },
    payload: JSON.stringify({ email, password, newPassword }),
  });
  assert.equal(answer.statusCode, 200, answer.body);
  return clientOf(server, cookiesOf(answer));
}

export function cookiesOf(answer: LightMyRequestResponse): string {
  return answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join("; ");
}

/** Writes get a fresh Idempotency-Key unless the test names one. */
export function clientOf(
  server: ApiServer,
  cookie: string,
  more: Record<string, string> = {},
): Client {
  const inject = async (options: InjectOptions) => {
    const headers = {
      host: "localhost",
      ...(cookie ? { cookie } : {}),
      ...more,
      ...options.headers,
    };
    return server.inject({ ...options, headers });
  };
  const send: Client["send"] = async (method, path, body, headers = {}) => {
    const options: InjectOptions = {
      method,
      url: path,
      headers: { "idempotency-key": randomUUID(), ...headers },
    };
    if (body !== undefined) options.payload = body as object; // JSON of any kind
    return answerOf(await inject(options));
  };
  return {
    get: async (path, headers = {}) =>
      answerOf(await inject({ method: "GET", url: path, headers })),
    send,
    post: (path, body = {}, headers = {}) => send("POST", path, body, headers),
    inject,
    cookie,
  };
}

export function answerOf(response: LightMyRequestResponse): Answer {
  const isJson = String(response.headers["content-type"] ?? "").includes("json");
  const body: unknown = isJson && response.body !== "" ? JSON.parse(response.body) : null;
  return {
    status: response.statusCode,
    body,
    as: (schema) => {
      assert.ok(response.statusCode < 300, response.body);
      return schema.parse(body);
    },
    code: codeOf(body),
    headers: response.headers,
    text: response.body,
  };
}

function codeOf(body: unknown): string {
  const isProblem = typeof body === "object" && body !== null && "code" in body;
  return isProblem && typeof body.code === "string" ? body.code : "";
}
