// Long lists in a real browser: ten seconds of scrolling from the first of 100,000 bank lines to the
// last, and how long each of the lists takes to answer.
import { performance } from "node:perf_hooks";
import { buildWebClient } from "../src/start/web-build.ts";
import { type Organisation, withServer } from "../tests/http/test-server.ts";
import { launchBrowser, openPage } from "../tests/support/browser.ts";
import type { BenchCommand } from "./commands.ts";
import { writeLongBooks } from "./long-books.ts";
import { mergeResults } from "./results-file.ts";
import { printTable } from "./text-table.ts";

const scrollSeconds = 10;
/** No frame may take longer: a hand on the wheel feels it. */
const longestFrameMs = 100;

/** What the page itself measures; runs in the browser. */
type Frames = { readonly frames: number[]; readonly rowsSeen: number };
type ScrollArea = {
  scrollTop: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
  querySelectorAll(selector: string): { readonly length: number };
};

/** From top to end at one speed, as many steps as there are frames. */
function scrollThrough(area: ScrollArea, seconds: number): Promise<Frames> {
  return new Promise((resolve) => {
    const frames: number[] = [];
    let rowsSeen = 0;
    let start = 0;
    let last = 0;
    const step = (now: number) => {
      if (start === 0) start = now;
      else frames.push(now - last);
      last = now;
      const share = Math.min(1, (now - start) / (seconds * 1000));
      area.scrollTop = share * (area.scrollHeight - area.clientHeight);
      rowsSeen += area.querySelectorAll("[role=row]").length;
      if (share < 1) requestAnimationFrame(step);
      else resolve({ frames, rowsSeen });
    };
    requestAnimationFrame(step);
  });
}
declare function requestAnimationFrame(step: (now: number) => void): number;

export const scrollCommand: BenchCommand = {
  name: "scroll",
  title: "ten seconds of scrolling over 100,000 rows in a browser, and the answers of the lists",
  run: async ([rows = "100000"]) => {
    const closers: (() => unknown)[] = [];
    const t = { after: (close: unknown) => closers.push(close as () => unknown) };
    try {
      await measureAll(t, Number(rows));
    } finally {
      for (const close of closers.reverse()) await close();
    }
  },
};

type Closing = { readonly after: (close: unknown) => unknown };

async function measureAll(t: Closing, rows: number): Promise<void> {
  await buildWebClient();
  const world = await withServer(t);
  const own = await world.organisation();
  await writeLongBooks(world.deps, own, rows);
  const answers = await measureAnswers(own);
  await world.server.listen({ port: 0, host: "127.0.0.1" });
  const address = world.server.server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const scroll = await measureScroll(t, `http://localhost:${port}`, own);
  mergeResults("scroll", { rows, scroll, answers });
  printTable(
    ["list", "first rows ms", "next rows ms", "totals ms"],
    answers.map((a) => [a.list, ...[a.firstMs, a.nextMs, a.totalsMs].map(String)]),
  );
  printTable(
    ["rows", "frames", "median ms", "95th ms", "worst ms", "busy ms a frame"],
    [
      [
        rows,
        scroll.frames,
        scroll.medianMs,
        scroll.p95Ms,
        scroll.worstMs,
        scroll.busyMsPerFrame,
      ].map(String),
    ],
  );
  if (scroll.worstMs > longestFrameMs) {
    console.error(`a frame took ${scroll.worstMs} ms, more than ${longestFrameMs} ms`);
    process.exitCode = 1;
  }
}

async function measureAnswers({ administrator, booksId }: Organisation) {
  const lists = [
    "bank-lines?limit=1000",
    "bank-lines?limit=1000&sort=-size",
    "bank-lines?limit=1000&status=unclaimed,suggested",
    "bank-lines?limit=1000&q=R00000000099999",
    "items?limit=1000",
    "items?limit=1000&state=all&sort=-open",
    "items?limit=1000&q=99999",
    "customers?limit=1000",
  ];
  const figures = [];
  for (const list of lists) {
    const path = `/api/v1/books/${booksId}/${list}`;
    await administrator.get(path);
    const first = await timed(() => administrator.get(`${path}&part=rows`));
    const cursor = /"nextCursor":"([^"]+)"/.exec(first.value.text)?.[1] ?? "";
    const next = await timed(() => administrator.get(`${path}&part=rows&cursor=${cursor}`));
    const totals = await timed(() => administrator.get(`${path}&part=totals`));
    figures.push({ list, firstMs: first.ms, nextMs: next.ms, totalsMs: totals.ms });
  }
  return figures;
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const start = performance.now();
  const value = await work();
  return { value, ms: Math.round(performance.now() - start) };
}

async function measureScroll(t: Closing, origin: string, own: Organisation) {
  const browser = await launchBrowser(t);
  const { page } = await openPage(browser);
  await page.goto(`${origin}/sign-in`);
  await page.fill("input[type=email]", own.email);
  await page.fill("input[type=password]", own.password);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".bar");
  await page.goto(`${origin}/b/${own.booksId}/lines`, { waitUntil: "networkidle" });
  const session = await page.context().newCDPSession(page);
  // In processor time of the page's own thread: what a busy machine cannot blur.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const area = page.locator(".table-scroll");
  await area.locator(".table-body-row").first().waitFor();
  const script = `(area) => (${scrollThrough.toString()})(area, ${scrollSeconds})`;
  const measured: Frames = await area.evaluate(
    (element, text) => new Function(`return ${text}`)()(element),
    script,
  );
  const { metrics } = await session.send("Performance.getMetrics");
  const busySeconds = metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0;
  const frames = measured.frames.toSorted((a, b) => a - b);
  const at = (share: number) =>
    Math.round((frames[Math.floor(share * (frames.length - 1))] ?? 0) * 10) / 10;
  return {
    frames: frames.length,
    medianMs: at(0.5),
    p95Ms: at(0.95),
    worstMs: at(1),
    rowsDrawn: measured.rowsSeen,
    /** Whole page, its loading included, by frame. */
    busyMsPerFrame: Math.round((busySeconds * 10_000) / frames.length) / 10,
  };
}
