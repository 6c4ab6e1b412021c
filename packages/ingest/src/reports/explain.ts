import type { Bounds, Locale } from '@oblys/domain';
import { nameOfMeasure } from './measure-names.js';
import { phrasesOf } from './phrases/index.js';
import type { Phrases, Told } from './phrases/phrases.js';
import { numberWords } from './format-numbers.js';
import type { FigureVerdict } from './verdicts.js';

/** What an explanation is made from; a FigureVerdict is one. */
export type ExplainedFigure = Pick<
  FigureVerdict,
  | 'topic'
  | 'measure'
  | 'value'
  | 'unit'
  | 'qualifier'
  | 'roundingUnit'
  | 'verdict'
  | 'computed'
  | 'difference'
  | 'reason'
  | 'basis'
>;

type StatedPart = Pick<ExplainedFigure, 'topic' | 'measure' | 'value' | 'unit' | 'qualifier' | 'roundingUnit'>;

/**
 * Says in a few sentences what was stated, what was computed and from how many records (of a share: from which two
 * counts), and by which rule the two agree or do not.
 */
export function explain(figure: ExplainedFigure, locale: Locale): string {
  const phrases = phrasesOf[locale];
  const numbers = numberWords(locale, figure.unit);
  const { bounds } = figure.basis;
  const stated = sayStated(figure, locale);
  if (figure.computed === null || figure.difference === null) {
    return `${stated}${phrases.notComputed(figure.reason ?? 'NOT_COMPUTED')}`;
  }
  const landmarks = [figure.value, ...landmarksOf(bounds)];
  const told: Told = {
    verdict: figure.verdict,
    qualifier: figure.qualifier,
    value: numbers.value(figure.value),
    roundingUnit: figure.roundingUnit === null ? null : numbers.value(figure.roundingUnit),
    lower: bounds.lower === null ? null : numbers.value(bounds.lower.value),
    upper: bounds.upper === null ? null : numbers.value(bounds.upper.value),
    difference: numbers.signed(figure.difference),
    isDifferent: !/^-?0*(\.0*)?$/.test(figure.difference),
    isPercent: figure.unit === 'percent',
  };
  return `${stated}${phrases.computed(groundsOf(figure, locale, numbers.value(figure.computed, landmarks)))} ${phrases.rule(told)}`;
}

/** Says what was stated, and that whoever asks is not told what the records say of it. */
export function explainWithheld(figure: StatedPart, locale: Locale): string {
  return `${sayStated(figure, locale)}${phrasesOf[locale].withheld}`;
}

function sayStated({ topic, measure, value, unit, qualifier, roundingUnit }: StatedPart, locale: Locale): string {
  const numbers = numberWords(locale, unit);
  return phrasesOf[locale].stated({
    name: nameOfMeasure(topic, measure, locale),
    qualifier,
    value: numbers.value(value),
    roundingUnit: roundingUnit === null ? null : numbers.value(roundingUnit),
  });
}

function groundsOf(
  { basis, topic }: ExplainedFigure,
  locale: Locale,
  value: string,
): Parameters<Phrases['computed']>[0] {
  const { numerator, denominator, recordCount = 0 } = basis;
  const { count } = numberWords(locale, '');
  return {
    value,
    recordCount,
    records: count(recordCount),
    quotient:
      numerator === undefined || denominator === undefined
        ? null
        : {
            part: count(numerator.count),
            partName: nameOfMeasure(topic, numerator.measure, locale),
            whole: count(denominator.count),
            wholeName: nameOfMeasure(topic, denominator.measure, locale),
          },
  };
}

function landmarksOf({ lower, upper }: Bounds): string[] {
  return [lower, upper].flatMap((bound) => (bound === null ? [] : [bound.value]));
}
