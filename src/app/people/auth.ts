// Sign-in by password and second factor, by the library better-auth; its tables live in the schema
// auth (migration 0002). The guards of its known traps stand here and in http/auth-routes.ts:
// verified e-mail on creation, no links, TOTP codes once, few endpoints, limits per client address.
import { betterAuth } from "better-auth";
import { isAPIError } from "better-auth/api";
import { twoFactor } from "better-auth/plugins";
import type { Pool } from "pg";
import {
  forgetSecondFactor,
  rememberTotpCode,
  type SessionRow,
  selectSessions,
  usersWithSecondFactor,
} from "../../db/sign-in.ts";

export const clientAddressHeader = "x-qingzhang-client";

/** The endpoints of the library that exist for us; every other one answers 404. */
export const openAuthPaths = [
  "/sign-in/email",
  "/sign-out",
  "/change-password",
  "/two-factor/enable",
  "/two-factor/disable",
  "/two-factor/verify-totp",
  "/two-factor/verify-backup-code",
  "/two-factor/generate-backup-codes",
] as const;

export type SignedIn = {
  readonly userId: string;
  /** Which of their sign-ins this is; not its secret. */
  readonly sessionId: string;
  readonly email: string;
  readonly name: string;
  readonly hasSecondFactor: boolean;
  /** Set when the session was prolonged: cookies to hand on. */
  readonly setCookies: readonly string[];
};

export type NewAccount = {
  readonly email: string;
  readonly name: string;
  readonly password: string;
};

export type Auth = {
  readonly handle: (request: Request) => Promise<Response>;
  readonly signedIn: (headers: Headers) => Promise<SignedIn | null>;
  /** The id of the person with this address, made now or known before. */
  readonly ensureAccount: (account: NewAccount) => Promise<{ userId: string; isNew: boolean }>;
  readonly userOfEmail: (email: string) => Promise<string | null>;
  /** Has anybody an account here? */
  readonly hasAccounts: () => Promise<boolean>;
  readonly hasSecondFactor: (userIds: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Ends all sessions of that person. */
  readonly setPassword: (userId: string, password: string) => Promise<void>;
  readonly dropSecondFactor: (userId: string) => Promise<void>;
  readonly endSession: (token: string) => Promise<void>;
  readonly sessionsOf: (userId: string) => Promise<readonly SessionRow[]>;
  readonly endSessions: (sessions: readonly SessionRow[]) => Promise<void>;
  /** Of whoever these headers are signed in as. */
  readonly isPassword: (headers: Headers, password: string) => Promise<boolean>;
  /** False when this person used that code before within its life. */
  readonly spendTotpCode: (userId: string, code: string) => Promise<boolean>;
};

export type AuthOptions = {
  /** Connections of role qz_auth, search path auth. */
  readonly pool: Pool;
  readonly secret: string;
  readonly publicUrl: string;
};

export function createAuth(options: AuthOptions): Auth {
  const library = buildLibrary(options);
  return {
    handle: (request) => library.handler(request),
    signedIn: async (headers) => {
      const answer = await library.api.getSession({ headers, returnHeaders: true });
      if (!answer.response) return null;
      const { user, session } = answer.response;
      return {
        userId: user.id,
        sessionId: session.id,
        email: user.email,
        name: user.name,
        hasSecondFactor: user.twoFactorEnabled === true,
        setCookies: answer.headers?.getSetCookie() ?? [],
      };
    },
    ensureAccount: async ({ email, name, password }) => {
      const { internalAdapter, password: passwords } = await library.$context;
      const found = await internalAdapter.findUserByEmail(email.toLowerCase());
      if (found) return { userId: found.user.id, isNew: false };
      // Unverified, the first magic link or reset would delete the password account.
      const user = await internalAdapter.createUser(
        { email: email.toLowerCase(), name, emailVerified: true },
        { method: "admin" },
      );
      await internalAdapter.linkAccount({
        userId: user.id,
        providerId: "credential",
        accountId: user.id,
        password: await passwords.hash(password),
      });
      return { userId: user.id, isNew: true };
    },
    userOfEmail: async (email) => {
      const { internalAdapter } = await library.$context;
      return (await internalAdapter.findUserByEmail(email.toLowerCase()))?.user.id ?? null;
    },
    hasAccounts: async () => {
      const { rows } = await options.pool.query<{ any: boolean }>(
        `select exists (select from "user") as any`,
      );
      return rows[0]?.any ?? false;
    },
    hasSecondFactor: (userIds) => usersWithSecondFactor(options.pool, userIds),
    setPassword: async (userId, password) => {
      const { internalAdapter, password: passwords } = await library.$context;
      await internalAdapter.updatePassword(userId, await passwords.hash(password));
      await internalAdapter.deleteUserSessions(userId);
    },
    dropSecondFactor: (userId) => forgetSecondFactor(options.pool, userId),
    endSession: async (token) => {
      const { internalAdapter } = await library.$context;
      await internalAdapter.deleteSession(token);
    },
    sessionsOf: (userId) => selectSessions(options.pool, userId),
    endSessions: async (sessions) => {
      const { internalAdapter } = await library.$context;
      for (const { token } of sessions) await internalAdapter.deleteSession(token);
    },
    isPassword: async (headers, password) => {
      try {
        return (await library.api.verifyPassword({ headers, body: { password } })).status;
      } catch (error) {
        if (isAPIError(error)) return false;
        throw error;
      }
    },
    spendTotpCode: (userId, code) => rememberTotpCode(options.pool, { userId, code }),
  };
}

/** Exported for the test that compares the checked-in tables with what the library wants. */
export function buildLibrary({ pool, secret, publicUrl }: AuthOptions) {
  return betterAuth({
    appName: "Qingzhang",
    baseURL: publicUrl,
    basePath: "/api/auth",
    secret,
    database: pool,
    telemetry: { enabled: false },
    // The same server is reached by several names (localhost, LAN address): what counts is that
    // the page which asks was served by the host that is asked.
    trustedOrigins: (request) => (request ? originsOfHost(request) : []),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
    },
    session: { expiresIn: 60 * 60 * 12, updateAge: 60 * 30, freshAge: 60 * 15 },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 60,
      max: 60,
      customRules: {
        "/sign-in/email": { window: 60, max: 5 },
        "/two-factor/*": { window: 60, max: 5 },
        "/change-password": { window: 60, max: 5 },
      },
    },
    advanced: {
      cookiePrefix: "qingzhang",
      useSecureCookies: publicUrl.startsWith("https://"),
      defaultCookieAttributes: { sameSite: "lax", httpOnly: true, path: "/" },
      database: { generateId: "uuid" },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
    },
    plugins: [twoFactor({ issuer: "清账 Qingzhang" })],
    logger: { disabled: true },
  });
}

function originsOfHost(request: Request): string[] {
  const host = request.headers.get("host");
  return host ? [`http://${host}`, `https://${host}`] : [];
}
