import type { Locale } from '@oblys/domain';
import { numberWords } from './format-numbers.js';
import { nameOfMeasure } from './measure-names.js';
import { type CheckPhrases, checkPhrases } from './phrases/check-phrases.js';
import type { CheckContradiction, RangeOfMeasure, ReportCheck } from './verdicts.js';

/** Says whether what a report states of a whole and its parts can be true at once: which counts fit, or what is wrong. */
export function explainCheck({ topic, basis }: Pick<ReportCheck, 'topic' | 'basis'>, locale: Locale): string {
  const phrases = checkPhrases[locale];
  const name = (measure: string | null) =>
    measure === null ? phrases.rest : phrases.quoted(nameOfMeasure(topic, measure, locale));
  if (basis.contradiction !== null) {
    return `${phrases.contradicts}${reasonOf(basis.contradiction, basis.whole.measure, { phrases, name, locale })}`;
  }
  if (basis.outcome === 'UNDECIDED') return phrases.undecided;
  const told = ({ measure, range }: RangeOfMeasure) =>
    range === null ? [] : [`${name(measure)} — ${rangeWords(range, phrases, locale)}`];
  return phrases.fits(told(basis.whole).join(), basis.parts.flatMap(told));
}

interface Words {
  phrases: CheckPhrases;
  name: (measure: string | null) => string;
  locale: Locale;
}

function reasonOf(contradiction: CheckContradiction, whole: string | null, { phrases, name, locale }: Words): string {
  const amount = (value: string, unit: 'COUNT' | 'PERCENT') =>
    numberWords(locale, unit === 'PERCENT' ? 'percent' : '').value(value, ['100']);
  switch (contradiction.kind) {
    case 'WHOLE_IMPOSSIBLE':
      return phrases.impossible(name(whole));
    case 'PART_IMPOSSIBLE':
      return phrases.impossible(name(contradiction.measure));
    case 'PARTS_EXCEED_WHOLE':
      return phrases.exceed(name(whole), amount(contradiction.least, contradiction.in));
    case 'PARTS_FALL_SHORT':
      return phrases.fallShort(name(whole), amount(contradiction.most, contradiction.in));
  }
}

function rangeWords({ from, to }: { from: number; to: number | null }, phrases: CheckPhrases, locale: Locale): string {
  const { count } = numberWords(locale, '');
  if (to === null) return phrases.atLeast(count(from));
  return from === to ? count(from) : phrases.range(count(from), count(to));
}
