import { describe, expect, it } from '@jest/globals';
import { InvalidInputError, transliterateKazakh } from './index.js';

describe('transliterateKazakh', () => {
  it.each([
    ['Ә ә', 'A a'],
    ['Ғ ғ', 'G g'],
    ['Қ қ', 'K k'],
    ['Ң ң', 'N n'],
    ['Ө ө', 'O o'],
    ['Ұ ұ', 'U u'],
    ['Ү ү', 'U u'],
    ['Һ һ', 'H h'],
    ['І і', 'I i'],
  ])('writes the Kazakh letters %s as %s', (kazakh, latin) => expect(transliterateKazakh(kazakh)).toBe(latin));

  it.each([
    ['Көкшетау', 'Kokshetau'],
    ['Ақкөл', 'Akkol'],
    ['Бұланды', 'Bulandy'],
    ['Егіндікөл', 'Egindikol'],
    ['Қорғалжын', 'Korgalzhyn'],
    ['Шаңтөбе', 'Shantobe'],
    ['Үрүмқай', 'Urumkay'],
    ['Гауһар', 'Gauhar'],
    ['Әл-Фараби', 'Al-Farabi'],
    ['Біржан сал', 'Birzhan sal'],
    ['Аққайың', 'Akkayyn'],
  ])('writes %s as %s', (kazakh, latin) => expect(transliterateKazakh(kazakh)).toBe(latin));

  it.each([
    ['Щучинск', 'Shchuchinsk'],
    ['Целиноград', 'Tselinograd'],
    ['Красный Яр', 'Krasny Yar'],
    ['Интернациональный', 'Internatsionalny'],
    ['Чапаев', 'Chapaev'],
    ['Юбилейный', 'Yubileyny'],
    ['Подъячево', 'Podyachevo'],
  ])('writes the Russian name %s as %s', (russian, latin) => expect(transliterateKazakh(russian)).toBe(latin));

  it('keeps capitals where a whole word has them', () => {
    expect(transliterateKazakh('ЩУЧИНСК')).toBe('SHCHUCHINSK');
    expect(transliterateKazakh('ҚЫЗЫЛ Яр')).toBe('KYZYL Yar');
  });

  it('leaves digits, punctuation and Latin letters as they are', () =>
    expect(transliterateKazakh('№ 7 ауыл, Abai (2)')).toBe('№ 7 auyl, Abai (2)'));

  it('takes a letter and its mark as one letter', () => expect(transliterateKazakh('Аи\u0306ша')).toBe('Aysha'));

  it('gives an empty name back', () => expect(transliterateKazakh('')).toBe(''));

  it('refuses a Cyrillic letter it does not know, naming letter and word', () => {
    expect(() => transliterateKazakh('Їжак')).toThrow(InvalidInputError);
    expect(() => transliterateKazakh('Їжак')).toThrow('"Ї" in "Їжак"');
  });
});
