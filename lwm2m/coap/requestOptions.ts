import type { CoapRequest } from "./exchange.js";
import type { CoapOption } from "./message.js";
import { optionNumbers } from "./options.js";
import { textOption, uintOption } from "./optionValue.js";

/** The options of a request, in order. */
export function optionsOfRequest(request: CoapRequest): CoapOption[] {
  const options: CoapOption[] = [];
  if (request.observe !== undefined) options.push(uintOption(optionNumbers.observe, request.observe));
  for (const segment of request.path) options.push(textOption(optionNumbers.uriPath, segment));
  if (request.contentFormat !== undefined) {
    options.push(uintOption(optionNumbers.contentFormat, request.contentFormat));
  }
  for (const argument of request.query ?? []) options.push(textOption(optionNumbers.uriQuery, argument));
  if (request.accept !== undefined) options.push(uintOption(optionNumbers.accept, request.accept));
  return withOptions(options, request.otherOptions);
}

/** Both lists in order of their numbers. */
export function withOptions(options: CoapOption[], others: readonly CoapOption[] = []): CoapOption[] {
  return others.length === 0 ? options : [...options, ...others].sort((left, right) => left.number - right.number);
}

/** True for the options by which a body is cut and put together. */
export function isBlockwise(number: number): boolean {
  return (
    number === optionNumbers.block1 ||
    number === optionNumbers.block2 ||
    number === optionNumbers.size1 ||
    number === optionNumbers.size2
  );
}
