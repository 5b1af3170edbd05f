/** Bytes that grow at their end. */
export interface ByteWriter {
  /** How many there are. */
  readonly length: () => number;
  readonly bytes: (bytes: Uint8Array) => void;
  /** An unsigned integer of so many bytes, the most significant first; bits beyond them are left out. */
  readonly uint: (value: number | bigint, width: number) => void;
  readonly float32: (value: number) => void;
  readonly float64: (value: number) => void;
  /** A copy of what was written. */
  readonly finish: () => Uint8Array;
}

export function createByteWriter(): ByteWriter {
  let buffer = new Uint8Array(64);
  let length = 0;
  /** Makes room for `more` bytes and tells where they start. */
  const grow = (more: number): number => {
    const start = length;
    length += more;
    if (length > buffer.length) {
      const wider = new Uint8Array(Math.max(length, buffer.length * 2));
      wider.set(buffer);
      buffer = wider;
    }
    return start;
  };
  const viewOf = (width: number): DataView => {
    // Growing first, as it may take another buffer.
    const start = grow(width);
    return new DataView(buffer.buffer, start, width);
  };
  return {
    length: () => length,
    bytes: (bytes) => {
      const start = grow(bytes.length);
      buffer.set(bytes, start);
    },
    uint: (value, width) => {
      const start = grow(width);
      if (typeof value === "number" && width <= 4) {
        for (let index = 0; index < width; index++) buffer[start + index] = value >>> (8 * (width - 1 - index));
        return;
      }
      let rest = BigInt.asUintN(width * 8, BigInt(value));
      for (let index = width - 1; index >= 0; index--) {
        buffer[start + index] = Number(rest & 0xffn);
        rest >>= 8n;
      }
    },
    float32: (value) => {
      viewOf(4).setFloat32(0, value);
    },
    float64: (value) => {
      viewOf(8).setFloat64(0, value);
    },
    finish: () => buffer.slice(0, length),
  };
}
