// Takes a picture of a page, for looking at it:
//   node tools/screenshot.ts http://localhost:8080/ page.png [desk|phone] [zh|en]

import { launchBrowser, openPage, screenshot, viewports } from "../tests/support/browser.ts";

const [url, file, size = "desk", language = "zh"] = process.argv.slice(2);
const viewport = size === "phone" ? viewports.phone : viewports.desk;

if (!url || !file) {
  process.stderr.write("node tools/screenshot.ts <url> <file.png> [desk|phone] [zh|en]\n");
  process.exitCode = 2;
} else {
  const closers: (() => unknown)[] = [];
  const browser = await launchBrowser({ after: (close) => closers.push(close as () => unknown) });
  const { page, complaints } = await openPage(browser, {
    viewport,
    language: language === "en" ? "en" : "zh",
  });
  await page.goto(url, { waitUntil: "networkidle" });
  await screenshot(page, file);
  for (const complaint of complaints) process.stderr.write(`${complaint}\n`);
  for (const close of closers) await close();
}
