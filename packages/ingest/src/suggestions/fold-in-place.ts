/** Latin letters as typed within Cyrillic words. */
const lookAlikes: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  e: 'е',
  i: 'і',
  o: 'о',
  p: 'р',
  x: 'х',
  y: 'у',
  h: 'һ',
};

/**
 * The text in small letters, with one kind of space, hyphen and dash, and with Cyrillic letters for Latin ones within
 * Cyrillic words: as long as the text itself, so that a place in one is the same place in the other.
 */
export function foldInPlace(text: string): string {
  const lower = [...text].map(foldCharacter).join('');
  return lower.replace(/[\p{L}]+/gu, (word) =>
    /\p{Script=Cyrillic}/u.test(word) ? word.replace(/[aceiopxyh]/g, (letter) => lookAlikes[letter]!) : word,
  );
}

function foldCharacter(character: string): string {
  if (/[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]/u.test(character)) return ' ';
  if (/[\u2010\u2011\u00ad]/u.test(character)) return '-';
  if (/[–—−]/u.test(character)) return '—';
  if (character === 'ё' || character === 'Ё') return 'е';
  const lower = character.toLowerCase();
  return lower.length === character.length ? lower : character;
}
