// Asks an address at a steady rate, from a thread of its own: each request has its moment, and its
// time counts from that moment, so that a slow answer cannot hide the ones behind it.
import { Agent, get } from "node:http";
import { parentPort, workerData } from "node:worker_threads";
import type { LoadOrder } from "./credit-check.ts";

const { url, token, customers, perSecond, seconds, seed } = workerData as LoadOrder;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const times: number[] = [];
const faults: string[] = [];
const total = perSecond * seconds;
const begin = performance.now() + 50;
let asked = 0;
let answered = 0;

function askDue(): void {
  while (asked < total && begin + (asked * 1000) / perSecond <= performance.now()) {
    ask(begin + (asked * 1000) / perSecond, asked);
    asked += 1;
  }
  if (asked < total) setTimeout(askDue, 1);
}

function ask(moment: number, n: number): void {
  // a walk through all customers in no order that a cache would like
  const customer = 1 + ((n * 7919 + seed * 104_729) % customers);
  const headers = { authorization: `Bearer ${token}` };
  const request = get(url.replace("{n}", String(customer)), { agent, headers }, (answer) => {
    answer.resume();
    if (answer.statusCode !== 200) faults.push(String(answer.statusCode));
    answer.on("end", () => done(performance.now() - moment));
  });
  request.on("error", (error) => {
    faults.push(error.message);
    done(performance.now() - moment);
  });
}

function done(ms: number): void {
  times.push(ms);
  answered += 1;
  if (answered < total) return;
  agent.destroy();
  parentPort?.postMessage({ times, faults });
}

askDue();
