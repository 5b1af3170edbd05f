import assert from "node:assert/strict";
import { test } from "node:test";
import { startNpmDevice } from "./support/npmDevice.js";
import { startWorkbench, textsOf, valuesOf } from "./support/workbench.js";

const identity = "npm-1";
const key = Buffer.from("00112233445566778899aabbccddeeff", "hex");

for (const isSecure of [false, true]) {
  const how = isSecure ? "and node-dtls-client, over DTLS" : "without security";
  test(`a device made of npm's coap ${how}: register, read, write, execute, observe`, async (t) => {
    const bench = await startWorkbench(t, { [identity]: key });
    const secure = { port: bench.securePort, psk: { identity, key } };
    const device = await startNpmDevice(t, isSecure ? secure : { port: bench.port });
    const { code, location } = await device.register(identity);
    assert.equal(code, "2.01");
    // `coap` keeps the last segment alone.
    assert.match(location, /./u);
    const { id: deviceId, lwm2mVersion } = await bench.device(identity);
    assert.equal(lwm2mVersion, "1.0");

    const read = await bench.engine.request("device/read", { deviceId, path: "/3/0/9" });
    assert.deepEqual(textsOf(read), { "/3/0/9": "77" });

    const write = await bench.engine.request("device/write", { deviceId, path: "/3/0/14", value: "+01:00" });
    assert.equal(write.kind, "success", JSON.stringify(write));
    assert.ok(device.asked.some(({ request, payload }) => request === "PUT /3/0/14" && payload.includes("+01:00")));

    const execute = await bench.engine.request("device/execute", { deviceId, path: "/3/0/4", arguments: "0='x'" });
    assert.equal(execute.kind, "success", JSON.stringify(execute));
    assert.ok(device.asked.some(({ request, payload }) => request === "POST /3/0/4" && payload === "0='x'"));

    valuesOf(await bench.engine.request("device/observe", { deviceId, path: "/3/0/9" }));
    const [value] = await bench.nextValues(deviceId, "/3/0/9");
    assert.match(value?.text ?? "", /^\d+$/u);
    assert.notEqual(value?.text, "77");

    const none = await bench.engine.request("device/read", { deviceId, path: "/3/0/0" });
    assert.equal(none.kind === "refused" ? none.code : none.kind, "4.04 Not Found");
  });
}
