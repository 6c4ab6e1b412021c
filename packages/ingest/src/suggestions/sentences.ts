import type { Span, TextLanguage } from './suggestion.js';

export interface Sentence extends Span {
  readonly language: TextLanguage;
  /** Which paragraph it is of, from 0. */
  readonly paragraph: number;
  /** Its parts between commas, colons and dashes; brackets do not part it. */
  readonly clauses: readonly Span[];
}

/** What is longer is no sentence of anybody: it is parted, so that no text takes longer than its length. */
const longestSentence = 800;
const longestWord = 100;

/** After these a stop ends no sentence. */
const abbreviation =
  /(?:^|[^\p{L}])(?:млн|млрд|тыс|трлн|мың|тг|руб|г|гг|ж|жж|обл|обл-с|р|с|ст|ул|көш|д|им|т|т\.б|т\.д|т\.п|т\.е|др|пр|см|стр|кв|каб|тел|ауд|қ|а|о|п|№|мкр|чел|шт|б|\p{L})$/u;

/** Sentences end with a stop, a mark or a line; a stop within a number or after an abbreviation ends none. */
export function splitSentences(folded: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  let lastSpace = 0;
  let paragraph = 0;
  const ofText = languageOf(folded) ?? 'RU';
  const close = (end: number) => {
    if (/[\p{L}\d]/u.test(folded.slice(start, end))) {
      sentences.push({
        start,
        end,
        paragraph,
        language: languageOf(folded.slice(start, end)) ?? ofText,
        clauses: clausesOf(folded, start, end),
      });
    }
    start = end;
  };
  for (let index = 0; index < folded.length; index += 1) {
    const character = folded[index]!;
    if (character === '\n') {
      close(index + 1);
      paragraph += 1;
    } else if ('!?;'.includes(character) || (character === '.' && endsSentence(folded, start, index))) {
      close(index + 1);
    } else if (character === ' ' ? index - start >= longestSentence : index - lastSpace >= longestWord) {
      close(index + 1);
      lastSpace = index;
    }
    if (character === ' ') lastSpace = index;
  }
  close(folded.length);
  return sentences;
}

function endsSentence(folded: string, start: number, index: number): boolean {
  if (/\d/.test(folded[index + 1] ?? '')) return false;
  if (!/[\s»")\]]|^$/u.test(folded[index + 1] ?? ''))
    return /\p{L}/u.test(folded[index + 1] ?? '') && folded[index - 1] === ')';
  return (
    !abbreviation.test(folded.slice(Math.max(start, index - 8), index)) ||
    /^\s*\n/.test(folded.slice(index + 1, index + 3))
  );
}

const kazakhWord = /[әғқңөұүһі]/u;
const russianWord =
  /^(?:и|в|во|на|по|с|со|из|для|от|до|что|это|не|за|к|о|об|при|а|их|или|также|как|был[аио]?|более|около|свыше|году|года)$|(?:ого|ых|ении|ение|ения|ений|ство|ства|ских|ской|ского|ского|лось|лись|ано|ены|ено|ился|ости|ую|ция|ции|ций)$/u;

/** Which of the two a text is in, by letters that only Kazakh has and words that only Russian has; null on a draw. */
function languageOf(text: string): TextLanguage | null {
  // A quoted name is no sign: Russian texts name Kazakh programmes.
  const words = text.replace(/[«"“][^«»"“”]{0,80}[»"”]/gu, ' ').match(/\p{L}+/gu) ?? [];
  const count = (pattern: RegExp) => words.filter((word) => pattern.test(word)).length;
  const [kazakh, russian] = [count(kazakhWord), count(russianWord)];
  if (kazakh === russian) return null;
  return kazakh > russian ? 'KK' : 'RU';
}

function clausesOf(folded: string, start: number, end: number): Span[] {
  const clauses: Span[] = [];
  let from = start;
  for (let index = start; index < end; index += 1) {
    const character = folded[index]!;
    const isComma = character === ',' && !(/\d/.test(folded[index - 1] ?? '') && /\d/.test(folded[index + 1] ?? ''));
    const isColon = character === ':' && !/\d/.test(folded[index + 1] ?? '');
    if (!isComma && !isColon && character !== '•') continue;
    clauses.push({ start: from, end: index });
    from = index + 1;
  }
  clauses.push({ start: from, end });
  return clauses;
}
