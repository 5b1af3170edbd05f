import { DidChangeConfigurationNotification, type Connection } from "vscode-languageserver";
import type { ClientFacts } from "./clientFacts.js";

/** The levels that the user's settings name, by rule id; what is no level is ignored where they are used. */
export type RuleSettings = Readonly<Record<string, unknown>>;

/** The user's settings, asked for once a workspace folder and forgotten when they change. */
export interface SettingsReader {
  readonly rulesFor: (uri: string) => Promise<RuleSettings>;
  /** The settings have changed; `pushed` is what the client sent with the news, which is all for an old client. */
  readonly changed: (pushed: unknown) => void;
  /** Asks the client to say when they change. */
  readonly follow: () => Promise<void>;
}

/** The name of our section. */
const section = "lwm2m";

/** `scopeOf` names what files share their settings: the workspace folder, as editors let nothing finer differ. */
export function settingsReader(
  connection: Connection,
  facts: () => ClientFacts,
  scopeOf: (uri: string) => string,
): SettingsReader {
  const known = new Map<string, Promise<RuleSettings>>();
  let pushedRules: RuleSettings = {};
  return {
    rulesFor: (uri) => {
      if (!facts().hasConfiguration) return Promise.resolve(pushedRules);
      const scope = scopeOf(uri);
      const found = known.get(scope) ?? ask(connection, scope);
      known.set(scope, found);
      return found;
    },
    changed: (pushed) => {
      known.clear();
      pushedRules = rulesIn(memberOf(pushed, section));
    },
    follow: async () => {
      if (!facts().registersConfiguration) return;
      await connection.client.register(DidChangeConfigurationNotification.type, { section });
    },
  };
}

/** A client that does not answer has no settings for us. */
async function ask(connection: Connection, scopeUri: string): Promise<RuleSettings> {
  try {
    const answer: unknown = await connection.workspace.getConfiguration({ scopeUri, section });
    return rulesIn(answer);
  } catch (error) {
    connection.console.warn(`The settings could not be read: ${error instanceof Error ? error.message : "no reason"}`);
    return {};
  }
}

function rulesIn(settings: unknown): RuleSettings {
  const rules = memberOf(settings, "rules");
  return typeof rules === "object" && rules !== null ? Object.fromEntries(Object.entries(rules)) : {};
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}
