// What the Messages view is a tree of.
import type { Detail } from "./details.js";
import type { Row } from "./rows.js";

/** A line of the view. Commands of other views read `deviceId`, `path` and `identity` from it. */
export interface RowNode {
  readonly kind: "row";
  readonly row: Row;
  readonly deviceId?: string;
  readonly path?: string;
  readonly identity?: string;
}

/** Something below a line. */
export interface DetailNode {
  readonly kind: "detail";
  readonly detail: Detail;
  readonly parent: RowNode | DetailNode;
}

export type MessageNode =
  | RowNode
  | DetailNode
  /** Stands for the older lines. */
  | { readonly kind: "more"; readonly hidden: number };

/** The same for the same thing, so that VS Code keeps what is expanded. */
export function messageNodeId(node: MessageNode): string {
  switch (node.kind) {
    case "row":
      return node.row.id;
    case "detail":
      return `${messageNodeId(node.parent)} / ${node.detail.key}`;
    case "more":
      return "more";
  }
}

/** The line that a node belongs to. */
export function rowNodeOf(node: RowNode | DetailNode): RowNode {
  return node.kind === "row" ? node : rowNodeOf(node.parent);
}
