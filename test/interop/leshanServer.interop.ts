import assert from "node:assert/strict";
import { test } from "node:test";
import { contentFormatId, contentFormatLabel } from "../../lwm2m/codec/contentFormats.js";
import { startDeviceAtLeshan, type DeviceAtLeshan } from "./support/leshanDevice.js";
import { recordExchanges } from "./support/matrix.js";

const instance = "/33001/0";

const [text, opaque, cbor, json, tlv, senmlJson, senmlCbor] = (
  ["text", "opaque", "cbor", "lwm2m-json", "tlv", "senml-json", "senml-cbor"] as const
).map((name) => contentFormatId(name));

/** Values at the edges of each type, below an object instance, as Leshan reads and prints them. */
const edges: Readonly<Record<string, string>> = {
  "0": 'Grüße, 世界 🌍 "<&>"',
  "1": "9007199254740993",
  "2": "18446744073709551615",
  "3": "0.1",
  "4": "true",
  "5": "00ff80",
  "6": "4102444800",
  "7": "3:0",
  "8": "</3>;ver=1.1,</3303/0/5700>",
  "10/0": "",
  "10/7": "a\tb",
  "11/0": "9223372036854775807",
  "11/1": "-9223372036854775808",
  "11/2": "-9007199254740993",
  "11/65534": "0",
  "12/0": "9007199254740993",
  "12/1": "4294967296",
  "13/0": "-1.5e+300",
  "13/1": "16777217",
  "13/2": "1e-7",
  "14/0": "false",
  "14/1": "true",
  "15/0": "",
  "15/1": "ff".repeat(300),
  "16/0": "0",
  "16/1": "-1",
  "17/0": "65535:65535",
  "17/1": "3303:0",
  "18/0": "</1>",
};

/** Leshan writes an Unsigned Integer of TLV as a signed one, and a Time in 32 bits. */
const edgesOfTlv: Readonly<Record<string, string>> = { "2": "9223372036854775807", "6": "2147483647" };

type Values = Readonly<Record<string, string>>;

function without(values: Values, places: RegExp): Values {
  return Object.fromEntries(Object.entries(values).filter(([place]) => !places.test(place)));
}

function words(values: Values): readonly string[] {
  return Object.entries(values).map(([place, value]) => `${instance}/${place}=${encodeURIComponent(value)}`);
}

/** By place below the object instance; numbers as JavaScript prints them, where Java has its own way. */
function below(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([path, value]) => {
      const place = path.slice(instance.length + 1);
      return [place, /^1?3(?:\/|$)/u.test(place) ? String(Number(value)) : value];
    }),
  );
}

/** What Leshan reads in each format that carries many values. */
async function checkRead({ order }: DeviceAtLeshan, expected: Values): Promise<void> {
  for (const format of [tlv, json, senmlJson, senmlCbor]) {
    const { end, values } = await order("read", String(format), instance);
    assert.equal(end, "205", contentFormatLabel(format ?? 0));
    assert.deepEqual(below(values), expected, contentFormatLabel(format ?? 0));
  }
}

/** Places of object links, and of times. */
const links = /^1?7(?:\/|$)/u;
const times = /^1?6(?:\/|$)/u;

test("values at the edges of their types, written by Leshan in TLV, are read by it in every format", async (t) => {
  const both = await startDeviceAtLeshan(t, "none");
  const written = { ...edges, ...edgesOfTlv };
  assert.equal((await both.order("replace", String(tlv), instance, ...words(written))).end, "204");
  await checkRead(both, written);
  const { values } = await both.order("read", String(tlv), "/33001");
  assert.deepEqual(below(values), written);
});

for (const format of [json, senmlJson, senmlCbor])
  test(`values at the edges of their types, written by Leshan in ${contentFormatLabel(format ?? 0)}, are read by it in every format`, async (t) => {
    const both = await startDeviceAtLeshan(t, "none");
    const asked = without(edges, links);
    const kept = { "7": "3:0", "17/0": "65535:65535", "17/1": "3303:0" };
    assert.equal((await both.order("update", String(tlv), instance, ...words(kept))).end, "204");
    assert.equal((await both.order("update", String(format), instance, ...words(asked))).end, "204");
    const added = { "10/1": "Several String 1", "18/1": "</3/0>" };
    await checkRead(both, { ...edges, ...added });
    // Leshan writes an object link as a string, and not as what it reads itself.
    const refused = await both.order("update", String(format), instance, `${instance}/7=3:0`);
    assert.match(refused.end, /^400 .*expected an object link in "(?:vlo|ov)"/u);
  });

test("single values at the edges of their types, in formats that carry one", async (t) => {
  const { order } = await startDeviceAtLeshan(t, "none");
  assert.equal((await order("update", String(tlv), instance, ...words(edges))).end, "204");
  for (const format of [text, opaque, cbor]) {
    // Leshan wants the tag of an epoch-based date in CBOR, which LwM2M TS 1.2 Table C-2 leaves open.
    const carried = format === opaque ? /^(?!1?5)/u : format === cbor ? times : /^$/u;
    for (const [place, value] of Object.entries(without(edges, carried))) {
      const path = `${instance}/${place}`;
      const told = `${contentFormatLabel(format ?? 0)} ${place}`;
      assert.equal(
        (await order("replace", String(format), path, `${path}=${encodeURIComponent(value)}`)).end,
        "204",
        told,
      );
      const { end, values } = await order("read", String(format), path);
      assert.equal(end, "205", told);
      assert.deepEqual(below(values), { [place]: value }, told);
    }
  }
});

test("a multiple resource without instances is one to Leshan where the format can say so", async (t) => {
  const { order } = await startDeviceAtLeshan(t, "none");
  const path = `${instance}/18`;
  assert.equal((await order("replace", String(tlv), path, `${path}=[]`)).end, "204");
  assert.deepEqual((await order("read", String(tlv), path)).lines, [`empty ${path}`]);
  for (const format of [tlv, json, senmlJson, senmlCbor]) {
    const { end, values, lines } = await order("read", String(format), instance);
    assert.equal(end, "205", contentFormatLabel(format ?? 0));
    assert.equal(values[`${instance}/0`], "String 0");
    assert.ok(!lines.some((line) => line.startsWith(`value ${path}`)));
  }
});

for (const kind of ["none", "psk", "rpk", "x509"] as const)
  test(`a device of ours at Leshan with ${kind}: every operation`, async (t) => {
    const { order, server, device } = await startDeviceAtLeshan(t, kind);
    await server.program.prints(/^object <\/>;rt="oma\.lwm2m";ct="0 42 60 110 112 11542 11543"$/mu);
    await server.program.prints(/^object <\/33001\/0>$/mu);

    const read = await order("read", "-", "/3/0");
    assert.deepEqual([read.end, read.values["/3/0/0"], read.values["/3/0/6/1"]], ["205", "LwM2M Workbench", "5"]);
    assert.match((await order("read", String(tlv), "/3/1")).end, /^404 /u);

    assert.equal((await order("attributes", "-", `${instance}/3`, "pmin=0&gt=7.5")).end, "204");
    const discovered = await order("discover", "-", `${instance}/3`);
    assert.deepEqual(discovered.lines, [`link <${instance}/3>;pmin=0;gt=7.5`]);
    assert.ok((await order("discover", "-", "/33001")).lines.includes(`link <${instance}/11>;dim=2`));

    await order("replace", String(text), `${instance}/3`, `${instance}/3=1`);
    assert.equal((await order("observe", String(senmlCbor), `${instance}/3`)).values[`${instance}/3`], "1.0");
    await order("replace", String(text), `${instance}/3`, `${instance}/3=7.75`);
    await server.program.prints(/^notified 205\nvalue \/33001\/0\/3 7\.75$/mu);
    assert.equal((await order("cancel")).end, "205");
    recordExchanges(t, "observe");

    for (const format of [String(senmlJson), String(senmlCbor)]) {
      const places = [`${instance}/0`, `${instance}/11/1`, "/3/0/0"] as const;
      const values = [`${places[0]}=composite`, `${places[1]}=-9223372036854775808`];
      assert.equal((await order("writeComposite", format, ...values)).end, "204");
      const together = await order("readComposite", format, ...places);
      const [name, number, manufacturer] = places;
      assert.deepEqual(together.values, {
        [name]: "composite",
        [number]: "-9223372036854775808",
        [manufacturer]: "LwM2M Workbench",
      });
      assert.deepEqual((await order("observeComposite", format, ...places)).values, together.values);
      await order("replace", String(text), name, `${name}=in-${format}`);
      await server.program.prints(new RegExp(`^notified 205\\n[^]*?^value ${name} in-${format}$`, "mu"));
      assert.equal((await order("cancel")).end, "205");
    }

    assert.equal((await order("execute", "-", `${instance}/20`, "1='a',2")).end, "204");

    const made = without({ ...edges, ...edgesOfTlv }, /\//u);
    const values = Object.entries(made).map(([place, value]) => `/33001/5/${place}=${encodeURIComponent(value)}`);
    const create = await order("create", String(tlv), "/33001/5", ...values);
    assert.deepEqual(create.lines, ["created 33001/5"], create.end);
    await server.program.prints(/^updated 300$/mu);
    assert.equal((await order("read", String(senmlJson), "/33001/5/2")).values["/33001/5/2"], edgesOfTlv["2"]);
    assert.equal((await order("delete", "-", "/33001/5")).end, "202");
    assert.match((await order("read", String(tlv), "/33001/5")).end, /^404 /u);

    await device.stop();
    await server.program.prints(/^deregistered$/mu);
  });
