const mostLetters = 31;

/** Names for sheets, none twice whatever its case: what a spreadsheet takes for no letter of a name becomes a space. */
export class SheetNames {
  private readonly taken = new Set<string>();

  take(wanted: string): string {
    const letters = wanted.replace(/[[\]:*?/\\\p{Cc}\ufffe\uffff]/gu, ' ').replace(/\s+/g, ' ');
    const base = letters.replace(/^[\s']+|[\s']+$/g, '') || '1';
    for (let number = 1; ; number += 1) {
      const suffix = number === 1 ? '' : ` (${number})`;
      const name = cut(base, mostLetters - suffix.length) + suffix;
      if (this.taken.has(name.toLowerCase()) || reserved.test(name)) continue;
      this.taken.add(name.toLowerCase());
      return name;
    }
  }
}

/** Excel keeps it for itself. */
const reserved = /^history$/i;

/** Never between the halves of a letter; an apostrophe ends no name. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return text
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/[\s']+$/, '');
}
