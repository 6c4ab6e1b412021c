import type { IsoDate, Locale } from '@oblys/domain';
import { numberWords } from './format-numbers.js';
import { nameOfMeasure } from './measure-names.js';
import { type CheckPhrases, checkPhrases } from './phrases/check-phrases.js';
import { phrasesOf } from './phrases/index.js';
import type { CheckContradiction, RangeOfMeasure, ReportCheck, SumUnit, WordedFigure } from './verdicts.js';

/**
 * Says whether what a report states can be true at once, by itself or beside an earlier report: which counts fit a whole
 * and its parts, or what is wrong.
 */
export function explainCheck(check: Pick<ReportCheck, 'topic' | 'kind' | 'basis'>, locale: Locale): string {
  const words = wordsOf(check.topic, locale);
  switch (check.kind) {
    case 'PARTS_OF_WHOLE':
    case 'SHARES_OF_WHOLE':
      return explainParts(check.basis, words);
    case 'PROGRAMME_WITHIN_TOTAL':
    case 'SPAN_WITHIN_SPAN':
      return explainSums(check, words);
    case 'EARLIER_REPORT':
      return explainEarlier(check.basis, words);
  }
}

interface Words {
  phrases: CheckPhrases;
  name: (measure: string | null) => string;
  locale: Locale;
}

function wordsOf(topic: string, locale: Locale): Words {
  const phrases = checkPhrases[locale];
  const name = (measure: string | null) =>
    measure === null ? phrases.rest : phrases.quoted(nameOfMeasure(topic, measure, locale));
  return { phrases, name, locale };
}

function explainParts(basis: ReportCheck['basis'], words: Words): string {
  const { phrases, name, locale } = words;
  if (basis.contradiction !== null) {
    return `${phrases.contradicts}${reasonOf(basis.contradiction, basis.whole, words)}`;
  }
  if (basis.outcome === 'UNDECIDED') return phrases.undecided;
  const told = ({ measure, range }: RangeOfMeasure) =>
    range === null ? [] : [`${name(measure)} — ${rangeWords(range, phrases, locale)}`];
  return phrases.fits(told(basis.whole).join(), basis.parts.flatMap(told));
}

function reasonOf(contradiction: CheckContradiction, { measure: whole }: RangeOfMeasure, words: Words): string {
  const { phrases, name } = words;
  switch (contradiction.kind) {
    case 'WHOLE_IMPOSSIBLE':
      return phrases.impossible(name(whole));
    case 'PART_IMPOSSIBLE':
      return phrases.impossible(name(contradiction.measure));
    case 'PARTS_EXCEED_WHOLE':
      return phrases.exceed(name(whole), amountWords(contradiction.least, contradiction.in, words));
    case 'PARTS_FALL_SHORT':
      return phrases.fallShort(name(whole), amountWords(contradiction.most, contradiction.in, words));
    case 'FALLS':
      throw new Error('A whole and its parts do not fall.');
  }
}

function explainSums({ kind, basis }: Pick<ReportCheck, 'kind' | 'basis'>, words: Words): string {
  const { phrases, name, locale } = words;
  const { whole, parts, contradiction } = basis;
  const told = {
    name: name(whole.measure),
    whole: numbersOf(whole),
    parts: parts.map(numbersOf).join(', '),
    span: spanWords(whole.span, phrases, locale),
  };
  const sentences = kind === 'SPAN_WITHIN_SPAN' ? phrases.spans : phrases.programmes;
  if (contradiction === null) return sentences.fit(told);
  switch (contradiction.kind) {
    case 'PARTS_EXCEED_WHOLE': {
      const [least, most] = [contradiction.least, contradiction.whole ?? ''];
      const amounts = [
        amountWords(least, contradiction.in, words),
        amountWords(most, contradiction.in, words),
      ] as const;
      return `${phrases.contradicts}${sentences.exceed(told, ...amounts)}`;
    }
    case 'PARTS_FALL_SHORT': {
      const [most, least] = [contradiction.most, contradiction.whole ?? ''];
      const amounts = [
        amountWords(most, contradiction.in, words),
        amountWords(least, contradiction.in, words),
      ] as const;
      return `${phrases.contradicts}${phrases.spans.fallShort(told, ...amounts)}`;
    }
    default: {
      const numbers = contradiction.kind === 'WHOLE_IMPOSSIBLE' ? told.whole : told.parts;
      return `${phrases.contradicts}${phrases.excluded(told.name, numbers)}`;
    }
  }
}

function explainEarlier({ whole, contradiction, earlier, later }: ReportCheck['basis'], words: Words): string {
  if (earlier === undefined || later === undefined) throw new Error('The two figures are not kept with the check.');
  const { phrases, name, locale } = words;
  const told = {
    name: name(whole.measure),
    now: statedWords(later, locale),
    nowWords: phrases.quoted(later.wording),
    before: statedWords(earlier, locale),
    beforeWords: phrases.quoted(earlier.wording),
    title: phrases.quoted(earlier.title),
    asOf: dayWords(earlier.asOf, locale),
  };
  return contradiction === null ? phrases.grows(told) : phrases.falls(told);
}

/** What is stated, with the word that hedges it. */
function statedWords({ value, unit, qualifier, roundingUnit }: WordedFigure, locale: Locale): string {
  const numbers = numberWords(locale, unit);
  const rounding = roundingUnit === null ? null : numbers.value(roundingUnit);
  return phrasesOf[locale].qualified(qualifier, numbers.value(value), rounding);
}

function amountWords(value: string, unit: SumUnit, { locale }: Words): string {
  const units: Record<SumUnit, string> = { PERCENT: 'percent', COUNT: '', MONEY: 'KZT' };
  return numberWords(locale, units[unit]).value(value, unit === 'PERCENT' ? ['100'] : []);
}

function numbersOf({ figures = [] }: RangeOfMeasure): string {
  return figures.join(', ');
}

function spanWords(span: RangeOfMeasure['span'], phrases: CheckPhrases, locale: Locale): string {
  if (span === undefined) return '';
  const to = dayWords(span.to, locale);
  return span.from === null ? phrases.upTo(to) : `${dayWords(span.from, locale)} – ${to}`;
}

function dayWords(day: IsoDate, locale: Locale): string {
  if (locale === 'EN') {
    return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
      new Date(`${day}T00:00:00Z`),
    );
  }
  return day.split('-').reverse().join('.');
}

function rangeWords({ from, to }: { from: number; to: number | null }, phrases: CheckPhrases, locale: Locale): string {
  const { count } = numberWords(locale, '');
  if (to === null) return phrases.atLeast(count(from));
  return from === to ? count(from) : phrases.range(count(from), count(to));
}
