/** What is known of an installed extension without running it. */
export interface InstalledExtension {
  readonly id: string;
  /** Its package.json, as VS Code hands it out. */
  readonly manifest: unknown;
}

/** Extensions that close and pair XML tags although they may not wait for an XML file to be opened. */
const knownIds: ReadonlySet<string> = new Set(["redhat.vscode-xml", "dotjoshjohnson.xml"]);

/** When the tags of object definitions are closed, edited in pairs and folded by this extension. */
export const tagModes = ["auto", "on", "off"] as const;

/** A value of the setting `lwm2m.editor.tags`. */
export type TagMode = (typeof tagModes)[number];

/** The mode that a setting stands for; anything unknown is `auto`. */
export function readTagMode(setting: unknown): TagMode {
  return tagModes.find((mode) => mode === setting) ?? "auto";
}

/** True if the tags are left to another extension: two that close the same tag would close it twice. */
export function leavesTagsToOthers(mode: TagMode, installed: readonly InstalledExtension[], ownId: string): boolean {
  switch (mode) {
    case "on":
      return false;
    case "off":
      return true;
    case "auto":
      return installed.some((extension) => extension.id !== ownId && isXmlExtension(extension));
  }
}

function isXmlExtension({ id, manifest }: InstalledExtension): boolean {
  return knownIds.has(id.toLowerCase()) || activationEvents(manifest).includes("onLanguage:xml");
}

function activationEvents(manifest: unknown): readonly unknown[] {
  if (typeof manifest !== "object" || manifest === null || !("activationEvents" in manifest)) return [];
  return Array.isArray(manifest.activationEvents) ? manifest.activationEvents : [];
}
