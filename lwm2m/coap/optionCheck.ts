import type { CoapOption, MessageContent } from "./message.js";
import { isCritical, isRepeatable, optionOf, type OptionDefinition } from "./options.js";
import { readText } from "./optionValue.js";

/** The options of a message that count, and the first critical one that is not understood, with the reason. */
export interface CheckedOptions {
  readonly options: readonly CoapOption[];
  readonly refusal?: string;
}

/**
 * Tells options that are understood from others. A value of a length that the option cannot have, a repetition that it
 * does not allow, and text that is not UTF-8 are not understood either (RFC 7252 §5.4.3, §5.4.5).
 * Elective options that are not understood fall away where they would mislead, and are kept where they are unknown.
 */
export function checkOptions(message: MessageContent, alsoUnderstood: ReadonlySet<number>): CheckedOptions {
  let kept: CoapOption[] | undefined;
  let last = -1;
  for (const [index, option] of message.options.entries()) {
    const fault = faultOf(option, option.number === last, alsoUnderstood);
    last = option.number;
    if (fault === undefined) {
      kept?.push(option);
      continue;
    }
    if (isCritical(option.number)) return { options: [], refusal: fault };
    kept ??= message.options.slice(0, index);
  }
  return { options: kept ?? message.options };
}

function faultOf(option: CoapOption, isRepeated: boolean, alsoUnderstood: ReadonlySet<number>): string | undefined {
  const { number, value } = option;
  const definition = optionOf(number);
  if (definition === undefined) {
    return !isCritical(number) || alsoUnderstood.has(number) ? undefined : `Option ${number} is not understood.`;
  }
  if (isRepeated && !isRepeatable(definition)) return `Option ${definition.name} stands more than once.`;
  if (value.length > definition.maximum) {
    return `Option ${definition.name} has ${value.length} bytes; ${definition.maximum} is the most.`;
  }
  if (definition.format === "string" && readText(value) === undefined) return `Option ${definition.name} is not UTF-8.`;
  return needsHandler(definition) && !alsoUnderstood.has(number)
    ? `Option ${definition.name} is not supported.`
    : undefined;
}

/** Conditional requests (RFC 7252 §5.10.8) are for the handler to decide, if it knows of them. */
function needsHandler({ name }: OptionDefinition): boolean {
  return name === "If-Match" || name === "If-None-Match";
}
