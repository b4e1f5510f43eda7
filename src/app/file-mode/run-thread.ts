// A thread that is told things and answers, with as much memory as the machine can spare.
import { totalmem } from "node:os";
import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";

export type Thread<Message> = {
  tell(what: unknown): void;
  /** The next message of the thread; throws where the thread failed. */
  next(): Promise<Message>;
  end(): Promise<void>;
};

/** Share of the machine's memory that the objects of one thread may take. */
const shareOfMemory = 0.6;
/**
 * Space for new objects, cleaned a third at a time: of what a thread that matches makes anew for each
 * group of lines nearly nothing outlives a large space.
 */
const youngMb = { lean: 192, roomy: 48 } as const;

/** That space from the start on: V8 would let it grow only with what survives. */
const leanFlags = `--min-semi-space-size=${youngMb.lean / 3}`;

/** Every processor has a thread that works: helpers that clean up beside it only take its time. */
const cleansAlone = "--no-parallel-scavenge";

/**
 * Old objects, in MB, before they are cleaned for the first time: what is read and indexed in the
 * beginning stays anyway, and was gone through again after each few megabytes.
 */
const firstCleaningMb = 512;

/** Garbage, in per cent of what is alive, before a large heap is cleaned; else it is three times that. */
const garbagePercent = 30;

/**
 * Calls before a function is compiled a last time, many times the usual: each thread compiles for
 * itself, and on 20,000 lines that took a fifth of the time of the processors, on 300,000 a seventh.
 */
const callsBeforeCompiling = 50_000;

/** lean: what is alive is much and stays; roomy: it is little, and to clean it often is a waste. */
export type Heap = "lean" | "roomy";

export function runThread<Message>(program: URL, order: unknown, heap: Heap): Thread<Message> {
  // Holds for all threads from now on: those that read have ended when the lean ones start.
  if (heap === "lean") {
    setFlagsFromString(`--heap-growing-percent=${garbagePercent}`);
    setFlagsFromString(leanFlags);
  }
  setFlagsFromString(`--initial-old-space-size=${firstCleaningMb}`);
  setFlagsFromString(cleansAlone);
  setFlagsFromString(`--invocation-count-for-turbofan=${callsBeforeCompiling}`);
  const worker = new Worker(program, {
    workerData: order,
    execArgv: [],
    resourceLimits: {
      maxOldGenerationSizeMb: Math.floor((totalmem() / 2 ** 20) * shareOfMemory),
      maxYoungGenerationSizeMb: youngMb[heap],
    },
  });
  const waiting: ((answer: Promise<Message>) => void)[] = [];
  const come: Promise<Message>[] = [];
  const hand = (answer: Promise<Message>) => {
    answer.catch(() => {});
    const first = waiting.shift();
    if (first) first(answer);
    else come.push(answer);
  };
  worker.on("message", (message: Message) => hand(Promise.resolve(message)));
  worker.on("error", (error) => hand(Promise.reject(error)));
  worker.on("exit", (code) => hand(Promise.reject(new Error(`a thread ended with ${code}`))));
  return {
    tell: (what) => worker.postMessage(what),
    next: () => come.shift() ?? new Promise((resolve) => waiting.push(resolve)),
    end: async () => {
      await worker.terminate();
    },
  };
}
