import { mkdtempSync, rmSync } from "node:fs";
import { createServer, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";

/** The two ends of a local socket. */
export interface ConnectedSockets {
  /** The end that was accepted. */
  readonly near: Socket;
  readonly far: Socket;
}

/** Makes pairs of connected local sockets, as the engine and its clients have them; they live as long as the test. */
export function socketPairs(t: TestContext): () => Promise<ConnectedSockets> {
  const folder = mkdtempSync(join(tmpdir(), "lwm2m-sockets-"));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  let count = 0;
  return () =>
    new Promise((resolve, reject) => {
      count += 1;
      const path = join(folder, `${count}.sock`);
      const server = createServer((near) => {
        server.close();
        t.after(() => {
          near.destroy();
          far.destroy();
        });
        resolve({ near, far });
      });
      let far: Socket;
      server.once("error", reject);
      server.listen(path, () => {
        far = connect(path);
        far.on("error", () => undefined);
      });
    });
}
