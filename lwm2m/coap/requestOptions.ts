import type { CoapRequest } from "./exchange.js";
import type { CoapOption } from "./message.js";
import { optionNumbers } from "./options.js";
import { readText, readUint, textOption, uintOption } from "./optionValue.js";

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

/** What the options of a request say. Block-wise options have done their work and are left out. */
export type RequestHead = Omit<CoapRequest, "code" | "payload" | "query"> & { readonly query: readonly string[] };

/** Reads the checked options of a request. */
export function readRequestOptions(options: readonly CoapOption[]): RequestHead {
  const path: string[] = [];
  const query: string[] = [];
  const others: CoapOption[] = [];
  let observe: number | undefined;
  let accept: number | undefined;
  let contentFormat: number | undefined;
  for (const option of options) {
    switch (option.number) {
      case optionNumbers.uriPath:
        path.push(readText(option.value) ?? "");
        break;
      case optionNumbers.uriQuery:
        query.push(readText(option.value) ?? "");
        break;
      case optionNumbers.observe:
        observe = readUint(option.value);
        break;
      case optionNumbers.accept:
        accept = readUint(option.value);
        break;
      case optionNumbers.contentFormat:
        contentFormat = readUint(option.value);
        break;
      default:
        if (!isBlockwise(option.number)) others.push(option);
    }
  }
  return {
    path,
    query,
    ...(observe === undefined ? {} : { observe }),
    ...(accept === undefined ? {} : { accept }),
    ...(contentFormat === undefined ? {} : { contentFormat }),
    ...(others.length === 0 ? {} : { otherOptions: others }),
  };
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
