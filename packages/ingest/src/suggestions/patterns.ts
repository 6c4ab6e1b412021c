/** Patterns that go through a text keep where they are; a search looks from the beginning. */
export function has(pattern: RegExp, text: string): boolean {
  return text.search(pattern) >= 0;
}

export function matchAt(pattern: RegExp, text: string, place: number): string | null {
  pattern.lastIndex = place;
  const found = pattern.exec(text);
  return found === null || found[0] === '' ? null : found[0];
}
