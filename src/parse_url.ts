// Turns text into a URL by the WHATWG parser, or into undefined when it is no absolute URL.

/**
 * INVARIANT: not `URL.canParse`. In Node 20 it answers false for `https://bücher.example/` once V8 has optimized
 * it, after some thousand calls: a long-lived process would stop seeing such URLs at all.
 */
export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
