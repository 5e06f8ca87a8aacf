// What every format's reader takes and gives.
import type { Position, Problem } from "../problem.ts";
import type { Extension } from "./scan_structure.ts";
import type { TreeNode } from "./tree.ts";

/** `jsonc`: comments and trailing commas are allowed. */
export type Syntax = "json" | "jsonc" | "toml" | "yaml";

export interface ParsedText {
  root: TreeNode;
  /** What some readers refuse or read differently, although the content can be judged. */
  problems: Problem[];
  /** The first thing that only some readers of JSON accept. */
  extension: Extension | null;
}

/** One problem when nothing of the text can be judged. Never throws for what the text holds. */
export type FormatReader = (
  text: string,
  file: string,
  positionAt: (offset: number) => Position,
) => ParsedText | Problem;
