import type { CompletionItemKind } from "vscode-languageserver";
import type { Snippet } from "../../text/snippet.js";

/** One entry of the completion list, before it is put into LSP's terms for a client. */
export interface Proposal {
  readonly label: string;
  readonly kind: CompletionItemKind;
  readonly body: Snippet;
  /** A few words behind the label. */
  readonly detail?: string;
  /** What it means, in Markdown. */
  readonly documentation?: string;
  /** What the typed text is compared with, if not the label. */
  readonly filter?: string;
  /** Selected when the list opens. */
  readonly isPreferred?: boolean;
  /** The reusable resource whose card `resolve` adds. */
  readonly reusableId?: number;
  /** What else is filled in when this is taken. */
  readonly fill?: Fill;
}

/** A reusable resource has been chosen in an item: the rest of it follows. */
export interface Fill {
  /** Where the item's start tag is. */
  readonly itemAt: number;
  readonly by: "id" | "name";
}
