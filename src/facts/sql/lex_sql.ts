// Cuts SQL text into tokens, and says whether every database would cut it the same way.
//
// INVARIANT: unless `certain` is false, no dialect (PostgreSQL, MySQL, SQLite, SQL Server, Oracle, BigQuery, DuckDB,
// Snowflake) ends a string, a quoted name, a comment or a statement at another place than here. Where one would, the text
// is an attacker's way past whoever reads it as another database does, and nothing true can be said about it.

export interface SqlToken {
  readonly type: "word" | "name" | "string" | "number" | "mark";
  /** Words in upper case; names and strings without their quotes; marks one character each. */
  readonly text: string;
}

export interface LexedSql {
  readonly tokens: readonly SqlToken[];
  readonly certain: boolean;
  /** A command to the client that sends it to the database stands in it: `\\! rm`, `.shell rm`. */
  readonly hasCommand: boolean;
}

/** Attacker-controlled: tokens take memory. */
export const MAX_SQL_LENGTH = 1024 * 1024;

const BLANK = /[ \t\n\r\f]+/y;
const WORD = /[\p{L}_][\p{L}\p{M}\p{Nd}_$]*/uy;
const NUMBER = /(?:0x[\da-f]+|(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)/iy;
const LETTER = /[\p{L}\p{M}\p{Nd}_$]/uy;
/** What `[...]` may hold for SQL Server to read a name where PostgreSQL reads an index or a list. */
const BRACKET_NAME = /\[[\p{L}\p{M}\p{N}_ .$@]*\]/uy;
const BRACKET_LIST = /\[(?:[^'"`\\;#$[\]/*-]|'[^'"`\\;\]]*'|-(?!-)|\*(?!\/))*\]/y;
const BACKTICK_NAME = /`(?:[\p{L}\p{M}\p{N}_ .$@:]|-(?!-))*`/uy;
const DOLLAR_QUOTE = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;
/** What some client or server does not take for an ordinary character where code is expected. */
const ODD = /(?![ \t\n\r\f])[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\\]/u;
/** `.shell`, `!sh`; `!=` is an operator. */
const COMMAND = /^(?:\.[a-z]|!(?![=<>~!]))/i;
const ODD_IN_COMMENT = /\r.|(?![\t\r])[\p{Cc}\p{Zl}\p{Zp}]/su;

class Lexer {
  readonly tokens: SqlToken[] = [];
  certain = true;
  hasCommand = false;
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  run(): LexedSql {
    while (this.at < this.text.length) this.step();
    return { tokens: this.tokens, certain: this.certain, hasCommand: this.hasCommand };
  }

  private take(form: RegExp): string | undefined {
    form.lastIndex = this.at;
    const found = form.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private push(type: SqlToken["type"], text: string): void {
    this.tokens.push({ type, text });
  }

  private step(): void {
    if (this.take(BLANK) !== undefined) return;
    const letter = this.text.charAt(this.at);
    const pair = this.text.slice(this.at, this.at + 2);
    if (pair === "--") this.lineComment();
    else if (pair === "/*") this.blockComment();
    else if (letter === "'" || letter === '"') this.quoted(letter);
    else if (letter === "`") this.enclosed(BACKTICK_NAME);
    else if (letter === "[") this.bracket();
    else if (!this.word() && !this.number()) this.mark(letter, pair);
  }

  private word(): boolean {
    const word = this.take(WORD);
    if (word === undefined) return false;
    const next = this.text.slice(this.at, this.at + 2);
    // Oracle's q'[it's]' and PostgreSQL's U&"d\0061ta", whose escape character is anybody's choice.
    if (/^n?q$/i.test(word) && next.startsWith("'")) this.certain = false;
    if (/^u$/i.test(word) && /^&['"]$/.test(next)) this.certain = false;
    this.push("word", word.toUpperCase());
    return true;
  }

  private number(): boolean {
    const number = this.take(NUMBER);
    if (number === undefined) return false;
    this.push("number", number);
    // SQL Server reads `0xDROP` and `1eDROP` as a number and a word.
    LETTER.lastIndex = this.at;
    if (LETTER.test(this.text)) this.certain = false;
    return true;
  }

  /** Clients take commands at the start of a line; blanks may stand before them where no statement is open. */
  private startsLine(): boolean {
    const before = this.text.charAt(this.at - 1);
    if (before === "" || before === "\n" || before === "\r") return true;
    const last = this.tokens.at(-1);
    if (last !== undefined && !(last.type === "mark" && last.text === ";")) return false;
    let at = this.at - 1;
    while (at >= 0 && /[ \t]/.test(this.text.charAt(at))) at -= 1;
    return at < 0 || /[\n\r]/.test(this.text.charAt(at));
  }

  private mark(letter: string, pair: string): void {
    // psql and mysql take a backslash wherever no string is open.
    if (letter === "\\" || (COMMAND.test(pair) && this.startsLine())) {
      this.hasCommand = true;
      this.certain = false;
    }
    // `#` and `//` begin comments for some; templates are filled in later; the rest is no SQL at all.
    if (letter === "#" || pair === "//" || pair === "{{" || pair === "{%" || ODD.test(letter)) this.certain = false;
    if (letter === "$" && this.take(DOLLAR_QUOTE) !== undefined) {
      this.certain = false;
      return;
    }
    this.push("mark", letter);
    this.at += 1;
  }

  /** MySQL wants a blank behind the dashes, and ends the comment at a line feed only. */
  private lineComment(): void {
    const end = this.text.indexOf("\n", this.at);
    const comment = this.text.slice(this.at, end < 0 ? this.text.length : end);
    if (!/^--(?:[ \t\r]|$)/.test(comment) || ODD_IN_COMMENT.test(comment)) this.certain = false;
    this.at += comment.length;
  }

  /** PostgreSQL nests them, MySQL runs what is in `/*!`. */
  private blockComment(): void {
    const start = this.at + 2;
    if (/^M?!/i.test(this.text.slice(start, start + 2))) {
      // What MySQL runs is looked at, too; before the search for its end, which an attacker could make start again and again.
      this.certain = false;
      this.at = start;
      return;
    }
    const end = this.text.indexOf("*/", start);
    const inner = this.text.slice(start, end < 0 ? this.text.length : end);
    if (end < 0 || inner.includes("/*") || inner.endsWith("/")) this.certain = false;
    this.at = end < 0 ? this.text.length : end + 2;
  }

  /** Doubled quotes are one; backslashes escape in some dialects, which matters where an odd number stands before a quote. */
  private quoted(quote: string): void {
    const start = this.at + 1;
    if (this.text.startsWith(quote.repeat(2), start)) this.certain = false;
    let at = start;
    let end: number;
    for (;;) {
      end = this.text.indexOf(quote, at);
      if (end < 0) {
        this.certain = false;
        end = this.text.length;
        at = end;
        break;
      }
      let slashes = 0;
      while (end - slashes > start && this.text.charAt(end - slashes - 1) === "\\") slashes += 1;
      if (slashes % 2 === 1) this.certain = false;
      at = end + 1;
      if (this.text.charAt(at) !== quote) break;
      at += 1;
    }
    const inner = this.text.slice(start, end);
    if (inner.includes("\0") || inner.includes("{{")) this.certain = false;
    this.push(quote === "'" ? "string" : "name", inner.replaceAll(quote.repeat(2), quote));
    this.at = at;
  }

  private enclosed(form: RegExp): void {
    const name = this.take(form);
    if (name === undefined) {
      this.certain = false;
      this.push("mark", this.text.charAt(this.at));
      this.at += 1;
    } else this.push("name", name.slice(1, -1));
  }

  private bracket(): void {
    BRACKET_LIST.lastIndex = this.at;
    const name = this.take(BRACKET_NAME);
    if (name !== undefined) this.push("name", name.slice(1, -1));
    else {
      // Attacker-controlled: `[` over and over would be tried to the end of the text each time; the class excludes it.
      if (!BRACKET_LIST.test(this.text)) this.certain = false;
      this.push("mark", "[");
      this.at += 1;
    }
  }
}

/** @throws {RangeError} when the text is too long to be read */
export function lexSql(text: string): LexedSql {
  if (text.length > MAX_SQL_LENGTH) throw new RangeError(`SQL of more than ${MAX_SQL_LENGTH} characters`);
  return new Lexer(text.startsWith("\ufeff") ? text.slice(1) : text).run();
}
