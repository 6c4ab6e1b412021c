import { kazakh } from './cues/kazakh.js';
import { russian } from './cues/russian.js';
import { foldInPlace } from './fold-in-place.js';
import { findMasks } from './masks.js';
import { findProgrammes } from './named-programmes.js';
import { Places } from './places.js';
import { readQuantities } from './read-quantities.js';
import { SentenceReader, type Carried, type Shared } from './sentence-reader.js';
import { splitSentences } from './sentences.js';
import type { Span, SuggestOptions, Suggestions } from './suggestion.js';

/**
 * Proposes the figures that a text in Kazakh or Russian states, for a person to confirm: numbers with what qualifies
 * them, each with the measure that the words around it speak of. Nothing is proposed where no measure fits, and every
 * number that is passed over is told with the reason. Pure, and linear in the length of the text.
 * @param text composed (NFC), as the places of what is proposed are those in it
 */
export function suggestFigures(text: string, options: SuggestOptions): Suggestions {
  const folded = foldInPlace(text);
  const nouns = [kazakh, russian].map(({ programmeNoun }) => programmeNoun);
  const shared: Shared = {
    text,
    folded,
    options,
    places: new Places(options.area),
    suggestions: [],
    passedOver: [],
  };
  const programmes = findProgrammes(text, folded, options.programmes, nouns);
  const [masksOf, programmesOf] = [inPlaces(findMasks(folded)), inPlaces(programmes)];
  let carried: Carried | null = null;
  for (const sentence of splitSentences(folded)) {
    const quantities = readQuantities(folded, sentence, masksOf(sentence));
    carried = new SentenceReader(shared, sentence, quantities, programmesOf(sentence), carried).read();
  }
  return { suggestions: shared.suggestions, passedOver: shared.passedOver };
}

/** Of parts in the order of their places, those that reach into a span; asked for one span after the other. */
function inPlaces<Part extends Span>(parts: readonly Part[]): (span: Span) => Part[] {
  let next = 0;
  return ({ start, end }) => {
    while (next < parts.length && parts[next]!.end <= start) next += 1;
    const found: Part[] = [];
    for (let index = next; index < parts.length && parts[index]!.start < end; index += 1) found.push(parts[index]!);
    return found;
  };
}
