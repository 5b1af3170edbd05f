import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { readFileSync } from "node:fs";
import { messageOf } from "../base/errorText.js";

/** The TypeScript of the runtime by path, `index.ts`, `internal/codec/tlv.ts`; imports end in `.js`. */
export type RuntimeTexts = ReadonlyMap<string, string>;

/** The file beside the programs that has it. */
export const packedRuntimeName = "runtime.json.br";

/** Why generated files cannot get their runtime: the installation is damaged. */
export class RuntimeTextsError extends Error {
  override readonly name = "RuntimeTextsError";
}

/** More bytes than this are none of ours: they must not fill the memory. */
const maximumLength = 4 * 1024 * 1024;

/** The bytes of the file. */
export function packRuntimeTexts(texts: RuntimeTexts): Uint8Array {
  return brotliCompressSync(JSON.stringify([...texts]), {
    params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
  });
}

/**
 * Reads the file.
 * @throws {RuntimeTextsError} with a sentence for the user, if it cannot be read or is no such file
 */
export function readRuntimeTexts(path: string): RuntimeTexts {
  try {
    return textsOf(
      JSON.parse(brotliDecompressSync(readFileSync(path), { maxOutputLength: maximumLength }).toString("utf8")),
    );
  } catch (cause) {
    const reason = messageOf(cause);
    const message = `The runtime for generated files cannot be read: ${reason}. Install LwM2M Workbench again.`;
    throw new RuntimeTextsError(message, { cause });
  }
}

function textsOf(value: unknown): RuntimeTexts {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [];
  const texts = entries.flatMap((entry): readonly (readonly [string, string])[] => {
    const pair: readonly unknown[] = Array.isArray(entry) ? entry : [];
    const [path, text] = pair;
    return typeof path === "string" && typeof text === "string" ? [[path, text]] : [];
  });
  if (texts.length === 0 || texts.length !== entries.length) throw new Error("it holds no TypeScript");
  return new Map(texts);
}
