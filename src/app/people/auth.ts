// Sign-in by password and second factor, by the library better-auth; its tables live in the schema
// auth (migration 0002). The guards of its known traps stand here and in http/auth-routes.ts:
// verified e-mail on creation, no links, TOTP codes once, few endpoints, limits per client address.
import { createHash } from "node:crypto";
import { betterAuth } from "better-auth";
import { isAPIError } from "better-auth/api";
import { twoFactor } from "better-auth/plugins";
import type { Pool } from "pg";
import type { Clock } from "../../clock.ts";
import { longestPassword, shortestPassword } from "../../core/password-rules.ts";
import {
  countFailure,
  firstPasswordAge,
  forgetSecondFactor,
  keepFirstPassword,
  markFirstPassword,
  noteSeen,
  passwordHashOf,
  rememberAddress,
  rememberTotpCode,
  replacePassword,
  type SessionRow,
  secondsToWait,
  selectSessions,
  usersWithSecondFactor,
} from "../../db/sign-in.ts";

export const clientAddressHeader = "x-qingzhang-client";

/**
 * The endpoints of the library that exist for us, with what they are told; every other one answers
 * 404, and what else a client sends (a device to be trusted, an address to go to) reaches nobody.
 */
export const openAuthFields = {
  "/sign-in/email": ["email", "password"],
  "/sign-out": [],
  "/change-password": ["currentPassword", "newPassword"],
  "/two-factor/enable": ["password"],
  "/two-factor/disable": ["password"],
  "/two-factor/verify-totp": ["code"],
  "/two-factor/verify-backup-code": ["code"],
  "/two-factor/generate-backup-codes": ["password"],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type AuthPath = keyof typeof openAuthFields;
export const openAuthPaths = Object.keys(openAuthFields) as readonly AuthPath[]; // the record's own keys

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

export type FirstPassword = { readonly userId: string; readonly isExpired: boolean };

/** Long enough to be handed over and for a leave; a password that lies about is worth nothing later. */
const firstPasswordDays = 14;

export type NewAccount = {
  readonly email: string;
  readonly name: string;
  readonly password: string;
};

export type Auth = {
  readonly handle: (request: Request) => Promise<Response>;
  /** By a password that was just chosen: one more attempt of the same request, and not counted as one. */
  readonly signInAgain: (
    headers: Headers,
    account: { readonly email: string; readonly password: string },
  ) => Promise<Response>;
  readonly signedIn: (headers: Headers) => Promise<SignedIn | null>;
  /** The id of the person with this address, made now or known before. */
  readonly ensureAccount: (account: NewAccount) => Promise<{ userId: string; isNew: boolean }>;
  readonly userOfEmail: (email: string) => Promise<string | null>;
  /** Has anybody an account here? */
  readonly hasAccounts: () => Promise<boolean>;
  readonly hasSecondFactor: (userIds: readonly string[]) => Promise<ReadonlySet<string>>;
  /** One that somebody else made and knows: it opens nothing but the choice of an own one. */
  readonly setFirstPassword: (userId: string, password: string) => Promise<void>;
  readonly markFirstPassword: (userId: string) => Promise<void>;
  readonly firstPasswordOf: (email: string) => Promise<FirstPassword | null>;
  /** What the password is known by, for as long as it is the same. */
  readonly passwordMark: (email: string) => Promise<string | null>;
  /**
   * Chosen by themselves in place of the one of that mark; ends all sessions. False: that one was
   * replaced meanwhile.
   */
  readonly setOwnPassword: (of: {
    readonly userId: string;
    readonly password: string;
    readonly was: string | null;
  }) => Promise<boolean>;
  /** Of whoever changed a password while it was reset: the reset holds, all sessions end. False: it was not. */
  readonly keepFirstPassword: (userId: string) => Promise<boolean>;
  readonly dropSecondFactor: (userId: string) => Promise<void>;
  readonly endSession: (token: string) => Promise<void>;
  readonly sessionsOf: (userId: string) => Promise<readonly SessionRow[]>;
  readonly endSessions: (sessions: readonly SessionRow[]) => Promise<void>;
  /** Of whoever these headers are signed in as. */
  readonly isPassword: (headers: Headers, password: string) => Promise<boolean>;
  /** Seconds until a password of this account may be tried from there; 0: now. */
  readonly waitOf: (attempt: { email: string; address: string }) => Promise<number>;
  readonly countFailure: (email: string) => Promise<void>;
  /** Signed in from there: other people's guesses keep them out no more. */
  readonly rememberAddress: (of: { userId: string; address: string }) => Promise<void>;
  /** False when this person used that code before within its life. */
  readonly spendTotpCode: (userId: string, code: string) => Promise<boolean>;
};

export type AuthOptions = {
  /** Connections of role qz_auth, search path auth. */
  readonly pool: Pool;
  readonly secret: string;
  readonly publicUrl: string;
};

/** How exactly the list of sign-ins says when somebody was last seen. */
const seenEveryMs = 30 * 60_000;

export function createAuth(options: AuthOptions & { readonly clock: Clock }): Auth {
  const library = buildLibrary(options);
  const userOfEmail = async (email: string) => {
    const { internalAdapter } = await library.$context;
    return (await internalAdapter.findUserByEmail(email.toLowerCase()))?.user.id ?? null;
  };
  const setPassword = async ({
    password,
    ...of
  }: {
    readonly userId: string;
    readonly password: string;
    readonly was: string | null;
    readonly isFirst: boolean;
  }) => {
    const { internalAdapter, password: passwords } = await library.$context;
    const hash = await passwords.hash(password);
    const isReplaced = await replacePassword(options.pool, { ...of, hash });
    // after it: a session that comes later sees that the password is another one (auth-routes.ts)
    if (isReplaced) await internalAdapter.deleteUserSessions(of.userId);
    return isReplaced;
  };
  return {
    handle: (request) => library.handler(request),
    signInAgain: (headers, body) => library.api.signInEmail({ headers, body, asResponse: true }),
    signedIn: async (headers) => {
      const answer = await library.api.getSession({ headers, returnHeaders: true });
      if (!answer.response) return null;
      const { user, session } = answer.response;
      const now = options.clock.now();
      if (now.getTime() - session.updatedAt.getTime() > seenEveryMs) {
        await noteSeen(options.pool, { sessionId: session.id, now });
      }
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
    userOfEmail,
    hasAccounts: async () => {
      const { rows } = await options.pool.query<{ any: boolean }>(
        `select exists (select from "user") as any`,
      );
      return rows[0]?.any ?? false;
    },
    hasSecondFactor: (userIds) => usersWithSecondFactor(options.pool, userIds),
    setFirstPassword: async (userId, password) => {
      await setPassword({ userId, password, was: null, isFirst: true });
    },
    markFirstPassword: (userId) => markFirstPassword(options.pool, userId),
    firstPasswordOf: async (email) => {
      const userId = await userOfEmail(email);
      const days = userId === null ? null : await firstPasswordAge(options.pool, userId);
      return userId === null || days === null
        ? null
        : { userId, isExpired: days > firstPasswordDays };
    },
    passwordMark: async (email) => {
      const userId = await userOfEmail(email);
      return userId === null ? null : await passwordHashOf(options.pool, userId);
    },
    setOwnPassword: (of) => setPassword({ ...of, isFirst: false }),
    keepFirstPassword: async (userId) => {
      const isKept = await keepFirstPassword(options.pool, userId);
      const { internalAdapter } = await library.$context;
      if (isKept) await internalAdapter.deleteUserSessions(userId);
      return isKept;
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
    waitOf: async ({ email, address }) => {
      const userId = await userOfEmail(email);
      return secondsToWait(options.pool, { account: accountOf(email), userId, address });
    },
    countFailure: (email) => countFailure(options.pool, accountOf(email)),
    rememberAddress: (of) => rememberAddress(options.pool, of),
    spendTotpCode: (userId, code) => rememberTotpCode(options.pool, { userId, code }),
  };
}

function accountOf(email: string): Uint8Array {
  return createHash("sha256").update(email.toLowerCase()).digest();
}

/** Exported for the test that compares the checked-in tables with what the library wants. */
export function buildLibrary({ pool, secret, publicUrl }: AuthOptions) {
  const isHttps = publicUrl.startsWith("https://");
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
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
    },
    // From the sign-in on, not from the last request: an open page asks by itself, for ever (ASVS 7.3.2).
    session: { expiresIn: 60 * 60 * 12, disableSessionRefresh: true, freshAge: 60 * 15 },
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
      // __Host-: of this very host, over https alone, set by no neighbour (ASVS 3.3.3); the library by
      // itself would only say __Secure-
      cookiePrefix: isHttps ? "__Host-qingzhang" : "qingzhang",
      useSecureCookies: false,
      defaultCookieAttributes: { secure: isHttps, sameSite: "lax", httpOnly: true, path: "/" },
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
