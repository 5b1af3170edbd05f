import assert from "node:assert/strict";
import { test } from "node:test";
import { Emitter } from "../../../lwm2m/base/event.js";
import { CredentialStore, type Secrets } from "./credentialStore.js";

/** VS Code's SecretStorage, in memory. */
function secretStorage(): Secrets & { readonly all: Map<string, string> } {
  const all = new Map<string, string>();
  const changes = new Emitter<{ readonly key: string }>();
  return {
    all,
    get: (key) => Promise.resolve(all.get(key)),
    store: (key, value) => {
      all.set(key, value);
      changes.fire({ key });
      return Promise.resolve();
    },
    delete: (key) => {
      all.delete(key);
      changes.fire({ key });
      return Promise.resolve();
    },
    onDidChange: changes.event,
  };
}

test("keys are kept by identity, and forgotten without a trace", async () => {
  const secrets = secretStorage();
  const store = new CredentialStore(secrets);
  assert.deepEqual(await store.all(), []);
  await store.set({ identity: "b", key: "01" });
  await store.set({ identity: "a", key: "02" });
  await store.set({ identity: "b", key: "03" });
  assert.deepEqual(await store.identities(), ["a", "b"]);
  assert.deepEqual(
    (await store.all()).find(({ identity }) => identity === "b"),
    { identity: "b", key: "03" },
  );
  await store.remove("a");
  await store.remove("b");
  assert.equal(secrets.all.size, 0);
});

test("any identity can be kept, also one with a special meaning in JavaScript", async () => {
  const store = new CredentialStore(secretStorage());
  await store.set({ identity: "__proto__", key: "01" });
  assert.deepEqual(await store.all(), [{ identity: "__proto__", key: "01" }]);
});

test("changes of any window are told, those of other secrets are not", async () => {
  const secrets = secretStorage();
  const store = new CredentialStore(secrets);
  let changes = 0;
  store.onDidChange(() => changes++);
  await store.set({ identity: "a", key: "01" });
  await secrets.store("lwm2m.psk", `{"b":"02"}`);
  await secrets.store("another", "x");
  assert.equal(changes, 2);
  assert.deepEqual(await store.identities(), ["b"]);
  store.dispose();
  await secrets.store("lwm2m.psk", "{}");
  assert.equal(changes, 2);
});

test("a damaged secret holds no keys", async () => {
  const secrets = secretStorage();
  const store = new CredentialStore(secrets);
  for (const text of ["{", "null", "[1]", `{"a":1}`]) {
    secrets.all.set("lwm2m.psk", text);
    assert.deepEqual(await store.all(), [], text);
  }
});
