import { blockOf, blockOption, lastBlockNumber } from "../block.js";
import { codeLabel, codeOf, isSuccess } from "../codes.js";
import type { CoapOption } from "../message.js";
import { optionNumbers } from "../options.js";
import { withOptions } from "../requestOptions.js";
import { uintOption } from "../optionValue.js";
import type { ExchangeOutcome } from "./exchanges.js";
import { sendPersistently, withSizeAsked, type Part, type Transfer } from "./transferParts.js";

interface Upload {
  readonly options: CoapOption[];
  readonly payload: Uint8Array;
  /** Bytes a block. */
  readonly size: number;
}

const tooLarge = codeOf("Request Entity Too Large");
const incomplete = codeOf("Request Entity Incomplete");

/** Sends the body of a request in blocks (RFC 7959 §2.5), as small as the peer wants them. */
export async function upload(work: Transfer, { options, payload, size }: Upload): Promise<ExchangeOutcome> {
  const total = payload.length;
  let blockSize = size;
  let offset = 0;
  let mayRestart = true;
  for (;;) {
    const end = Math.min(offset + blockSize, total);
    const more = end < total;
    const number = offset / blockSize;
    if (number > lastBlockNumber) return broken(`A body of ${total} bytes is too long for blocks of ${blockSize}.`);
    const block1 = blockOption(optionNumbers.block1, { number, more, size: blockSize });
    const blockOptions = withOptions(
      options,
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
    const answered = blockOf(outcome.message, optionNumbers.block1);
    const said = answered === "reserved" ? undefined : answered;
    // RFC 7959 §2.9.3: too large, but smaller blocks would do.
    if (code === tooLarge && said !== undefined && said.size < blockSize) {
      blockSize = said.size;
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
    if (said.size < blockSize) blockSize = said.size;
    work.onProgress?.({ direction: "up", bytes: offset, total });
  }
}

function broken(reason: string): ExchangeOutcome {
  return { kind: "broken", reason };
}
