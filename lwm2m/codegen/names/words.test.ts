import { test } from "node:test";
import assert from "node:assert/strict";
import { camelCase, pascalCase, wordsOf } from "./words.js";

const keys: readonly (readonly [name: string, key: string])[] = [
  ["Sensor Value", "sensorValue"],
  ["  Sensor\tValue ", "sensorValue"],
  ["Reset Min and Max Measured Values", "resetMinAndMaxMeasuredValues"],
  ["SMS Binding Key Parameters", "smsBindingKeyParameters"],
  ["ACK_TIMEOUT", "ackTimeout"],
  ["On/Off", "onOff"],
  ["PSM Timer (1)", "psmTimer1"],
  ["User's Name", "usersName"],
  ["SignalSNR", "signalSnr"],
  ["plmnID", "plmnId"],
  ["IPAddress", "ipAddress"],
  ["IPv4 Address", "ipv4Address"],
  ["List of available PLMNs", "listOfAvailablePlmns"],
  ["LwM2M Server URI", "lwm2mServerUri"],
  ["IoTDevice", "iotDevice"],
  ["Will QoS", "willQos"],
  ["eUICC ID", "euiccId"],
  ["oA Scene", "oaScene"],
  ["eCall Mode", "eCallMode"],
  ["encP", "encP"],
  ["M2M", "m2m"],
  ["Phase1Voltage", "phase1Voltage"],
  ["5QI", "5qi"],
  ["CO₂ Level", "co2Level"],
  ["Temperatură exterioară", "temperaturaExterioara"],
  ["Straße", "straße"],
  ["Группа  адреса", "группаАдреса"],
  ["온도", "온도"],
  ["नमी स्तर", "नमीस्तर"],
  ["Temp \u{1F321}\u{FE0F}", "temp"],
  ["\u26A1\uFE0E Volt\u00ADage", "voltage"],
  ["__proto__", "proto"],
  ["+/-", ""],
];

for (const [name, key] of keys) {
  test(`the name ${JSON.stringify(name)} is the key ${JSON.stringify(key)}`, () => {
    assert.equal(camelCase(wordsOf(name)), key);
  });
}

test("each word of an object's name has a capital", () => {
  assert.equal(pascalCase(wordsOf("LwM2M firmware UPDATE")), "Lwm2mFirmwareUpdate");
  assert.equal(pascalCase(wordsOf("ß test")), "ßTest");
});

test("a name ends before the word with which it would be longer than 64 columns", () => {
  const words = wordsOf("word ".repeat(40));
  assert.deepEqual(new Set(words), new Set(["word"]));
  assert.equal(words.length, 16);
});

test("a first word is cut if it is longer by itself", () => {
  assert.deepEqual(wordsOf(`${"x".repeat(100)} y`), ["x".repeat(64)]);
  assert.deepEqual(wordsOf("温".repeat(100)), ["温".repeat(32)]);
});

test("a name does not depend on how its accents are written", () => {
  assert.equal(
    camelCase(wordsOf("Große Ha\u0308user".normalize("NFD"))),
    camelCase(wordsOf("Große Häuser".normalize("NFC"))),
  );
});
