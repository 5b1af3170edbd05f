import { fromUtf8 } from "../base/bytes.js";
import { createByteWriter } from "./byteWriter.js";

/** Writes CBOR (RFC 8949), every item in its shortest form, lengths definite. */
export interface CborWriter {
  /** An integer from -2^64 to 2^64 - 1. */
  readonly integer: (value: number | bigint) => void;
  /** In 32 bits where they hold the number exactly, else in 64; not in 16, which small clients do not read. */
  readonly float: (value: number) => void;
  readonly text: (value: string) => void;
  readonly bytes: (value: Uint8Array) => void;
  readonly boolean: (value: boolean) => void;
  readonly null: () => void;
  /** The start of an array; so many items follow. */
  readonly array: (length: number) => void;
  /** The start of a map; so many pairs follow. */
  readonly map: (length: number) => void;
  readonly finish: () => Uint8Array;
}

export function createCborWriter(): CborWriter {
  const writer = createByteWriter();
  const head = (major: number, argument: number | bigint): void => {
    const initial = major << 5;
    if (argument < 24) writer.uint(initial | Number(argument), 1);
    else if (argument < 2 ** 8) wide(initial | 24, argument, 1);
    else if (argument < 2 ** 16) wide(initial | 25, argument, 2);
    else if (argument < 2 ** 32) wide(initial | 26, argument, 4);
    else wide(initial | 27, argument, 8);
  };
  const wide = (initial: number, argument: number | bigint, width: number): void => {
    writer.uint(initial, 1);
    writer.uint(argument, width);
  };
  return {
    integer: (value) => {
      if (value >= 0) head(0, value);
      else head(1, -1n - BigInt(value));
    },
    float: (value) => {
      const isShort = Object.is(Math.fround(value), value);
      writer.uint(isShort ? 0xfa : 0xfb, 1);
      if (isShort) writer.float32(value);
      else writer.float64(value);
    },
    text: (value) => {
      const bytes = fromUtf8(value);
      head(3, bytes.length);
      writer.bytes(bytes);
    },
    bytes: (value) => {
      head(2, value.length);
      writer.bytes(value);
    },
    boolean: (value) => {
      writer.uint(value ? 0xf5 : 0xf4, 1);
    },
    null: () => {
      writer.uint(0xf6, 1);
    },
    array: (length) => {
      head(4, length);
    },
    map: (length) => {
      head(5, length);
    },
    finish: writer.finish,
  };
}
