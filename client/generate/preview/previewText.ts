import { counted } from "../../../lwm2m/base/words.js";
import type { BindingsPreview, BindingTrouble } from "../../../server/protocol.js";

/**
 * What a preview shows: the text that would be written. While the definition is broken, the last good text stays under a
 * line that says so.
 * @param file how the definition is called: `3303.xml`
 */
export function previewText({ text, troubles }: BindingsPreview, lastGood: string | undefined, file: string): string {
  if (text !== undefined) return text;
  const errors = troubles.filter(({ level }) => level === "error");
  const [first] = errors;
  if (lastGood === undefined) {
    const lines = errors.map((trouble) => comment(`- ${placed(trouble)}`));
    return [comment(`Nothing can be generated from ${file} yet:`), ...lines, ""].join("\n");
  }
  const more = errors.length < 2 ? "" : ` And ${counted(errors.length - 1, "more problem")}.`;
  const reason = first === undefined ? file : `${file}, ${placed(first)}${more}`;
  return `${comment(`Not up to date. ${reason}`)}\n${lastGood}`;
}

/** The message with its line, as editors count it. */
function placed({ range, message }: BindingTrouble): string {
  return range === undefined ? message : `line ${range.start.line + 1}: ${message}`;
}

/** A comment of one line, whatever the text. */
function comment(text: string): string {
  return `// ${text.replaceAll(/[\r\n\u2028\u2029]+/gu, " ")}`;
}
