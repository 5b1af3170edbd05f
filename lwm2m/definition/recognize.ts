import { skipName, skipWhiteSpace } from "./xml/characters.js";

/** What an XML text is, judged by its first tags alone, so that it may be incomplete. */
export type Recognized =
  | { readonly kind: "definition" }
  /** OMA's Common.xml: the same root element, but reusable resources without an object. */
  | { readonly kind: "reusableResources" }
  /** The name of the root element; undefined if there is no element. */
  | { readonly kind: "other"; readonly rootName: string | undefined };

const rootName = "LWM2M";

/** Tells object definitions from other XML. Reads the text up to its second tag at most; never throws. */
export function recognize(text: string): Recognized {
  const root = nextTag(text, 0);
  if (root?.name !== rootName) return { kind: "other", rootName: root?.name };
  const object = nextTag(text, root.end);
  const isCommon = object?.name === "Object" && text.slice(object.start, object.end).includes("CommonResources");
  return { kind: isCommon ? "reusableResources" : "definition" };
}

/** True if the first element is `LWM2M`, also while the file is incomplete, and it is not OMA's Common.xml. */
export function recognizesDefinition(text: string): boolean {
  return recognize(text).kind === "definition";
}

/** Why a file of that name should be looked at: it may be a definition that was cut off or emptied. */
export const noElement =
  "There is no XML element in this file, so that nothing says whether it is a definition; correct it or remove it.";

/** True for a text that shows nothing of what it is. */
export function hasNoElement(text: string): boolean {
  const recognized = recognize(text);
  return recognized.kind === "other" && recognized.rootName === undefined;
}

interface Tag {
  readonly name: string;
  readonly start: number;
  /** Behind the `>`, or where the next tag starts if there is none. */
  readonly end: number;
}

/** The first start tag behind `from`; comments, instructions and declarations are skipped. */
function nextTag(text: string, from: number): Tag | undefined {
  let start = text.indexOf("<", from);
  while (start !== -1) {
    const nameEnd = skipName(text, start + 1);
    if (nameEnd > start + 1) return { name: text.slice(start + 1, nameEnd), start, end: endOfTag(text, nameEnd) };
    start = text.indexOf("<", endOfOther(text, start));
  }
  return undefined;
}

function endOfTag(text: string, from: number): number {
  const close = text.indexOf(">", from);
  const open = text.indexOf("<", from);
  if (close === -1 || (open !== -1 && open < close)) return open === -1 ? text.length : open;
  return close + 1;
}

/** What is no element although it may hold what looks like tags; a DOCTYPE has declarations between brackets. */
const passedOver = [
  { start: "<!--", end: "-->" },
  { start: "<![CDATA[", end: "]]>" },
  { start: "<?", end: "?>" },
] as const;

/** The end of something at a `<` that is no start tag. */
function endOfOther(text: string, start: number): number {
  if (text.startsWith("<!DOCTYPE", start)) return endOfDoctype(text, start);
  const markup = passedOver.find((other) => text.startsWith(other.start, start));
  if (markup === undefined) return skipWhiteSpace(text, start + 1);
  const end = text.indexOf(markup.end, start + markup.start.length);
  return end === -1 ? definitionBehind(text, start) : end + markup.end.length;
}

function endOfDoctype(text: string, start: number): number {
  const close = text.indexOf(">", start);
  if (close === -1) return definitionBehind(text, start);
  if (!text.slice(start, close).includes("[")) return close + 1;
  const end = text.indexOf("]", start);
  return end === -1 ? definitionBehind(text, start) : end + 1;
}

/** What is at `from` is still being typed and has no end: all that matters is whether a definition follows. */
function definitionBehind(text: string, from: number): number {
  const root = text.indexOf(`<${rootName}`, from);
  return root === -1 ? text.length : root;
}
