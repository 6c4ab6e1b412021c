/** Latin letters that look like Cyrillic ones, as typed by hand or left by a scan. */
const lookAlikes: Readonly<Record<string, string>> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  h: 'н',
  i: 'и',
  k: 'к',
  m: 'м',
  o: 'о',
  p: 'р',
  t: 'т',
  x: 'х',
  y: 'у',
};

/** Letters of Kazakh, and those of Russian that are often left out, as keyboards without them write them. */
const plainLetters: Readonly<Record<string, string>> = {
  ә: 'а',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  і: 'и',
  ё: 'е',
};

/**
 * A text as it is compared: small letters, one space between words, no signs; Kazakh letters as keyboards without them
 * write them, and in a word of Cyrillic letters the Latin ones as what they look like.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map(foldWord)
    .join(' ');
}

function foldWord(word: string): string {
  const plain = word.replace(/[әғқңөұүһіё]/g, (letter) => plainLetters[letter]!);
  return /\p{Script=Cyrillic}/u.test(plain)
    ? plain.replace(/[abcehikmoptxy]/g, (letter) => lookAlikes[letter]!)
    : plain;
}

/** As much of a value as a message shows. */
export function shorten(text: string): string {
  const characters = [...text];
  return characters.length <= 60 ? text : `${characters.slice(0, 59).join('')}…`;
}
