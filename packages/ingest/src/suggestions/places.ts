import { foldInPlace } from './fold-in-place.js';
import type { Cues } from './cues/cues.js';
import type { KnownArea, Span } from './suggestion.js';

/** Whether a part of a text speaks of another area than the report. */
export type Place = 'OWN' | 'OTHER' | 'UNSAID';

/**
 * Tells by the names of regions, districts and cities in it which area a part of the text speaks of. Within the report
 * of a region its districts are other areas: their figures are not the region's.
 */
export class Places {
  private readonly ownNames: readonly string[];
  private readonly wider: readonly ('COUNTRY' | 'REGION')[];

  constructor(area: KnownArea | null) {
    this.wider = widerThan[area?.level ?? 'REGION'] ?? ['COUNTRY', 'REGION'];
    this.ownNames = (area?.names ?? []).map(stemOfName);
  }

  placeOf(text: string, folded: string, { start, end }: Span, cues: Cues): Place {
    const [part, written] = [folded.slice(start, end), text.slice(start, end)];
    const named = [
      ...this.namesIn(part, written, cues.region, 'REGION'),
      ...this.namesIn(part, written, cues.district, 'DISTRICT'),
    ].sort((one, other) => one.index - other.index);
    if (named.length === 0) return this.wider.some((level) => cues.wider[level].test(part)) ? 'OTHER' : 'UNSAID';
    return named.some(({ isOwn }) => isOwn) && !named.some(({ isOwn, isNarrower }) => !isOwn && isNarrower)
      ? 'OWN'
      : 'OTHER';
  }

  private namesIn(part: string, written: string, pattern: RegExp, level: 'REGION' | 'DISTRICT') {
    return [...part.matchAll(pattern)].flatMap((found) => {
      const name = found.slice(1).find((group) => group !== undefined);
      if (name === undefined) return [];
      const index = found.index + found[0].indexOf(name);
      // Names are written with a capital: "в другом районе" names none.
      if (!/\p{Lu}/u.test(written[index] ?? '')) return [];
      const isOwn = this.ownNames.length === 0 ? level === 'REGION' : this.isOwn(name);
      return [{ index, isOwn, isNarrower: level === 'DISTRICT' }];
    });
  }

  private isOwn(name: string): boolean {
    const stem = stemOfName(name);
    return this.ownNames.some((own) => own.startsWith(stem.slice(0, 5)) && stem.startsWith(own.slice(0, 5)));
  }
}

const widerThan: Readonly<Record<string, readonly ('COUNTRY' | 'REGION')[]>> = { COUNTRY: [], REGION: ['COUNTRY'] };

/** Without the words that say what it is, and without the endings that cases and adjectives have. */
function stemOfName(name: string): string {
  const [longest = ''] = foldInPlace(name)
    .split(/[^\p{L}-]+/u)
    .filter((word) => !/^(?:облыс|област|аудан|район|қала|город)/u.test(word))
    .sort((one, other) => other.length - one.length);
  return longest;
}
