// A Chromium for tests and screenshots that comes from npm: nothing to install, the same on every
// machine, and with no Chinese font of the system's, so that ours are really used.

import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { z } from "zod";
import { environmentWith, projectFolder } from "../../src/config.ts";
import { privateFolder } from "./test-folders.ts";

/** The two widths every page is looked at: a desk and a phone. */
export const viewports = {
  desk: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const;

export type Language = "zh" | "en";

export type OpenPage = {
  readonly page: Page;
  /** What the page complained about: errors of scripts, of the console, and failed requests. */
  readonly complaints: readonly string[];
};

/** A browser that is closed when the test is over. */
export async function launchBrowser(t: Pick<TestContext, "after">): Promise<Browser> {
  const { program, fontSettings } = unpackedChromium();
  const browser = await chromium.launch({
    executablePath: program,
    // Not the package's own list: that one gives up web security and process isolation.
    args: [
      "--headless=shell",
      "--no-sandbox",
      "--disable-gpu",
      "--font-render-hinting=none",
      "--disable-dev-shm-usage",
    ],
    env: environmentWith(fontSettings ? { FONTCONFIG_FILE: fontSettings } : {}),
  });
  t.after(() => browser.close());
  return browser;
}

/** A page in a profile of its own: no cookies, no storage, one language, one size. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions & {
    readonly viewport?: { width: number; height: number };
    readonly language?: Language;
  } = {},
): Promise<OpenPage> {
  const { language = "zh", viewport = viewports.desk, ...rest } = options;
  const context = await browser.newContext({
    locale: language === "zh" ? "zh-CN" : "en-GB",
    timezoneId: "Asia/Shanghai",
    reducedMotion: "reduce",
    ...rest,
    viewport,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()}`);
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    // A page that is left cancels what it was still waiting for.
    if (reason !== "net::ERR_ABORTED") complaints.push(`request: ${request.url()} ${reason}`);
  });
  return { page, complaints };
}

/** Signs in as a person does, and waits until the frame of the pages stands. */
export async function signIn(
  page: Page,
  origin: string,
  {
    email,
    password,
    newPassword,
  }: {
    readonly email: string;
    readonly password: string;
    /** Of whoever comes for the first time, with a password somebody else made. */
    readonly newPassword?: string;
  },
): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.fill("input[type=email]", email);
  await page.fill("input[type=password]", password);
  await page.keyboard.press("Enter");
  if (newPassword !== undefined) {
    await page.getByLabel("新密码").fill(newPassword);
    await page.getByLabel("再输一次").fill(newPassword);
    await page.keyboard.press("Enter");
  }
  await page.waitForSelector(".bar");
}

/** Saves what the page shows once its fonts have come; returns the file. */
export async function screenshot(
  page: Page,
  file: string,
  options: { readonly fullPage?: boolean } = {},
): Promise<string> {
  mkdirSync(dirname(file), { recursive: true });
  await page.evaluate("document.fonts.ready");
  await page.screenshot({
    path: file,
    fullPage: options.fullPage ?? false,
    animations: "disabled",
  });
  return file;
}

type UnpackedChromium = { readonly program: string; readonly fontSettings: string | null };

const packageFile = z.object({ version: z.string() });

/** Unpacked once for each version, under another name first: a torn one is never started. */
function unpackedChromium(): UnpackedChromium {
  if (process.platform !== "linux" || process.arch !== "x64") return systemChromium();
  const description = join(projectFolder, "node_modules", "@sparticuz", "chromium", "package.json");
  const { version } = packageFile.parse(JSON.parse(readFileSync(description, "utf8")));
  const folder = join(privateFolder(), `chromium-${version}`);
  if (!existsSync(folder)) unpack(folder);
  return { program: join(folder, "chromium"), fontSettings: join(folder, "fonts.conf") };
}

/** The package unpacks into TMPDIR and nowhere else, so it gets one of its own in a child process. */
function unpack(folder: string): void {
  const draft = mkdtempSync(`${folder}-`);
  const script = 'await (await import("@sparticuz/chromium")).default.executablePath();';
  const run = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: projectFolder,
    env: environmentWith({ TMPDIR: draft }),
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(`Chromium could not be unpacked: ${run.stderr}`);
  writeFileSync(join(draft, "fonts.conf"), fontSettings(folder));
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/** Open Sans alone. Without any font Chromium dies at the first character it has to look up. */
function fontSettings(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, "fonts")}</dir>
  <cachedir>${join(folder, "font-cache")}</cachedir>
</fontconfig>
`;
}

function systemChromium(): UnpackedChromium {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  for (const name of names) {
    const found = spawnSync("which", [name], { encoding: "utf8" }).stdout?.trim();
    if (found) return { program: found, fontSettings: null };
  }
  const onMac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
  if (existsSync(onMac)) return { program: onMac, fontSettings: null };
  throw new Error(`Browser tests need Chromium on this platform: none of ${names.join(", ")}.`);
}
