import type { NotComputableReason, Qualifier } from '@oblys/domain';
import type { Phrases, Told } from './phrases.js';

export const englishPhrases: Phrases = {
  stated: ({ name, qualifier, value, roundingUnit }) =>
    `“${name}”: the report states ${qualified(qualifier, value, roundingUnit)}; `,
  qualified,
  computed: ({ value, recordCount, records, quotient }) => {
    const counted = `${records} ${recordCount === 1 ? 'record gives' : 'records give'}`;
    if (quotient === null) return `${counted} ${value}.`;
    const { part, partName, whole, wholeName } = quotient;
    return `${counted} ${part} (“${partName}”) of ${whole} (“${wholeName}”), which is ${value}.`;
  },
  rule: (told) => (told.verdict === 'MISMATCH' ? mismatch(told) : agreement(told)),
  notComputed: (reason) => `nothing was computed beside it: ${reasons[reason]}.`,
  withheld:
    'what the records say is not shown: its topic counts people, and no official publication shows this very figure.',
};

function qualified(qualifier: Qualifier, value: string, roundingUnit: string | null): string {
  switch (qualifier) {
    case 'EXACT':
      return value;
    case 'ROUNDED':
      return `${value}, rounded to ${roundingUnit}`;
    case 'ABOUT':
      return `about ${value}`;
    case 'MORE_THAN':
      return `more than ${value}`;
    case 'LESS_THAN':
      return `less than ${value}`;
  }
}

function agreement(told: Told): string {
  if (told.verdict === 'MATCH') return 'The two are equal.';
  if (told.verdict === 'WITHIN_ROUNDING') return `Rounded to ${told.roundingUnit} that is ${told.value}, as stated.`;
  return `${meaning(told)}, and that holds.`;
}

function mismatch(told: Told): string {
  const { difference, isDifferent, isPercent, qualifier, roundingUnit, value } = told;
  if (!isDifferent) return `${meaning(told)}, so ${value} itself does not agree.`;
  const off = `the difference is ${difference}${isPercent ? ' percentage points' : ''}`;
  if (qualifier === 'EXACT') return `An exact figure has to be met exactly: ${off}.`;
  if (qualifier === 'ROUNDED') return `Rounded to ${roundingUnit} that is not ${value}: ${off}.`;
  return `${meaning(told)}, and that does not hold: ${off}.`;
}

function meaning({ qualifier, value, lower, upper }: Told): string {
  if (qualifier === 'ABOUT') return `“About” allows a tenth, ${lower} to ${upper}`;
  const [more, less] = [lower && `above ${lower}`, upper && `below ${upper}`];
  const words = qualifier === 'MORE_THAN' ? `More than ${value}` : `Less than ${value}`;
  return `“${words}” means ${[more, less].filter((part) => part !== null).join(' and ')}`;
}

const reasons: Record<NotComputableReason, string> = {
  UNKNOWN_MEASURE: 'the catalogue has no such measure',
  NO_PROGRAMME_DIMENSION: 'this measure is not counted by programme',
  UNIT_DIFFERS: 'the figure is stated in a unit that the measure is not counted in',
  LEVEL_WITHOUT_FIGURES: 'figures are counted for districts, regions and the country only',
  NOT_REPORTED: 'no branch of the area has reported for this time',
  SUPPRESSED: 'the count is too small to be shown',
  NOT_ALLOWED: 'the records may not be read',
  NOT_COMPUTED: 'the day of the figure has not been counted',
  NO_DENOMINATOR: 'it is a share, and there is nothing for it to be a share of',
};
