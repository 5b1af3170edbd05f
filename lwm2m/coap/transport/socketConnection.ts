import type { Socket } from "node:net";
import type { Clock } from "../../base/clock.js";
import type { Address } from "../../base/datagram.js";
import { Emitter } from "../../base/event.js";
import { withoutMapping } from "./mappedAddress.js";
import type { Connection } from "./connection.js";
import { connectionFault } from "./connectionFault.js";

/** From so many bytes that wait here on, what the peer sends waits there, until these have gone. */
const pauseFrom = 1024 * 1024;

/** How long a peer has to take what was sent before the end. Milliseconds. */
const lastTime = 5000;

/** A connection over a socket that is connected. */
export function socketConnection(socket: Socket, clock: Clock): Connection {
  const data = new Emitter<Uint8Array>();
  const ends = new Emitter<string>();
  let isOpen = true;
  let fault: string | undefined;
  socket.setNoDelay(true);
  socket.on("data", (buffer) => {
    if (isOpen) data.fire(new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength));
  });
  socket.on("drain", () => {
    socket.resume();
  });
  socket.on("error", (error) => {
    fault ??= connectionFault(error);
  });
  socket.on("close", () => {
    if (!isOpen) return;
    isOpen = false;
    ends.fire(fault ?? "The peer closed it.");
    ends.dispose();
    data.dispose();
  });
  const leave = (): void => {
    isOpen = false;
    data.dispose();
    ends.dispose();
    // What still comes is of no use, and must not keep the socket from ending.
    socket.resume();
  };
  return {
    localAddress: addressOf(socket.localAddress, socket.localPort),
    peer: addressOf(socket.remoteAddress, socket.remotePort),
    send: (bytes) => {
      if (!isOpen || socket.destroyed) return;
      socket.write(bytes);
      if (socket.writableLength > pauseFrom) socket.pause();
    },
    get backlog() {
      return socket.writableLength;
    },
    onData: data.event,
    onEnd: ends.event,
    close: () => {
      if (!isOpen) return;
      leave();
      const deadline = clock.after(lastTime, () => {
        socket.destroy();
      });
      socket.once("close", () => {
        deadline.dispose();
      });
      socket.end();
    },
    cut: () => {
      if (!isOpen) return;
      leave();
      socket.destroy();
    },
  };
}

function addressOf(host: string | undefined, port: number | undefined): Address {
  return { host: withoutMapping(host ?? ""), port: port ?? 0 };
}
