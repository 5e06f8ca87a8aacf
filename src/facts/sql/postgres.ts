// Asks PostgreSQL's own parser (libpg-query: its grammar as WebAssembly) for the syntax tree of a text.
//
// Loaded with the first text that is SQL, in the same call, because `decide` is synchronous: the package's own entry can
// only be awaited, so its Emscripten module is instantiated here through Emscripten's `instantiateWasm`. The layout of
// the result is the package's (wasm/index.cjs), which is why package.json names one version of it.
//
// INVARIANT: what this does not read is read by lex_sql.ts alone, which says no less. Nothing depends on an earlier text:
// a parser that failed other than by saying "syntax error" is thrown away.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type WasmModule, webAssembly } from "../../webassembly.ts";

/** A statement as JSON: `{ SelectStmt: { ... } }`, and the same for what stands in it. */
export type PostgresNode = Readonly<Record<string, unknown>>;

interface Emscripten {
  readonly _malloc: (length: number) => number;
  readonly _free: (pointer: number) => void;
  readonly _wasm_parse_query_raw: (text: number) => number;
  readonly _wasm_free_parse_result: (result: number) => void;
  readonly lengthBytesUTF8: (text: string) => number;
  readonly stringToUTF8: (text: string, pointer: number, length: number) => void;
  readonly UTF8ToString: (pointer: number) => string;
  readonly getValue: (pointer: number, type: "i32") => number;
}

interface EmscriptenOptions {
  readonly instantiateWasm: (imports: object, receive: (instance: object) => void) => void;
  readonly print: () => void;
  readonly printErr: () => void;
}

/** Attacker-controlled: the tree is some sixty times as long as the text, and as deep as a quarter of it. */
export const MAX_READ_LENGTH = 8 * 1024;
/** Attacker-controlled: PostgreSQL's lexer looks at a run of operator characters once for each of them. */
const OPERATOR_RUN = /[-+*/<>=~!@#%^&|`?]{64}/;

const require = createRequire(import.meta.url);
let compiled: WasmModule | undefined;
let parser: Emscripten | undefined;

function createParser(): Emscripten {
  const file = require.resolve("libpg-query/wasm/libpg-query.wasm");
  compiled ??= new webAssembly.Module(readFileSync(file));
  const program = compiled;
  const create = require("libpg-query/wasm/libpg-query.js") as (options: EmscriptenOptions) => Promise<unknown>;
  const options: EmscriptenOptions = {
    instantiateWasm: (imports, receive) => receive(new webAssembly.Instance(program, imports)),
    print: () => undefined,
    printErr: () => undefined,
  };
  // Emscripten puts its functions on the object that it is given; what it awaits afterwards are standard streams.
  create(options).catch(() => {
    parser = undefined;
  });
  const made = options as EmscriptenOptions & Partial<Emscripten>;
  if (made._wasm_parse_query_raw === undefined) throw new Error("libpg-query cannot be instantiated");
  return made as EmscriptenOptions & Emscripten;
}

/** @returns the tree as JSON, or undefined for a syntax error */
function parse(wasm: Emscripten, text: string): string | undefined {
  const length = wasm.lengthBytesUTF8(text) + 1;
  const pointer = wasm._malloc(length);
  wasm.stringToUTF8(text, pointer, length);
  const result = wasm._wasm_parse_query_raw(pointer);
  if (pointer === 0 || result === 0) throw new Error("libpg-query is out of memory");
  const tree = wasm.getValue(result, "i32");
  const error = wasm.getValue(result + 8, "i32");
  const json = error !== 0 || tree === 0 ? undefined : wasm.UTF8ToString(tree);
  wasm._free(pointer);
  wasm._wasm_free_parse_result(result);
  return json;
}

/** @returns its statements in order, or undefined when PostgreSQL does not take the text, or it is not asked */
export function readPostgres(text: string): PostgresNode[] | undefined {
  // A zero byte ends the text for PostgreSQL, and for nobody else.
  if (text.length > MAX_READ_LENGTH || text.includes("\0") || OPERATOR_RUN.test(text)) return undefined;
  parser ??= createParser();
  let json: string | undefined;
  try {
    json = parse(parser, text);
  } catch (thrown) {
    // Attacker-controlled: nested too deep for the stack, which leaves the memory of the parser in any state.
    parser = undefined;
    if (thrown instanceof RangeError || thrown instanceof webAssembly.RuntimeError) return undefined;
    throw thrown;
  }
  if (json === undefined) return undefined;
  const { stmts = [] } = JSON.parse(json) as { stmts?: { stmt?: PostgresNode }[] };
  return stmts.flatMap(({ stmt }) => (stmt === undefined ? [] : [stmt]));
}
