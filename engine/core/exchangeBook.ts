import { BoundedMap } from "../../lwm2m/base/boundedMap.js";
import { toHex } from "../../lwm2m/base/bytes.js";
import type { Channel } from "../../lwm2m/coap/channel.js";
import { isRequestCode, isResponseCode } from "../../lwm2m/coap/codes.js";
import type { MessageContent } from "../../lwm2m/coap/message.js";
import { optionNumbers } from "../../lwm2m/coap/options.js";
import { readBlock } from "../../lwm2m/coap/block.js";
import { readText } from "../../lwm2m/coap/optionValue.js";
import type { TappedMessage } from "../../lwm2m/coap/session.js";

/** What a message is about, which a response itself does not say. */
export interface MessageSubject {
  /** The path of the request, as segments; undefined if the request is not known. */
  readonly path: readonly string[] | undefined;
  /** True for one block of several, which makes no sense alone. */
  readonly isPart: boolean;
}

/** So many exchanges are remembered for each channel. */
const mostExchanges = 300;

/** Which request each response belongs to, by channel, direction and token (RFC 7252 §5.3.2). */
export class ExchangeBook {
  readonly #paths = new WeakMap<Channel, BoundedMap<string, readonly string[]>>();

  /** To be called with every message, in their order. */
  subjectOf({ channel, direction, message }: TappedMessage): MessageSubject {
    if (message === undefined) return { path: undefined, isPart: false };
    const isPart = isPartOfSeveral(message);
    const token = toHex(message.token);
    if (isRequestCode(message.code)) {
      const path = pathOf(message);
      this.#of(channel).set(`${direction} ${token}`, path);
      return { path, isPart };
    }
    if (!isResponseCode(message.code)) return { path: undefined, isPart };
    const asked = direction === "in" ? "out" : "in";
    return { path: this.#of(channel).touch(`${asked} ${token}`), isPart };
  }

  #of(channel: Channel): BoundedMap<string, readonly string[]> {
    const known = this.#paths.get(channel);
    if (known !== undefined) return known;
    const made = new BoundedMap<string, readonly string[]>(mostExchanges);
    this.#paths.set(channel, made);
    return made;
  }
}

function pathOf({ options }: MessageContent): readonly string[] {
  return options
    .filter(({ number }) => number === optionNumbers.uriPath)
    .map(({ value }) => readText(value) ?? `0x${toHex(value)}`);
}

function isPartOfSeveral({ code, options }: MessageContent): boolean {
  const wanted = isRequestCode(code) ? optionNumbers.block1 : optionNumbers.block2;
  const option = options.find(({ number }) => number === wanted);
  if (option === undefined) return false;
  const block = readBlock(option.value);
  return block.more || block.number > 0;
}
