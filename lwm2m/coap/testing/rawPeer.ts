import type { Address } from "../../base/datagram.js";
import type { SimulatedNetwork, SimulatedSocket } from "../../base/testing/simulatedNetwork.js";
import { blockOf, type Block } from "../block.js";
import { decodeMessage, encodeMessage } from "../codec.js";
import type { CoapMessage } from "../message.js";

/** A peer without a CoAP layer: a test says what it sends, and sees what comes. */
export class RawPeer {
  readonly received: CoapMessage[] = [];
  readonly #socket: SimulatedSocket;
  readonly #to: Address;
  /** Called with each message that comes. */
  answer: (message: CoapMessage) => void = () => undefined;

  constructor(network: SimulatedNetwork, address: Address, to: Address) {
    this.#to = to;
    this.#socket = network.socket(address.host, address.port);
    this.#socket.onDatagram(({ data }) => {
      const { message } = decodeMessage(data);
      if (message === undefined) throw new Error("Our side sent no CoAP message.");
      this.received.push(message);
      this.answer(message);
    });
  }

  /** Sends a message; what is not said is empty. */
  send(message: Pick<CoapMessage, "type" | "code" | "messageId"> & Partial<CoapMessage>): void {
    const empty = { token: new Uint8Array(0), options: [], payload: new Uint8Array(0) };
    this.sendBytes(encodeMessage({ ...empty, ...message }));
  }

  sendBytes(data: Uint8Array): void {
    this.#socket.send(data, this.#to);
  }

  /** Sends a response in the acknowledgment of a request. */
  acknowledge(request: CoapMessage, response: Pick<CoapMessage, "code"> & Partial<CoapMessage>): void {
    this.send({ token: request.token, ...response, type: "ACK", messageId: request.messageId });
  }

  /** The last message that came. */
  get last(): CoapMessage {
    const last = this.received.at(-1);
    if (last === undefined) throw new Error("Nothing has come.");
    return last;
  }
}

/** A Block option of a message that must have one. */
export function mustBlock(message: CoapMessage, option: number): Block {
  const block = blockOf(message, option);
  if (block === undefined) throw new Error("The message has no such block.");
  return block;
}
