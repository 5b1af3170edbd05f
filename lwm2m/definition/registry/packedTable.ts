import { brotliCompressSync, brotliDecompressSync } from "node:zlib";

/** The registry table as the product carries it, beside its programs. */
export const packedTableName = "registry.json.br";

/** A table of more bytes than this is none of ours: it must not fill the memory. */
const maximumLength = 64 * 1024 * 1024;

/** The text of a table as Brotli (RFC 7932), which is two thirds of what a ZIP archive makes of it. */
export function packTable(text: string): Uint8Array {
  return brotliCompressSync(text);
}

/** The text of a packed table; throws if the bytes are damaged. */
export function unpackTable(packed: Uint8Array): string {
  return brotliDecompressSync(packed, { maxOutputLength: maximumLength }).toString("utf8");
}
