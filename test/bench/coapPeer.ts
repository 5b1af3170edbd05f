/** One end of a CoAP bench, in a process of its own: `coapPeer.mjs STACK serve` or `coapPeer.mjs STACK ask PORT`. */
import type { Asked, Holdings } from "./coapFigures.js";
import { coapStacks, type CoapBenchClient } from "./coapStacks.js";
import { timed } from "./timing.js";

const [name, role, portText] = process.argv.slice(2);
const stack = name === "npm" ? coapStacks.npm : coapStacks.ours;

const outstanding = 100;
const warmUp = 5000;
const measured = 20_000;
/** So many requests in all, after which the heap is looked at. */
const total = 100_000;
const pushes = 21;

function holdings(): Holdings {
  globalThis.gc?.();
  const timers = process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
  return { heapMegabytes: process.memoryUsage().heapUsed / 1e6, timers };
}

async function getMany(client: CoapBenchClient, count: number): Promise<void> {
  let left = count;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left--;
      await client.get();
    }
  };
  await Promise.all(Array.from({ length: outstanding }, worker));
}

async function ask(port: number): Promise<Asked> {
  const client = await stack.connect(port);
  await getMany(client, warmUp);
  const milliseconds = await timed(() => getMany(client, measured));
  await getMany(client, total - warmUp - measured);
  const megabyte = Buffer.alloc(1024 * 1024, 7);
  const times: number[] = [];
  for (let push = 0; push < pushes; push++) times.push(await timed(() => client.put(megabyte)));
  const pushMilliseconds = times.toSorted((a, b) => a - b)[Math.floor(pushes / 2)] ?? Number.NaN;
  return { getsPerSecond: (measured / milliseconds) * 1000, pushMilliseconds, holdings: holdings() };
}

function send(message: unknown): void {
  process.send?.(message);
}

if (role === "serve") {
  send(await stack.serve());
  process.on("message", () => {
    send(holdings());
  });
} else {
  send(await ask(Number(portText)));
  process.disconnect();
  process.exit(0);
}
