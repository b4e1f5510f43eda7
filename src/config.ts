// The only reader of the environment. Every setting stands here once, with its meaning in both
// languages; docs/configuration.md is written from this list (tools/configuration-doc.ts).

import { availableParallelism, totalmem } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { StartFault } from "./start-fault.ts";

export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)));

/** What the program calls itself in the health answer and in the books' metadata. */
export const productName = "qingzhang";

export type LogLevel = (typeof logLevels)[number];
const logLevels = ["silent", "fatal", "error", "warn", "info", "debug", "trace"] as const;

export type Config = {
  readonly host: string;
  readonly port: number;
  /** Address under which browsers reach the server; sign-in cookies and links depend on it. */
  readonly publicUrl: string;
  readonly dataFolder: string;
  /** A PostgreSQL server of the user's own; null for the embedded one. */
  readonly databaseUrl: string | null;
  readonly databaseAppUrl: string | null;
  readonly databaseAuthUrl: string | null;
  readonly databasePoolSize: number;
  readonly sharedBuffersMb: number;
  readonly logLevel: LogLevel;
  readonly demo: boolean;
  /** Whether the web client is built and served, or the API alone. */
  readonly web: boolean;
  readonly workersInServer: boolean;
  readonly workerConcurrency: number;
  readonly engineThreads: number;
  readonly uploadLimitMb: number;
  /** Reverse proxies between browsers and this server; none: what a client says of itself is not believed. */
  readonly trustedProxies: number;
  readonly privateWebhooks: boolean;
};

type Setting = {
  readonly name: string;
  readonly fallback: string;
  readonly en: string;
  readonly zh: string;
};

export const settings = [
  {
    name: "HOST",
    fallback: "127.0.0.1",
    en: "Address to listen on. `0.0.0.0` lets other machines in; then also set PUBLIC_URL.",
    zh: "监听地址。设为 `0.0.0.0` 时其他机器可访问，同时请设置 PUBLIC_URL。",
  },
  { name: "PORT", fallback: "8080", en: "Port to listen on.", zh: "监听端口。" },
  {
    name: "PUBLIC_URL",
    fallback: "http://localhost:<PORT>",
    en: "Address browsers use. With `https://…` the session cookie is marked secure.",
    zh: "浏览器访问的地址。以 `https://` 开头时会话 Cookie 带 Secure 标记。",
  },
  {
    name: "QINGZHANG_DATA",
    fallback: ".data",
    en: "Folder of the embedded database, uploaded files and secrets; relative to the project.",
    zh: "内置数据库、上传文件与密钥所在目录；相对路径以项目目录为准。",
  },
  {
    name: "DATABASE_URL",
    fallback: "",
    en: "A PostgreSQL server (15 or newer) to use in place of the embedded one. Its user runs the migrations and owns the tables.",
    zh: "改用自有 PostgreSQL（15 及以上）。该用户执行迁移并拥有各表。",
  },
  {
    name: "DATABASE_APP_URL",
    fallback: "",
    en: "Address with which the application itself connects (role qz_app). Needed only where the user of DATABASE_URL may not create roles or has no password.",
    zh: "应用自身的连接地址（角色 qz_app）。仅当 DATABASE_URL 的用户无权建角色或没有密码时需要。",
  },
  {
    name: "DATABASE_AUTH_URL",
    fallback: "",
    en: "The same for sign-in (role qz_auth).",
    zh: "登录模块的连接地址（角色 qz_auth），同上。",
  },
  {
    name: "DATABASE_POOL_SIZE",
    fallback: "10",
    en: "Most connections the application keeps open at once.",
    zh: "应用同时保持的数据库连接上限。",
  },
  {
    name: "DATABASE_SHARED_BUFFERS_MB",
    fallback: "a sixteenth of the memory, 256 to 1024",
    en: "Memory of the embedded database's page cache, in MiB.",
    zh: "内置数据库页缓存大小，MiB；默认为内存的十六分之一，256 至 1024。",
  },
  {
    name: "LOG_LEVEL",
    fallback: "warn",
    en: `How much is logged: ${logLevels.join(", ")}.`,
    zh: `日志级别：${logLevels.join("、")}。`,
  },
  {
    name: "QINGZHANG_DEMO",
    fallback: "on",
    en: "`off`: do not create the demo books at the first start.",
    zh: "设为 `off`：首次启动时不创建演示账套。",
  },
  {
    name: "QINGZHANG_WEB",
    fallback: "on",
    en: "`off`: serve the API alone, without building the web client.",
    zh: "设为 `off`：只提供 API，不构建也不提供网页端。",
  },
  {
    name: "QINGZHANG_WORKERS",
    fallback: "on",
    en: "`off`: this server runs no jobs; another one, on the same database and data folder, does.",
    zh: "设为 `off`：本服务器不执行后台任务，由使用同一数据库与同一数据目录的另一台服务器执行。",
  },
  {
    name: "QINGZHANG_WORKER_CONCURRENCY",
    fallback: "2",
    en: "Jobs a process works on at the same time.",
    zh: "每个进程同时执行的任务数。",
  },
  {
    name: "QINGZHANG_ENGINE_THREADS",
    fallback: "number of processors",
    en: "Threads of the matching engine.",
    zh: "匹配引擎使用的线程数，默认等于处理器数。",
  },
  {
    name: "QINGZHANG_UPLOAD_LIMIT_MB",
    fallback: "200",
    en: "Largest file that may be uploaded, in MiB.",
    zh: "允许上传的最大文件，MiB。",
  },
  {
    name: "QINGZHANG_TRUST_PROXY",
    fallback: "off",
    en: "`on` behind a reverse proxy: believe what it adds to X-Forwarded-For and X-Forwarded-Proto, and nothing a client wrote there before. Behind several proxies one after another: their number.",
    zh: "位于反向代理之后时设为 `on`：只采信该代理写入的 X-Forwarded-For 与 X-Forwarded-Proto，客户端自带的一概不信。前面依次有多级代理时填级数。",
  },
  {
    name: "QINGZHANG_PRIVATE_WEBHOOKS",
    fallback: "off",
    en: "`on`: webhooks may also go to addresses of the own network and without TLS. Off, whoever adds a webhook cannot reach what only this server can reach.",
    zh: "设为 `on`：Webhook 也可发往内网地址及不加密的地址。关闭时，添加 Webhook 的人无法借本服务器访问内网。",
  },
  {
    name: "TEST_DATABASE_URL",
    fallback: "",
    en: "Tests only: a server on which the tests may create databases; else they start their own.",
    zh: "仅测试：允许测试创建数据库的服务器；缺省时测试自行启动一个。",
  },
] as const satisfies readonly Setting[];

export type SettingName = (typeof settings)[number]["name"];
export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads and checks every setting; throws StartFault with a sentence that names the wrong one. */
export function readConfig(environment: Environment = process.env): Config {
  const text = (name: SettingName) => environment[name]?.trim() ?? "";
  const port = wholeNumber(environment, "PORT", 8080, 0, 65535);
  return {
    host: text("HOST") || "127.0.0.1",
    port,
    publicUrl: webAddress(text("PUBLIC_URL")) ?? `http://localhost:${port}`,
    dataFolder: absolute(text("QINGZHANG_DATA") || ".data"),
    databaseUrl: databaseAddress("DATABASE_URL", text("DATABASE_URL")),
    databaseAppUrl: databaseAddress("DATABASE_APP_URL", text("DATABASE_APP_URL")),
    databaseAuthUrl: databaseAddress("DATABASE_AUTH_URL", text("DATABASE_AUTH_URL")),
    databasePoolSize: wholeNumber(environment, "DATABASE_POOL_SIZE", 10, 2, 500),
    sharedBuffersMb: wholeNumber(
      environment,
      "DATABASE_SHARED_BUFFERS_MB",
      usualSharedBuffersMb(),
      16,
      65536,
    ),
    logLevel: logLevel(text("LOG_LEVEL")),
    demo: onOff(environment, "QINGZHANG_DEMO", true),
    web: onOff(environment, "QINGZHANG_WEB", true),
    workersInServer: onOff(environment, "QINGZHANG_WORKERS", true),
    workerConcurrency: wholeNumber(environment, "QINGZHANG_WORKER_CONCURRENCY", 2, 1, 64),
    engineThreads: wholeNumber(
      environment,
      "QINGZHANG_ENGINE_THREADS",
      availableParallelism(),
      1,
      256,
    ),
    uploadLimitMb: wholeNumber(environment, "QINGZHANG_UPLOAD_LIMIT_MB", 200, 1, 4096),
    trustedProxies: proxies(environment),
    privateWebhooks: onOff(environment, "QINGZHANG_PRIVATE_WEBHOOKS", false),
  };
}

/** The server the tests may use, or null when they are to start their own. */
export function testDatabaseUrl(environment: Environment = process.env): string | null {
  return databaseAddress("TEST_DATABASE_URL", environment["TEST_DATABASE_URL"]?.trim() ?? "");
}

/** The environment handed to a child process, with some settings changed. */
export function environmentWith(changes: Environment): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const [name, value] of Object.entries({ ...process.env, ...changes })) {
    if (value !== undefined) merged[name] = value;
  }
  return merged;
}

function absolute(folder: string): string {
  return isAbsolute(folder) ? resolve(folder) : join(projectFolder, folder);
}

/** What a container may use counts, not what its host has (0 or beyond it: no limit is set). */
function usualSharedBuffersMb(): number {
  const limit = process.constrainedMemory();
  const memory = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  return Math.min(Math.max(Math.floor(memory / 2 ** 20 / 16), 256), 1024);
}

function wholeNumber(
  environment: Environment,
  name: SettingName,
  fallback: number,
  least: number,
  most: number,
): number {
  const text = environment[name]?.trim() ?? "";
  if (text === "") return fallback;
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new StartFault(`${name} is "${text}"; it must be a whole number from ${least} to ${most}.`);
}

function onOff(environment: Environment, name: SettingName, fallback: boolean): boolean {
  const text = environment[name]?.trim().toLowerCase() ?? "";
  if (text === "") return fallback;
  if (["on", "true", "yes", "1"].includes(text)) return true;
  if (["off", "false", "no", "0"].includes(text)) return false;
  throw new StartFault(`${name} is "${text}"; it must be "on" or "off".`);
}

/** on: one. */
function proxies(environment: Environment): number {
  const text = environment["QINGZHANG_TRUST_PROXY"]?.trim() ?? "";
  if (/^[0-9]$/.test(text)) return Number(text);
  if (/^\d/.test(text)) {
    throw new StartFault(
      `QINGZHANG_TRUST_PROXY is "${text}"; it must be "on", "off" or the number of proxies, at most 9.`,
    );
  }
  return onOff(environment, "QINGZHANG_TRUST_PROXY", false) ? 1 : 0;
}

function logLevel(text: string): LogLevel {
  const level = text.toLowerCase() || "warn";
  const known = logLevels.find((one) => one === level);
  if (known) return known;
  throw new StartFault(`LOG_LEVEL is "${text}"; it must be one of ${logLevels.join(", ")}.`);
}

function webAddress(text: string): string | null {
  if (text === "") return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && (url.protocol === "http:" || url.protocol === "https:")) {
    return text.replace(/\/+$/, "");
  }
  throw new StartFault(
    `PUBLIC_URL is "${text}"; it must look like https://accounts.example.com or http://192.168.1.5:8080.`,
  );
}

function databaseAddress(name: SettingName, text: string): string | null {
  if (text === "") return null;
  if (/^(postgres|postgresql):\/\//.test(text)) return text;
  throw new StartFault(
    `${name} must look like postgres://user:password@host:5432/database; what is set does not.`,
  );
}
