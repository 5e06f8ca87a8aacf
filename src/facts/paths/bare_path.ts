// Turns a path as written into what a lenient reader makes of it: without white space and quotes around it.

const DROPPED = /[\p{Cc}\s"'`]/u;

/** The official filesystem server, for one, drops both before it looks at a path. */
export function barePath(value: string): string {
  let start = 0;
  let end = value.length;
  while (start < end && DROPPED.test(value.charAt(start))) start += 1;
  while (end > start && DROPPED.test(value.charAt(end - 1))) end -= 1;
  return value.slice(start, end);
}
