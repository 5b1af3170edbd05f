import * as vscode from "vscode";
import { systemRandom } from "../../../lwm2m/base/random.js";
import { askInTurn, askText, pick, type Question } from "../../commands/questions.js";
import { identityProblem, parsePskKey } from "../credentials/pskKey.js";
import type { DeviceCommandSetup } from "./setup.js";

/** Bytes of a key that is made here: as many as AES-128 has. */
const generatedLength = 16;

interface Draft {
  readonly identity?: string;
  /** Hexadecimal digits. */
  readonly key?: string;
  readonly isGenerated?: boolean;
}

/**
 * Adds a pre-shared key, or replaces that of the same identity. The argument may be the identity, also as
 * `{ identity }`; a key is never taken from an argument, as key bindings are no place for secrets.
 * @returns the identity; undefined if the user gave up
 */
export async function addPskIdentity(
  { credentials, session }: DeviceCommandSetup,
  argument: unknown,
): Promise<string | undefined> {
  const told = toldIdentity(argument);
  const questions = [...(told === undefined ? [askIdentity] : []), askWay, askKey];
  const { identity, key, isGenerated } =
    (await askInTurn<Draft>("Add PSK Identity", told === undefined ? {} : { identity: told }, questions)) ?? {};
  if (identity === undefined || key === undefined) return undefined;
  await credentials.set({ identity, key });
  // The engine hears of it from the store; here it is only started, so that a device can connect at once.
  await session.connect();
  if (isGenerated === true) {
    await vscode.env.clipboard.writeText(key);
    void vscode.window.showInformationMessage(
      `A key of ${generatedLength} bytes was made for ${identity}. It is in the clipboard, in hexadecimal digits: give it to the device.`,
    );
  } else {
    vscode.window.setStatusBarMessage(`The key of ${identity} is kept.`, 4000);
  }
  return identity;
}

/** Removes a pre-shared key. The argument may be its identity. */
export async function removePskIdentity(
  { credentials }: DeviceCommandSetup,
  argument: unknown,
): Promise<string | undefined> {
  const identities = await credentials.identities();
  const told = toldIdentity(argument);
  if (identities.length === 0) {
    void vscode.window.showInformationMessage("There is no PSK identity yet.");
    return undefined;
  }
  const identity =
    told !== undefined && identities.includes(told)
      ? told
      : await vscode.window.showQuickPick(identities, {
          title: "Remove PSK Identity",
          placeHolder: "Whose key shall be forgotten?",
        });
  if (identity === undefined) return undefined;
  await credentials.remove(identity);
  vscode.window.setStatusBarMessage(`The key of ${identity} is forgotten.`, 4000);
  return identity;
}

function toldIdentity(argument: unknown): string | undefined {
  const identity: unknown =
    typeof argument === "object" && argument !== null && "identity" in argument ? argument.identity : argument;
  return typeof identity === "string" && identityProblem(identity) === undefined ? identity : undefined;
}

const askIdentity: Question<Draft> = async (draft, place) => {
  const answer = await askText(place, {
    prompt: "The PSK identity that the device sends; often it is its endpoint client name.",
    placeholder: "thermostat-1",
    value: draft.identity ?? "",
    problem: (text) => identityProblem(text.trim()),
  });
  return answer.kind === "answered" ? { kind: "answered", value: { ...draft, identity: answer.value } } : answer;
};

const ways = [
  {
    label: "Enter a Key",
    detail: "One that the device has: hexadecimal digits, Base64, or a text",
    iconPath: new vscode.ThemeIcon("edit"),
    isGenerated: false,
  },
  {
    label: "Generate a Key",
    detail: `${generatedLength} random bytes, copied to the clipboard for the device`,
    iconPath: new vscode.ThemeIcon("sparkle"),
    isGenerated: true,
  },
];

const askWay: Question<Draft> = async (draft, place) => {
  const answer = await pick(place, `Where does the key of ${draft.identity ?? ""} come from?`, ways);
  if (answer.kind !== "answered") return answer;
  return { kind: "answered", value: { ...draft, isGenerated: answer.value.isGenerated } };
};

const askKey: Question<Draft> = async (draft, place) => {
  if (draft.isGenerated === true) {
    const key = Buffer.from(systemRandom.bytes(generatedLength)).toString("hex");
    return { kind: "answered", value: { ...draft, key } };
  }
  const answer = await askText(place, {
    prompt:
      "Hexadecimal digits, also with 0x, blanks, colons or hyphens; or base64: and Base64; or text: and the text itself.",
    placeholder: "00112233445566778899aabbccddeeff",
    value: "",
    isSecret: true,
    problem: (text) => parsePskKey(text).problem,
  });
  if (answer.kind !== "answered") return answer;
  const { key } = parsePskKey(answer.value);
  return key === undefined ? { kind: "back" } : { kind: "answered", value: { ...draft, key } };
};
