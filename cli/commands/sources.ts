import { basename, dirname, extname, resolve } from "node:path";
import { nearest } from "../../lwm2m/base/nearest.js";
import { hasNoElement, recognize } from "../../lwm2m/definition/recognize.js";
import { findFiles } from "../files/findFiles.js";
import { readStandardInput, readText } from "../files/readText.js";
import type { Decoded } from "../files/decode.js";
import type { Io } from "../io.js";
import { displayPath, fileNamer } from "../report/fileAddress.js";
import type { TroubleList } from "./troubles.js";

/** The text of an object definition, from a file or from standard input. */
export interface Source {
  readonly absolutePath: string;
  /** The folder that it is in. */
  readonly folder: string;
  /** How it is named to the user. */
  readonly path: string;
  /** The file's own name; undefined for standard input without a name. */
  readonly fileName: string | undefined;
  readonly text: string;
  readonly isStandardInput: boolean;
}

/** What the arguments of a command stand for. */
export interface SourceRequest {
  /** Files, folders, glob patterns, or `-` for standard input; empty for the current folder. */
  readonly targets: readonly string[];
  /** The name that standard input stands for. */
  readonly stdinFilename: string | undefined;
}

/** What was passed over while reading. */
export interface PassedOver {
  otherFiles: number;
  /** Called for a file whose name says XML and that has no element, for a command that must miss no definition. */
  readonly onNoElement?: (absolutePath: string) => void;
}

/**
 * Reads the object definitions that arguments stand for, one after the other. Whatever cannot be read becomes a
 * trouble; whatever is no object definition is counted, and named on standard error if the user has named it.
 */
export async function* readSources(
  { targets, stdinFilename }: SourceRequest,
  io: Io,
  troubles: TroubleList,
  passedOver: PassedOver,
): AsyncGenerator<Source> {
  const files = targets.filter((target) => target !== "-");
  if (files.length < targets.length) {
    const absolutePath = resolve(io.cwd, stdinFilename ?? "stdin.xml");
    const path = stdinFilename === undefined ? "<stdin>" : displayPath(absolutePath, io.cwd);
    const fileName = stdinFilename === undefined ? undefined : basename(absolutePath);
    const source = { absolutePath, folder: dirname(absolutePath), path, fileName, isStandardInput: true };
    const text = definitionText(await readStandardInput(io.stdin), source, true, troubles, passedOver);
    if (text !== undefined) yield { ...source, text };
  }
  const wanted = targets.length === 0 ? ["."] : files;
  const nameOf = fileNamer(io.cwd);
  for (const found of findFiles(wanted, io)) {
    if (found.kind === "problem") {
      troubles.add(found.path, found.message);
      continue;
    }
    const folder = dirname(found.path);
    const fileName = basename(found.path);
    const source = {
      absolutePath: found.path,
      folder,
      path: nameOf(folder, fileName),
      fileName,
      isStandardInput: false,
    };
    const text = definitionText(readText(found.path), source, found.isNamed, troubles, passedOver);
    if (text !== undefined) yield { ...source, text };
  }
}

/** The text, if it is one and is an object definition. */
function definitionText(
  read: Decoded,
  { absolutePath, path, isStandardInput }: Omit<Source, "text">,
  isNamed: boolean,
  troubles: TroubleList,
  passedOver: PassedOver,
): string | undefined {
  if ("problem" in read) {
    // A pattern such as ** matches pictures too, which nobody asked to check.
    if (read.isBinary && !isNamed && !hasXmlName(path)) passedOver.otherFiles++;
    else troubles.add(absolutePath, read.problem);
    return undefined;
  }
  const reason = otherKind(read.text, { isNamed, isMeantAsXml: isStandardInput || hasXmlName(path) });
  if (reason === undefined) return read.text;
  passedOver.otherFiles++;
  if (isNamed) troubles.note(path, reason);
  else if (hasXmlName(path) && hasNoElement(read.text)) passedOver.onNoElement?.(absolutePath);
  return undefined;
}

function hasXmlName(path: string): boolean {
  return extname(path).toLowerCase() === ".xml";
}

/** Why a text is no object definition; undefined if it is one, or if the user who named it meant one. */
function otherKind(
  text: string,
  { isNamed, isMeantAsXml }: { readonly isNamed: boolean; readonly isMeantAsXml: boolean },
): string | undefined {
  const recognized = recognize(text);
  if (recognized.kind === "definition") return undefined;
  if (recognized.kind === "reusableResources") {
    return "This is a list of reusable resources, no object definition; it was passed over.";
  }
  const { rootName } = recognized;
  if (rootName === undefined) {
    return isNamed && isMeantAsXml ? undefined : "This is no XML; it was passed over.";
  }
  const isMisspelled = nearest(rootName.replace(/^.*:/u, ""), ["LWM2M"]) !== undefined;
  if (isNamed && isMisspelled) return undefined;
  return `This is no object definition, as its root element is ${rootName.slice(0, 100)}; it was passed over.`;
}
