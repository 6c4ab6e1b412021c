import { InvalidInputError } from './errors.js';

/**
 * A Kazakh name in plain Latin letters, close to the BGN/PCGN romanisation but in the everyday form that atlases and
 * news use: no diacritics (ә a, ө o, ү and ұ u, і i), қ as k, ғ as g, ң as n, final -ый and -ий as y.
 * Digits, spaces, punctuation and Latin letters stay as they are.
 * @throws {InvalidInputError} at a Cyrillic letter that neither Kazakh nor Russian has
 */
export function transliterateKazakh(name: string): string {
  // Composed first: й and ё may come as a letter with a mark, and would lose their sound.
  return name.normalize('NFC').replace(/\p{L}+/gu, transliterateWord);
}

const latinOf: Record<string, string> = {
  а: 'a',
  ә: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ғ: 'g',
  д: 'd',
  е: 'e',
  ё: 'yo',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  қ: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  ң: 'n',
  о: 'o',
  ө: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ұ: 'u',
  ү: 'u',
  ф: 'f',
  х: 'kh',
  һ: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  і: 'i',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};

function transliterateWord(word: string): string {
  const isUpperCase = word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();
  const letters = [...word.replace(/[ыи]й$/u, 'ы').replace(/[ЫИ]Й$/u, 'Ы')];
  const latin = letters.map((letter) => transliterateLetter(letter, word)).join('');
  return isUpperCase ? latin.toUpperCase() : latin;
}

function transliterateLetter(letter: string, word: string): string {
  const lower = letter.toLowerCase();
  const latin = latinOf[lower];
  if (latin === undefined) {
    if (!/\p{Script=Cyrillic}/u.test(letter)) return letter;
    throw new InvalidInputError(
      `"${letter}" in "${word}" is no letter of Kazakh or Russian, so the name cannot be put into Latin letters.`,
    );
  }
  return letter === lower ? latin : latin.charAt(0).toUpperCase() + latin.slice(1);
}
