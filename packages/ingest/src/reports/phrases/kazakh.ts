import type { NotComputableReason, Qualifier } from '@oblys/domain';
import type { Phrases, Told } from './phrases.js';

export const kazakhPhrases: Phrases = {
  stated: ({ name, qualifier, value, roundingUnit }) =>
    `«${name}»: есепте ${qualified(qualifier, value, roundingUnit)} деп көрсетілген; `,
  qualified,
  computed: ({ value, records, quotient }) => {
    // After a number a Kazakh noun stays in the singular, whatever the number is.
    if (quotient === null) return `${records} жазба бойынша есептелген мән — ${value}.`;
    const { part, partName, whole, wholeName } = quotient;
    return `${records} жазба бойынша: «${wholeName}» — ${whole}, оның ішінде «${partName}» — ${part}, яғни ${value}.`;
  },
  rule: (told) => (told.verdict === 'MISMATCH' ? mismatch(told) : agreement(told)),
  notComputed: (reason) => `салыстыратын мән жоқ: ${reasons[reason]}.`,
  withheld:
    'жазбалар бойынша мән көрсетілмейді: бұл тақырыпта адамдар саналады, ал дәл осы мән ешбір ресми жарияланымда көрсетілмеген.',
};

function qualified(qualifier: Qualifier, value: string, roundingUnit: string | null): string {
  switch (qualifier) {
    case 'EXACT':
      return value;
    case 'ROUNDED':
      return `${value} (${roundingUnit} дәлдікпен дөңгелектелген)`;
    case 'ABOUT':
      return `шамамен ${value}`;
    case 'MORE_THAN':
      return `${value} мәнінен артық`;
    case 'LESS_THAN':
      return `${value} мәнінен кем`;
  }
}

function agreement(told: Told): string {
  if (told.verdict === 'MATCH') return 'Екі мән бірдей.';
  if (told.verdict === 'WITHIN_ROUNDING') {
    return `${told.roundingUnit} дәлдікпен дөңгелектегенде ${told.value} шығады, есепте де солай.`;
  }
  return `${meaning(told)}; бұл шарт орындалады.`;
}

function mismatch(told: Told): string {
  const { difference, isDifferent, isPercent, qualifier, roundingUnit, value } = told;
  if (!isDifferent) return `${meaning(told)}; сондықтан ${value} мәнінің өзі сәйкес келмейді.`;
  const off = `айырмасы: ${difference}${isPercent ? ' пайыздық тармақ' : ''}`;
  if (qualifier === 'EXACT') return `Дәл мән толық сәйкес келуі керек, ${off}.`;
  if (qualifier === 'ROUNDED') return `${roundingUnit} дәлдікпен дөңгелектегенде ${value} шықпайды, ${off}.`;
  return `${meaning(told)}; бұл шарт орындалмайды, ${off}.`;
}

function meaning({ qualifier, lower, upper }: Told): string {
  if (qualifier === 'ABOUT') return `«Шамамен» оннан бір бөлік ауытқуға жол береді (${lower} – ${upper})`;
  const [more, less] = [lower && `${lower} мәнінен артық`, upper && `${upper} мәнінен кем`];
  return `Шарт: ${[more, less].filter((part) => part !== null).join(', ')}`;
}

const reasons: Record<NotComputableReason, string> = {
  UNKNOWN_MEASURE: 'каталогта мұндай көрсеткіш жоқ',
  NO_PROGRAMME_DIMENSION: 'бұл көрсеткіш бағдарламалар бойынша есептелмейді',
  UNIT_DIFFERS: 'мән көрсеткіш есептелмейтін өлшем бірлігімен берілген',
  LEVEL_WITHOUT_FIGURES: 'көрсеткіштер тек аудандар, облыстар және ел бойынша есептеледі',
  NOT_REPORTED: 'осы уақыт үшін бірде-бір филиал есеп бермеген',
  SUPPRESSED: 'сан көрсетуге тым аз',
  NOT_ALLOWED: 'жазбаларды оқуға рұқсат жоқ',
  NOT_COMPUTED: 'бұл күнге көрсеткіш әлі есептелмеген',
  NO_DENOMINATOR: 'бұл — үлес, ал ол алынатын бүтін жоқ',
};
