import { readBlock, type Block } from "./block.js";
import type { CoapOption, MessageContent } from "./message.js";
import { optionNumbers } from "./options.js";
import { readText, readUint } from "./optionValue.js";
import type { CoapSession, IncomingRequest } from "./session.js";

/** What a request message says, to the handler and to the layer that puts blocks together. */
export interface ReadRequest {
  readonly request: IncomingRequest;
  readonly block1: Block | undefined;
  readonly block2: Block | undefined;
  /** How long the whole body of the request will be. */
  readonly size1: number | undefined;
  /** True if the peer wants to know how long the response will be. */
  readonly asksSize: boolean;
  /** True if it is meant for another server. */
  readonly isForProxy: boolean;
}

type Writable<Type> = { -readonly [Member in keyof Type]: Type[Member] };

/** Reads a request and its checked options. */
export function readRequest(
  session: CoapSession,
  message: MessageContent,
  options: readonly CoapOption[],
): ReadRequest {
  const { code, token, payload } = message;
  const path: string[] = [];
  const query: string[] = [];
  const request: Writable<IncomingRequest> = { session, code, token, path, query, payload };
  let otherOptions: CoapOption[] | undefined;
  let block1: Block | undefined;
  let block2: Block | undefined;
  let size1: number | undefined;
  let asksSize = false;
  let isForProxy = false;
  for (const option of options) {
    const { number, value } = option;
    switch (number) {
      case optionNumbers.uriPath:
        path.push(readText(value) ?? "");
        break;
      case optionNumbers.uriQuery:
        query.push(readText(value) ?? "");
        break;
      case optionNumbers.observe:
        request.observe = readUint(value);
        break;
      case optionNumbers.accept:
        request.accept = readUint(value);
        break;
      case optionNumbers.contentFormat:
        request.contentFormat = readUint(value);
        break;
      case optionNumbers.block1:
        block1 = readBlock(value);
        break;
      case optionNumbers.block2:
        block2 = readBlock(value);
        break;
      case optionNumbers.size1:
        size1 = readUint(value);
        break;
      case optionNumbers.size2:
        asksSize = true;
        break;
      case optionNumbers.proxyUri:
      case optionNumbers.proxyScheme:
        isForProxy = true;
        break;
      default:
        otherOptions ??= [];
        otherOptions.push(option);
    }
  }
  if (otherOptions !== undefined) request.otherOptions = otherOptions;
  return { request, block1, block2, size1, asksSize, isForProxy };
}
