// Ends its process once that holds more than it may: looked at from beside, for a reader that is busy
// looks at nothing.
import { workerData } from "node:worker_threads";

const lookEveryMs = 25;
const mostBytes = (workerData as number) * 2 ** 20; // answer-apart.ts

setInterval(() => {
  if (process.memoryUsage.rss() > mostBytes) process.kill(process.pid, "SIGKILL");
}, lookEveryMs);
