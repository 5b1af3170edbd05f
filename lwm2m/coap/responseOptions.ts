import { codeOf } from "./codes.js";
import type { CoapResponse } from "./exchange.js";
import type { CoapOption } from "./message.js";
import { optionNumbers } from "./options.js";
import { readText, readUint, textOption, uintOption } from "./optionValue.js";
import { isBlockwise, withOptions } from "./requestOptions.js";

const tooLarge = codeOf("Request Entity Too Large");

/** The options of a response, in order. */
export function optionsOfResponse(response: CoapResponse): CoapOption[] {
  const options: CoapOption[] = [];
  if (response.etag !== undefined) options.push({ number: optionNumbers.etag, value: response.etag });
  if (response.observe !== undefined) options.push(uintOption(optionNumbers.observe, response.observe));
  for (const segment of response.locationPath ?? []) options.push(textOption(optionNumbers.locationPath, segment));
  if (response.contentFormat !== undefined) {
    options.push(uintOption(optionNumbers.contentFormat, response.contentFormat));
  }
  if (response.maxAge !== undefined) options.push(uintOption(optionNumbers.maxAge, response.maxAge));
  return withOptions(options, response.otherOptions);
}

/** The response that a code, checked options and a whole body make. */
export function readResponse(code: number, options: readonly CoapOption[], payload: Uint8Array): CoapResponse {
  const response: { -readonly [Member in keyof CoapResponse]: CoapResponse[Member] } = { code, payload };
  let locationPath: string[] | undefined;
  let otherOptions: CoapOption[] | undefined;
  for (const option of options) {
    switch (option.number) {
      case optionNumbers.etag:
        response.etag = option.value;
        break;
      case optionNumbers.observe:
        response.observe = readUint(option.value);
        break;
      case optionNumbers.locationPath:
        locationPath ??= [];
        locationPath.push(readText(option.value) ?? "");
        break;
      case optionNumbers.contentFormat:
        response.contentFormat = readUint(option.value);
        break;
      case optionNumbers.maxAge:
        response.maxAge = readUint(option.value);
        break;
      default:
        // How much a peer takes that found a request too large is worth knowing (RFC 7959 §4); the rest is done with.
        if (isBlockwise(option.number) && !(code === tooLarge && option.number === optionNumbers.size1)) break;
        otherOptions ??= [];
        otherOptions.push(option);
    }
  }
  if (locationPath !== undefined) response.locationPath = locationPath;
  if (otherOptions !== undefined) response.otherOptions = otherOptions;
  return response;
}
