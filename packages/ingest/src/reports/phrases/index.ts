import type { Locale } from '@oblys/domain';
import { englishPhrases } from './english.js';
import { kazakhPhrases } from './kazakh.js';
import type { Phrases } from './phrases.js';
import { russianPhrases } from './russian.js';

export const phrasesOf: Readonly<Record<Locale, Phrases>> = {
  KK: kazakhPhrases,
  RU: russianPhrases,
  EN: englishPhrases,
};
