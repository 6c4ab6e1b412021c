import { describe, expect, it } from '@jest/globals';
import { initialLocale, pageLocales } from './locale.js';
import { pageWords } from './words.js';

const remembering = (value: string | null) => ({ getItem: () => value });

describe('initialLocale', () => {
  it('is Kazakh unless something else was asked for', () => {
    expect(initialLocale('', null)).toBe('kk');
    expect(initialLocale('?lang=de', remembering('fr'))).toBe('kk');
  });

  it('is what was chosen before, and the address goes before that', () => {
    expect(initialLocale('', remembering('ru'))).toBe('ru');
    expect(initialLocale('?lang=en', remembering('ru'))).toBe('en');
    expect(initialLocale('?lang=de', remembering('ru'))).toBe('ru');
  });
});

describe('pageWords', () => {
  it.each(pageLocales)('leave no text of %s empty, and none in the language of another', (locale) => {
    const texts = (each: unknown): string[] =>
      typeof each === 'string' ? [each] : Object.values(each as object).flatMap(texts);
    const own = texts(pageWords[locale]);
    expect(own).not.toContain('');
    expect(own).toHaveLength(texts(pageWords.en).length);
    if (locale !== 'en')
      expect(own.filter((text) => /\p{Script=Latin}/u.test(text) && !/OBLYS_/.test(text))).toEqual([]);
  });
});
