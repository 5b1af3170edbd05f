import { blockOf, blockOption, lastBlockNumber } from "../block.js";
import { codeLabel, codeOf, isSuccess } from "../codes.js";
import type { CoapOption } from "../message.js";
import { optionNumbers } from "../options.js";
import { withOptions } from "../requestOptions.js";
import { uintOption } from "../optionValue.js";
import type { ExchangeOutcome } from "./exchanges.js";
import { blocksOf, type Cut } from "./room.js";
import { sendPersistently, withSizeAsked, type Part, type Transfer } from "./transferParts.js";

interface Upload {
  readonly options: CoapOption[];
  readonly payload: Uint8Array;
  readonly cut: Cut;
}

const tooLarge = codeOf("Request Entity Too Large");
const incomplete = codeOf("Request Entity Incomplete");

/** Sends the body of a request in blocks (RFC 7959 §2.5), as small as the peer wants them. */
export async function upload(work: Transfer, { options, payload, cut }: Upload): Promise<ExchangeOutcome> {
  const total = payload.length;
  work.tag.take();
  const tagged = withOptions(options, work.tag.options);
  let { size, length, isBert } = cut;
  const useBlocksOf = (smaller: number): void => {
    ({ size, length, isBert } = blocksOf(smaller));
  };
  let offset = 0;
  let mayRestart = true;
  for (;;) {
    const end = Math.min(offset + length, total);
    const more = end < total;
    const number = offset / size;
    if (number > lastBlockNumber) return broken(`A body of ${total} bytes is too long for blocks of ${size}.`);
    const block1 = blockOption(optionNumbers.block1, { number, more, size, isBert });
    const blockOptions = withOptions(
      tagged,
      offset === 0 ? [block1, uintOption(optionNumbers.size1, total)] : [block1],
    );
    const part: Part = {
      options: more ? blockOptions : withSizeAsked(work, blockOptions),
      payload: payload.subarray(offset, end),
      stage: more ? "up" : "last",
    };
    const outcome = await (more && offset > 0 ? sendPersistently(work, part) : work.send(part));
    if (outcome.kind !== "response") return outcome;
    const { code } = outcome.message;
    const said = blockOf(outcome.message, optionNumbers.block1);
    const wantsSmaller = said !== undefined && said.isBert !== true && (isBert || said.size < size);
    // RFC 7959 §2.9.3: too large, but smaller blocks would do.
    if (code === tooLarge && wantsSmaller) {
      useBlocksOf(said.size);
      offset = 0;
      continue;
    }
    // RFC 7959 §2.9.2: the peer has lost what it had, which it may have had to.
    if (code === incomplete && offset > 0 && mayRestart) {
      mayRestart = false;
      offset = 0;
      continue;
    }
    if (!more || !isSuccess(code)) {
      if (isSuccess(code)) work.onProgress?.({ direction: "up", bytes: total, total });
      return outcome;
    }
    if (said === undefined) {
      return broken(`The peer answered ${codeLabel(code)} to block ${number}, as if it were the whole body.`);
    }
    if (said.number !== number && said.number * said.size !== offset) {
      return broken(`The peer acknowledged block ${said.number} when block ${number} was sent.`);
    }
    offset = end;
    if (wantsSmaller) useBlocksOf(said.size);
    work.onProgress?.({ direction: "up", bytes: offset, total });
  }
}

function broken(reason: string): ExchangeOutcome {
  return { kind: "broken", reason };
}
