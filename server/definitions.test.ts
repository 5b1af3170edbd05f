import assert from "node:assert/strict";
import { test } from "node:test";
import { DidChangeWatchedFilesNotification, FileChangeType } from "vscode-languageserver/node";
import { fileText, itemText, objectText } from "../lwm2m/definition/rules/example.js";
import {
  definitionPlaceRequest,
  definitionsNotification,
  registryTextRequest,
  workspaceDefinitionsRequest,
  type DefinitionPlace,
  type DefinitionQuery,
  type FileDefinitions,
} from "./protocol.js";
import { fullClient } from "./testing/clients.js";
import { startSession, type TestSession } from "./testing/session.js";

const uri = "file:///project/10999.xml";
const tank = fileText(objectText({ Resources: [itemText(), itemText({ id: "7", Name: "Alarm" })] }));
const vessel = fileText(objectText({ ObjectID: "10998", Name: "Vessel" }));

interface DefinitionSession extends TestSession {
  /** What was told, in order: the name of the file and the names of its objects. */
  readonly told: readonly string[];
  /** The last that was told of each file. */
  readonly last: ReadonlyMap<string, FileDefinitions>;
  readonly placeOf: (query: DefinitionQuery) => Promise<DefinitionPlace | null>;
}

async function inSession(files: Map<string, string>, work: (session: DefinitionSession) => Promise<void>) {
  const session = await startSession({
    capabilities: fullClient,
    files,
    folders: ["/project"],
    initializationOptions: { tellsDefinitions: true },
  });
  const told: string[] = [];
  const last = new Map<string, FileDefinitions>();
  session.client.onNotification(definitionsNotification, (params: FileDefinitions) => {
    told.push(`${params.uri.replace(/^.*\//u, "")}: ${params.definitions.map(({ name }) => name).join()}`);
    last.set(params.uri, params);
  });
  const placeOf = (query: DefinitionQuery): Promise<DefinitionPlace | null> =>
    session.client.sendRequest(definitionPlaceRequest, query);
  try {
    await work({ ...session, told, last, placeOf });
    assert.deepEqual(session.log, []);
  } finally {
    await session.end();
  }
}

test("an open definition is told, again when it says something else, and taken back when it closes", () =>
  inSession(new Map(), async ({ open, change, close, until, told }) => {
    await open(uri, tank);
    await until("the definition", () => told.length === 1);
    await change(uri, 2, tank.replace("<Name>Tank", "<Na"));
    await change(uri, 3, tank.replace("<Name>Tank", "<Name>Barrel"));
    await until("the new name", () => told.includes("10999.xml: Barrel"));
    await change(uri, 4, "<svg/>");
    await until("no definition", () => told.at(-1) === "10999.xml: ");
    await change(uri, 5, tank);
    await until("a definition again", () => told.at(-1) === "10999.xml: Tank");
    await close(uri);
    await until("the end", () => told.at(-1) === "10999.xml: ");
    assert.deepEqual(
      told,
      ["Tank", "Barrel", "", "Tank", ""].map((name) => `10999.xml: ${name}`),
    );
  }));

test("while the text is broken, what was good before stays", () =>
  inSession(new Map(), async ({ open, change, until, told, last }) => {
    await open(uri, tank);
    await until("the definition", () => told.length === 1);
    const broken = tank.replace(/<Item ID="7">[\s\S]*<\/Item>/u, "<Item ID=").replace("<Type>Integer", "<Type>Float");
    await change(uri, 2, broken);
    await until("the new type", () => told.length === 2);
    const [object] = last.get(uri)?.definitions ?? [];
    assert.deepEqual(
      object?.resources.map(({ id, name, type }) => [id, name, type]),
      [
        [0, "Level", "Float"],
        [7, "Alarm", "Integer"],
      ],
    );
  }));

test("nothing is told to a client that does not ask", async () => {
  const session = await startSession({ capabilities: fullClient, initializationOptions: { perDocument: true } });
  let count = 0;
  session.client.onNotification(definitionsNotification, () => {
    count++;
  });
  await session.open(uri, tank);
  await session.client.sendRequest("textDocument/diagnostic", { textDocument: { uri } });
  await session.end();
  assert.equal(count, 0);
});

test("files that are not open are told once they are asked for, and followed on disk", () => {
  const files = new Map([
    ["/project/10999.xml", tank],
    ["/project/deep/10998.xml", vessel],
    ["/project/other.xml", "<svg/>"],
    ["/project/node_modules/1.xml", vessel],
  ]);
  return inSession(files, async ({ client, open, close, until, told, last }) => {
    const changed = (name: string) =>
      client.sendNotification(DidChangeWatchedFilesNotification.type, {
        changes: [{ uri: `file:///project/${name}`, type: FileChangeType.Changed }],
      });
    await client.sendRequest(workspaceDefinitionsRequest, {});
    assert.deepEqual([...last.keys()].sort(), [uri, "file:///project/deep/10998.xml"]);
    files.set("/project/deep/10998.xml", vessel.replace("Vessel", "Barrel"));
    await changed("deep/10998.xml");
    await until("the new name", () => told.at(-1) === "10998.xml: Barrel");
    files.delete("/project/deep/10998.xml");
    await changed("deep/10998.xml");
    await until("the end", () => told.at(-1) === "10998.xml: ");
    files.set("/project/deep/10998.xml", vessel);
    await changed("deep/10998.xml");
    await until("the file that is back", () => told.at(-1) === "10998.xml: Vessel");
    files.delete("/project/deep/10998.xml");
    await changed("deep");
    await until("the end with the folder", () => told.at(-1) === "10998.xml: ");
    await open(uri, tank.replace("<Name>Tank", "<Name>Drum"));
    await until("the text in the editor", () => told.at(-1) === "10999.xml: Drum");
    await close(uri);
    await until("the text on disk", () => told.at(-1) === "10999.xml: Tank");
  });
});

test("a definition is found in the workspace, at the resource", () =>
  inSession(new Map([["/project/10999.xml", tank]]), async ({ open, placeOf }) => {
    const line = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split("\n").length - 1;
    const onDisk = await placeOf({ objectId: 10999, version: "1.0", resourceId: 7 });
    assert.equal(onDisk?.uri, uri);
    assert.equal(onDisk.range.start.line, line(tank, `<Item ID="7">`));
    assert.equal(onDisk.hasResource, true);
    const longer = tank.replace("<Item", "\n\n<Item");
    await open(uri, longer);
    const inEditor = await placeOf({ objectId: 10999, resourceId: 7, uri });
    assert.equal(inEditor?.range.start.line, line(longer, `<Item ID="7">`));
    const missing = await placeOf({ objectId: 10999, resourceId: 8 });
    assert.equal(missing?.range.start.line, line(longer, "<Object"));
    assert.equal(missing.hasResource, false);
    assert.equal(await placeOf({ objectId: 10997 }), null);
  }));

test("an object that the workspace does not define is shown from the registry", () =>
  inSession(new Map(), async ({ client, placeOf }) => {
    for (const version of ["1.1", "4.2", undefined]) {
      const place = await placeOf({ objectId: 3303, ...(version === undefined ? {} : { version }) });
      assert.equal(place?.uri, "lwm2m-registry:/3303/1.1/Thermometer%201.1.xml");
      const text: string | null = await client.sendRequest(registryTextRequest, {
        path: "/3303/1.1/Thermometer 1.1.xml",
      });
      assert.equal(text, await client.sendRequest(registryTextRequest, { path: "/3303/1.1.xml" }));
      assert.match(text?.split("\n")[place.range.start.line] ?? "", /^ {2}<Object /u);
    }
    assert.equal(await client.sendRequest(registryTextRequest, { path: "/3303/9.9.xml" }), null);
    assert.equal(await client.sendRequest(registryTextRequest, { path: "/../etc" }), null);
  }));

test("the workspace goes before the registry, with the version that is nearest", () => {
  const own = (version: string): string => fileText(objectText({ ObjectID: "3303", ObjectVersion: version }));
  const files = new Map(["2.0", "2.5"].map((version) => [`/project/3303-${version}.xml`, own(version)]));
  return inSession(files, async ({ placeOf }) => {
    const fileFor = async (version?: string) =>
      (await placeOf({ objectId: 3303, ...(version === undefined ? {} : { version }) }))?.uri.replace(/^.*\//u, "");
    assert.equal(await fileFor("1.1"), "3303-2.0.xml");
    assert.equal(await fileFor("2.1"), "3303-2.5.xml");
    assert.equal(await fileFor(), "3303-2.5.xml");
  });
});
