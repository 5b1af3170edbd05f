// A process of its own that outlives the session by a moment and cleans up behind it, however it ended:
// node guard.mjs MARK FOLDER. It waits for the end of its standard input, which the system closes even when the
// session is killed, then ends the marked processes and removes the temporary folder.
import { rm } from "node:fs/promises";
import { endMarkedProcesses } from "./markedProcesses.mjs";

const [mark, folder] = process.argv.slice(2);
if (mark === undefined || folder === undefined) throw new Error("Usage: node guard.mjs MARK FOLDER");

// The guard must survive what ends the others.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => undefined);

process.stdin.resume();
await new Promise((resolve) => process.stdin.once("close", resolve));
await endMarkedProcesses(mark, { patience: 3000 });
await rm(folder, { recursive: true, force: true, maxRetries: 5 });
