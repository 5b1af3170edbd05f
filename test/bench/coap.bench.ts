import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { readAsked, readHoldings, readPort, type Asked, type Holdings } from "./coapFigures.js";
import type { CoapStackName } from "./coapStacks.js";
import { figure } from "./timing.js";

/** Our CoAP beside npm's `coap`, each with a client and a server process on the loopback interface. */
export async function benchCoap(): Promise<void> {
  const results = { npm: await measure("npm"), ours: await measure("ours") };
  console.log("CoAP over UDP, two processes, 100 requests outstanding");
  for (const name of ["npm", "ours"] as const) {
    const { asked, served } = results[name];
    const label = name === "npm" ? "npm's coap" : "ours";
    const heap = `heap ${figure(served.heapMegabytes)} MB and ${served.timers} timers in the server`;
    console.log(
      `  ${label.padEnd(11)} ${figure(asked.getsPerSecond)} GET/s, 1 MB push ${figure(asked.pushMilliseconds)} ms`,
    );
    console.log(`              after 100,000 requests ${heap}, ${asked.holdings.timers} timers in the client`);
  }
  const gets = results.ours.asked.getsPerSecond / results.npm.asked.getsPerSecond;
  const push = results.npm.asked.pushMilliseconds / results.ours.asked.pushMilliseconds;
  console.log(`  ours to npm's coap: GET ${atLeast(gets, 2.5)}, push ${atLeast(push, 2)}`);
}

function atLeast(ratio: number, goal: number): string {
  return `${figure(ratio)} times as fast (goal ${goal}: ${ratio >= goal ? "met" : "missed"})`;
}

async function measure(stack: CoapStackName): Promise<{ readonly asked: Asked; readonly served: Holdings }> {
  const server = start([stack, "serve"]);
  const port = await nextMessage(server, readPort);
  const client = start([stack, "ask", String(port)]);
  const asked = await nextMessage(client, readAsked);
  const served = nextMessage(server, readHoldings);
  server.send("holdings");
  const result = { asked, served: await served };
  server.kill();
  return result;
}

function start(args: readonly string[]): ChildProcess {
  return fork(join(import.meta.dirname, "coapPeer.mjs"), args, { execArgv: ["--expose-gc"] });
}

/** What a process says next, read by `read`, which answers undefined for what it does not understand. */
function nextMessage<T>(child: ChildProcess, read: (message: unknown) => T | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once("message", (message) => {
      const told = read(message);
      if (told === undefined) reject(new Error(`A peer of the bench said ${JSON.stringify(message)}.`));
      else resolve(told);
    });
    child.once("exit", (code) => {
      reject(new Error(`A peer of the bench ended with ${String(code)}.`));
    });
  });
}
