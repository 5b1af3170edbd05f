import assert from "node:assert/strict";
import { test } from "node:test";
import { facts, value } from "../../../engine/client/testing/sampleDevice.js";
import { sampleState } from "../testing/sampleState.js";
import { objectLinkChoices, writeSubject } from "./writeSubject.js";
import { objectionTo, writeInput, type WriteSubject } from "./writeInput.js";

/** A resource that a definition describes. */
function subject(changes: Parameters<typeof facts>[0], current?: string): WriteSubject {
  const described = facts({ operations: "RW", ...changes });
  const { name, type = "String" } = described;
  const path = "/3303/0/1";
  return {
    path,
    name,
    type,
    facts: described,
    ...(current === undefined ? {} : { current: value(path, current, { type }) }),
  };
}

test("a Boolean, a list of numbers and a list of texts are chosen, with what the values mean", () => {
  assert.deepEqual(writeInput(subject({ type: "Boolean" }, "true"), []), {
    kind: "choice",
    choices: [
      { value: "true", isCurrent: true },
      { value: "false", isCurrent: false },
    ],
    allowsOthers: false,
  });
  const modes = subject({ type: "Integer", range: "0,1,2", description: "The mode. 0: Off, 1: Heating. 2: Cooling" });
  assert.deepEqual(writeInput(modes, []), {
    kind: "choice",
    choices: [
      { value: "0", meaning: "Off", isCurrent: false },
      { value: "1", meaning: "Heating", isCurrent: false },
      { value: "2", meaning: "Cooling", isCurrent: false },
    ],
    allowsOthers: true,
  });
  const texts = writeInput(subject({ type: "String", range: `"on","off"` }), []);
  assert.deepEqual(texts.kind === "choice" && texts.choices.map((choice) => choice.value), ["on", "off"]);
});

test("numbers limit the length of a String, so they are no choice there", () => {
  assert.equal(writeInput(subject({ type: "String", range: "1,2" }), []).kind, "text");
});

test("an object link is chosen among the instances that there are, and may point nowhere", () => {
  const links = objectLinkChoices(sampleState(), "d1");
  assert.deepEqual(
    links.map((choice) => choice.value),
    ["3/0", "3303/0", "3303/1", "42800/0", "none"],
  );
  assert.equal(links[1]?.meaning, "Temperature 0");
  const input = writeInput(subject({ type: "Objlnk" }, "3303/1"), links);
  assert.deepEqual(
    input.kind === "choice" && input.choices.filter(({ isCurrent }) => isCurrent).map((choice) => choice.value),
    ["3303/1"],
  );
});

test("everything else is a text with type, range and unit, beginning with the value that is there", () => {
  assert.deepEqual(writeInput(subject({ range: "-40..85", units: "Cel" }, "21.5"), []), {
    kind: "text",
    prompt: "Sensor Value: Float, −40 to 85, in Cel, degree Celsius.",
    placeholder: "21.5",
    value: "21.5",
  });
  assert.deepEqual(writeInput({ path: "/9/0/1", name: "/9/0/1", type: "String" }, []), {
    kind: "text",
    prompt: "/9/0/1: String.",
    placeholder: "Any text",
    value: "",
  });
});

test("what is no value of the type cannot be sent; what the definition does not allow can, after a warning", () => {
  const float = subject({ range: "-40..85" });
  assert.equal(objectionTo("21.5", float), undefined);
  assert.equal(objectionTo("abc", float)?.severity, "problem");
  assert.deepEqual(objectionTo("99", float), {
    severity: "warning",
    message: "99 is outside the range of Sensor Value: −40 to 85.",
  });
  assert.equal(objectionTo("99", { type: "Float" }), undefined);
});

test("the type comes from the definition; without one, the value that was read is a guess", () => {
  const state = sampleState();
  assert.deepEqual(
    [writeSubject(state, "d1", "/3/0/14").type, writeSubject(state, "d1", "/3/0/14").subject.name],
    ["String", "UTC Offset"],
  );
  const unknown = writeSubject(state, "d1", "/42800/0/1");
  assert.deepEqual([unknown.type, unknown.guess, unknown.subject.name], [undefined, "Integer", "Resource 1"]);
  // A resource instance that there is not yet has the type of its resource.
  assert.equal(writeSubject(state, "d1", "/3/0/7/9").type, "Integer");
  assert.deepEqual(writeSubject(state, "d1", "/9/0/1"), { subject: { path: "/9/0/1", name: "/9/0/1" } });
});
