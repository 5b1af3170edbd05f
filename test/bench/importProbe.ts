// Run in a process of its own: imports the module it is told of, and says how long that took and what stays on the heap.
const [, , module = ""] = process.argv;
globalThis.gc?.();
const before = process.memoryUsage().heapUsed;
const start = process.hrtime.bigint();
const kept: unknown = await import(module);
const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
globalThis.gc?.();
const heap = process.memoryUsage().heapUsed - before;
process.stdout.write(JSON.stringify({ milliseconds, heap, isKept: kept !== undefined }));
