import { connect, createServer } from "node:net";
import { openStreamClient, type ConnectOutcome, type StreamClientSetup } from "./streamClient.js";
import { openStreamServer, type StreamServer, type StreamServerSetup } from "./streamServer.js";

/**
 * Accepts CoAP over TCP (RFC 8323).
 * @throws {TransportError} if the port cannot be opened
 */
export function listenTcp(setup: StreamServerSetup): Promise<StreamServer> {
  const server = createServer();
  return openStreamServer(
    {
      server,
      transport: "tcp",
      onReady: (ready) => {
        server.on("connection", (socket) => {
          ready(socket, undefined);
        });
      },
    },
    setup,
  );
}

/** Opens a connection for CoAP over TCP. To open it again when it ends, and to keep it alive, is the caller's business. */
export function connectTcp(setup: StreamClientSetup): Promise<ConnectOutcome> {
  const { host, port } = setup.to;
  const socket = connect({ host, port });
  return openStreamClient(
    { socket, transport: "tcp", readyEvent: "connect", identify: () => ({ identity: undefined }) },
    setup,
  );
}
