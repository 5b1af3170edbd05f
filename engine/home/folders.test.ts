import assert from "node:assert/strict";
import { test } from "node:test";
import { resolveHome, type Surroundings } from "./folders.js";

const linux: Surroundings = {
  env: { XDG_RUNTIME_DIR: "/run/user/1000" },
  platform: "linux",
  userId: 1000,
  userName: "ada",
  homeFolder: "/home/ada",
  temporaryFolder: "/tmp",
  machine: "m1",
};

test("keeps state with the user's files, and sockets where the system wants them", () => {
  const { folder, listening } = resolveHome(undefined, linux);
  assert.match(folder, /^\/home\/ada\/\.local\/state\/lwm2m-workbench\/[0-9a-f]{12}$/u);
  assert.deepEqual(listening, { kind: "sockets", folder: "/run/user/1000/lwm2m-workbench" });
});

test("takes the folders that the environment names, unless they are relative", () => {
  const folderOf = (env: Surroundings["env"]): string => resolveHome(undefined, { ...linux, env }).folder;
  assert.match(folderOf({ XDG_STATE_HOME: "/data/state" }), /^\/data\/state\/lwm2m-workbench\//u);
  assert.match(folderOf({ XDG_STATE_HOME: "state" }), /^\/home\/ada\/\.local\/state\//u);
  assert.equal(folderOf({ LWM2M_ENGINE_HOME: "/own" }), "/own");
  assert.equal(resolveHome("/given", { ...linux, env: { LWM2M_ENGINE_HOME: "/own" } }).folder, "/given");
});

test("gives each machine its own home where they share the user's files", () => {
  assert.notEqual(resolveHome(undefined, linux).folder, resolveHome(undefined, { ...linux, machine: "m2" }).folder);
});

test("finds a folder that is short enough for a socket", () => {
  const listeningOf = (home: string | undefined, around: Surroundings): unknown => resolveHome(home, around).listening;
  const long = `/${"x".repeat(90)}`;
  assert.deepEqual(listeningOf("/own", linux), { kind: "sockets", folder: "/own" });
  assert.deepEqual(listeningOf(long, linux), { kind: "sockets", folder: "/run/user/1000/lwm2m-workbench" });
  assert.deepEqual(listeningOf(long, { ...linux, env: {} }), { kind: "sockets", folder: "/tmp/lwm2m-workbench-1000" });
  assert.deepEqual(listeningOf(undefined, { ...linux, env: { XDG_RUNTIME_DIR: long }, temporaryFolder: long }), {
    kind: "sockets",
    folder: "/tmp/lwm2m-workbench-1000",
  });
});

test("names a pipe on Windows that is different for each user and home", () => {
  const windows: Surroundings = {
    ...linux,
    env: { LOCALAPPDATA: "C:\\Users\\Ada L\\AppData\\Local" },
    platform: "win32",
    userId: -1,
    userName: "Ada L",
    homeFolder: "C:\\Users\\Ada L",
    machine: "",
  };
  const nameOf = (home: string | undefined, around: Surroundings): string => {
    const { listening } = resolveHome(home, around);
    return listening.kind === "pipe" ? listening.name : "";
  };
  const { folder } = resolveHome(undefined, windows);
  assert.match(folder, /^C:\\Users\\Ada L\\AppData\\Local\\lwm2m-workbench\\[0-9a-f]{12}$/u);
  assert.match(nameOf(undefined, windows), /^\\\\\.\\pipe\\lwm2m-workbench-Ada_L-[0-9a-f]{16}$/u);
  assert.notEqual(nameOf(undefined, windows), nameOf(undefined, { ...windows, userName: "Ada_L" }));
  assert.notEqual(nameOf("C:\\one", windows), nameOf("C:\\two", windows));
  assert.equal(nameOf("C:\\one", windows), nameOf("c:\\ONE", windows));
});
