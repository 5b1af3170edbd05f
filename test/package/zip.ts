import { inflateRawSync } from "node:zlib";

/** A file in a ZIP archive. */
export interface ZipEntry {
  readonly path: string;
  readonly contents: Buffer;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;

/** The files of a ZIP archive (PKWARE APPNOTE §4.3), as far as a VSIX needs it: one disk, stored or deflated. */
export function readZip(archive: Buffer): readonly ZipEntry[] {
  const signature = Buffer.alloc(4);
  signature.writeUInt32LE(endSignature);
  const end = archive.lastIndexOf(signature);
  if (end === -1) throw new Error("This is no ZIP archive.");
  const entries: ZipEntry[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
    if (archive.readUInt32LE(at) !== entrySignature) throw new Error(`There is no entry at ${at} of the ZIP archive.`);
    const lengths = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    const [nameLength = 0] = lengths;
    const path = archive.toString("utf8", at + 46, at + 46 + nameLength);
    if (!path.endsWith("/")) entries.push({ path, contents: contentsOf(archive, at) });
    at += 46 + lengths.reduce((sum, length) => sum + length, 0);
  }
  return entries;
}

/** The contents of the entry whose record in the central directory stands at `record`. */
function contentsOf(archive: Buffer, record: number): Buffer {
  const method = archive.readUInt16LE(record + 10);
  const size = archive.readUInt32LE(record + 20);
  const header = archive.readUInt32LE(record + 42);
  const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
  const data = archive.subarray(start, start + size);
  return method === 0 ? data : inflateRawSync(data);
}
