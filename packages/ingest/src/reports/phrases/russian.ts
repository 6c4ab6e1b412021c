import type { NotComputableReason, Qualifier } from '@oblys/domain';
import type { Phrases, Told } from './phrases.js';

const pluralRules = new Intl.PluralRules('ru');

export const russianPhrases: Phrases = {
  stated: ({ name, qualifier, value, roundingUnit }) =>
    `«${name}»: в отчёте указано ${qualified(qualifier, value, roundingUnit)}; `,
  qualified,
  computed: ({ value, recordCount, records, quotient }) => {
    // Dative: по 1 записи, по 21 записи, по 2 записям, по 11 записям.
    const counted = `по ${records} ${pluralRules.select(recordCount) === 'one' ? 'записи' : 'записям'} получается`;
    if (quotient === null) return `${counted} ${value}.`;
    const { part, partName, whole, wholeName } = quotient;
    return `${counted} ${part} («${partName}») из ${whole} («${wholeName}»), то есть ${value}.`;
  },
  rule: (told) => (told.verdict === 'MISMATCH' ? mismatch(told) : agreement(told)),
  notComputed: (reason) => `сравнить не с чем: ${reasons[reason]}.`,
  withheld:
    'что показывают записи, не раскрывается: в этой теме считают людей, и ни одна официальная публикация не показывает именно этого значения.',
};

function qualified(qualifier: Qualifier, value: string, roundingUnit: string | null): string {
  switch (qualifier) {
    case 'EXACT':
      return value;
    case 'ROUNDED':
      return `${value} с округлением до ${roundingUnit}`;
    case 'ABOUT':
      return `около ${value}`;
    case 'MORE_THAN':
      return `более ${value}`;
    case 'LESS_THAN':
      return `менее ${value}`;
  }
}

function agreement(told: Told): string {
  if (told.verdict === 'MATCH') return 'Значения совпадают.';
  if (told.verdict === 'WITHIN_ROUNDING') {
    return `После округления до ${told.roundingUnit} это ${told.value}, как и указано.`;
  }
  return `${meaning(told)}; это условие выполнено.`;
}

function mismatch(told: Told): string {
  const { difference, isDifferent, isPercent, qualifier, roundingUnit, value } = told;
  if (!isDifferent) return `${meaning(told)}, поэтому само значение ${value} не подходит.`;
  const off = `разница составляет ${difference}${isPercent ? ' п. п.' : ''}`;
  const stop = isPercent ? '' : '.';
  if (qualifier === 'EXACT') return `Точное значение должно совпадать полностью: ${off}${stop}`;
  if (qualifier === 'ROUNDED') return `После округления до ${roundingUnit} это не ${value}: ${off}${stop}`;
  return `${meaning(told)}; это условие не выполнено: ${off}${stop}`;
}

function meaning({ qualifier, value, lower, upper }: Told): string {
  if (qualifier === 'ABOUT') return `«Около» допускает отклонение на десятую часть, от ${lower} до ${upper}`;
  const [more, less] = [lower && `больше ${lower}`, upper && `меньше ${upper}`];
  const words = qualifier === 'MORE_THAN' ? `Более ${value}` : `Менее ${value}`;
  return `«${words}» означает ${[more, less].filter((part) => part !== null).join(' и ')}`;
}

const reasons: Record<NotComputableReason, string> = {
  UNKNOWN_MEASURE: 'такого показателя в каталоге нет',
  NO_PROGRAMME_DIMENSION: 'этот показатель не считается по программам',
  UNIT_DIFFERS: 'значение указано в единицах, в которых показатель не считается',
  LEVEL_WITHOUT_FIGURES: 'показатели считаются только по районам, областям и стране',
  NOT_REPORTED: 'за это время не отчитался ни один филиал',
  SUPPRESSED: 'число слишком мало, чтобы его показывать',
  NOT_ALLOWED: 'записи недоступны для чтения',
  NOT_COMPUTED: 'на этот день показатель ещё не посчитан',
  NO_DENOMINATOR: 'это доля, а целого, от которого её считать, нет',
};
