import assert from "node:assert/strict";
import { test } from "node:test";
import { contentFormatLabel } from "../../codec/contentFormats.js";
import { lwm2mVersions, type Lwm2mVersion } from "../device.js";
import { chooseFormat, formatRows, type FormatPurpose, type FormatShape } from "./formatChoice.js";

const shapes = ["many values", "one value", "bytes", "untyped value"] as const satisfies readonly FormatShape[];

/** The formats for every shape in turn, by name. */
function checkFormats(
  lwm2mVersion: Lwm2mVersion,
  purpose: FormatPurpose,
  contentFormats: readonly number[] | undefined,
  expected: readonly (string | undefined)[],
): void {
  const chosen = shapes.map((shape) =>
    chooseFormat({ purpose, shape, lwm2mVersion, ...(contentFormats === undefined ? {} : { contentFormats }) }),
  );
  const names = chosen.map((format) => (format === undefined ? undefined : contentFormatLabel(format)));
  assert.deepEqual(names, expected, `${lwm2mVersion} ${purpose} ct=${contentFormats?.join(" ") ?? "–"}`);
}

test("each version, purpose and shape has exactly one row", () => {
  for (const version of lwm2mVersions)
    for (const purpose of ["read", "write"])
      for (const shape of shapes) {
        const rows = formatRows.filter(
          (row) => row.versions.includes(version) && row.purpose === purpose && row.shapes.includes(shape),
        );
        assert.equal(rows.length, 1, `${version} ${purpose} ${shape}`);
      }
});

test("LwM2M 1.0 means TLV, and text where no type is known", () => {
  for (const ct of [undefined, [11543], [0]]) {
    checkFormats("1.0", "read", ct, ["tlv", "tlv", "tlv", "text"]);
    checkFormats("1.0", "write", ct, ["tlv", "tlv", "opaque", "text"]);
  }
});

test("since 1.1 it is SenML CBOR, then SenML JSON, then TLV, by what the device names", () => {
  const all = (format: string): readonly string[] => [format, format, format, format];
  for (const version of ["1.1", "1.2"] as const) {
    checkFormats(version, "read", undefined, all("senml-cbor"));
    checkFormats(version, "read", [110, 112, 11542], all("senml-cbor"));
    checkFormats(version, "read", [0, 110, 11542], all("senml-json"));
    checkFormats(version, "read", [110], all("senml-json"));
    checkFormats(version, "read", [60, 11542], all("tlv"));
    checkFormats(version, "read", [11544], all("lwm2m-cbor"));
    checkFormats(version, "write", undefined, ["senml-cbor", "senml-cbor", "opaque", "text"]);
    checkFormats(version, "write", [110], ["senml-json", "senml-json", "opaque", "text"]);
    checkFormats(version, "write", [11542, 0], ["tlv", "tlv", "opaque", "text"]);
  }
});

test("a device that names only formats for one value gets no Accept where they do not do", () => {
  checkFormats("1.1", "read", [0], [undefined, "text", "text", "text"]);
  checkFormats("1.1", "read", [60], [undefined, "cbor", "cbor", "cbor"]);
  checkFormats("1.1", "read", [40], [undefined, undefined, undefined, undefined]);
  checkFormats("1.1", "write", [0], ["senml-cbor", "text", "opaque", "text"]);
});
