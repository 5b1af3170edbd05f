import assert from "node:assert/strict";
import { test } from "node:test";
import type { Address } from "../../base/datagram.js";
import { seededBytes } from "../../base/testing/seededBytes.js";
import { SimulatedClock } from "../../base/testing/simulatedClock.js";
import { SimulatedNetwork, type SimulatedSocket } from "../../base/testing/simulatedNetwork.js";
import type { Channel } from "../channel.js";
import { createUdpTransport, type UdpTransport } from "./udp.js";

const us: Address = { host: "192.0.2.1", port: 5683 };
const peer = (number: number): Address => ({ host: `192.0.2.${10 + number}`, port: 5683 });

interface Setup {
  readonly clock: SimulatedClock;
  readonly transport: UdpTransport;
  readonly channels: Channel[];
  readonly heard: string[];
  readonly ends: string[];
  readonly socketOf: (number: number) => SimulatedSocket;
}

function setUp(maximumChannels?: number): Setup {
  const clock = new SimulatedClock();
  const network = new SimulatedNetwork(clock, seededBytes(1));
  const [channels, heard, ends]: [Channel[], string[], string[]] = [[], [], []];
  const transport = createUdpTransport({
    socket: network.socket(us.host, us.port),
    clock,
    onChannel: (channel) => {
      channels.push(channel);
      channel.onData((data) => heard.push(`${channel.peer.host} ${[...data].join()}`));
      channel.onEnd((reason) => ends.push(`${channel.peer.host} ${reason}`));
    },
    ...(maximumChannels === undefined ? {} : { maximumChannels }),
  });
  return { clock, transport, channels, heard, ends, socketOf: (number) => network.socket(peer(number).host, 5683) };
}

test("each peer has one channel, whoever begins", async () => {
  const { clock, transport, channels, heard, socketOf } = setUp();
  const sockets = [socketOf(0), socketOf(1)];
  const ours = transport.channelTo(peer(1));
  for (const [index, socket] of sockets.entries()) {
    socket.send(Uint8Array.of(index), us);
    socket.send(Uint8Array.of(index + 10), us);
  }
  await clock.advance(10);
  assert.deepEqual(heard, ["192.0.2.10 0", "192.0.2.10 10"]);
  const [theirs] = channels;
  assert.equal(channels.length, 1);
  assert.equal(transport.channelTo(peer(0)), theirs);
  assert.equal(transport.channelTo(peer(1)), ours);
  assert.deepEqual(
    [ours.isOutgoing, theirs?.isOutgoing, ours.transport, ours.identity],
    [true, false, "udp", undefined],
  );
  assert.notEqual(ours.id, theirs?.id);
  const back: number[] = [];
  sockets[1]?.onDatagram(({ data }) => back.push(...data));
  ours.send(Uint8Array.of(7));
  await clock.advance(10);
  assert.deepEqual(back, [7]);
});

test("a peer that comes again after its channel was closed has a new one", async () => {
  const { clock, channels, ends, socketOf } = setUp();
  const socket = socketOf(0);
  for (let round = 0; round < 2; round++) {
    socket.send(Uint8Array.of(1), us);
    await clock.advance(10);
    channels[round]?.close();
    channels[round]?.close();
    channels[round]?.send(Uint8Array.of(1));
  }
  assert.equal(channels.length, 2);
  assert.deepEqual(ends, ["192.0.2.10 We closed it.", "192.0.2.10 We closed it."]);
});

test("the channel that was idle for longest makes room, but none that has work or was heard just now", async () => {
  const { clock, channels, ends, socketOf } = setUp(3);
  const sockets = [0, 1, 2, 3, 4, 5].map(socketOf);
  const send = async (number: number, wait: number): Promise<void> => {
    sockets[number]?.send(Uint8Array.of(number), us);
    await clock.advance(wait);
  };
  for (const number of [0, 1, 2, 1]) await send(number, 3000);
  channels[0]?.keepWhile?.(() => true);
  await send(3, 1000);
  assert.deepEqual(ends, ["192.0.2.12 It was idle, and another peer needed its place."]);
  await send(1, 1000);
  await send(4, 6000);
  assert.equal(channels.length, 4);
  await send(4, 1000);
  assert.equal(channels.length, 5);
  assert.equal(ends.length, 2);
  assert.ok(!ends.some((end) => end.startsWith("192.0.2.10 ")));
});

test("a flood of strangers leaves no more channels than there may be", async () => {
  const { clock, channels, ends, socketOf } = setUp(10);
  for (let number = 0; number < 200; number++) {
    socketOf(number % 200).send(Uint8Array.of(1), us);
    await clock.advance(1000);
  }
  assert.equal(channels.length - ends.length, 10);
  assert.ok(channels.length > 100);
});

test("the transport ends its channels and the socket", async () => {
  const { clock, transport, channels, heard, ends, socketOf } = setUp();
  const socket = socketOf(0);
  socket.send(Uint8Array.of(1), us);
  await clock.advance(10);
  transport.dispose();
  transport.dispose();
  socket.send(Uint8Array.of(2), us);
  await clock.advance(10);
  assert.deepEqual([channels.length, heard.length, ends], [1, 1, ["192.0.2.10 The socket was closed."]]);
});
