import type { Random } from '../random.js';

/** The same words in the two languages that people of the region write in. */
export interface Wording {
  kk: string;
  ru: string;
}

export type Language = keyof Wording;

export function drawLanguage(random: Random): Language {
  return random.chance(0.58) ? 'kk' : 'ru';
}

/** Puts a value in the place of each {name}. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
