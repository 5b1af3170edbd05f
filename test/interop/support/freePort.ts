import { createSocket } from "node:dgram";

/** A UDP port of the loopback interface that nobody has, with the one above it free as well; for peers that need one. */
export async function freePortPair(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = 20_000 + Math.floor(Math.random() * 20_000) * 2;
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
  throw new Error("There is no free pair of ports on the loopback interface.");
}

/** Waits until somebody has taken a port: a datagram server says nothing when it is ready. */
export async function untilTaken(port: number): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (!(await isFree(port))) return;
    await new Promise((again) => setTimeout(again, 100));
  }
  throw new Error("The peer has not taken its port within a minute.");
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket("udp4");
    socket.once("error", () => {
      socket.close();
      resolve(false);
    });
    socket.bind(port, "127.0.0.1", () => {
      socket.close(() => {
        resolve(true);
      });
    });
  });
}
