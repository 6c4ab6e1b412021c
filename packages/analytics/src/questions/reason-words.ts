import type { LocalizedText } from '@oblys/domain';
import type { StaleReason, StatisticReason } from '@oblys/rollups';

/** Why a figure is not there, as a statement says it. */
export const reasonWords: Readonly<Record<StatisticReason, LocalizedText>> = {
  NOT_REPORTED: {
    kk: 'аумақтың бірде-бір бөлімшесі есеп бермеген',
    ru: 'ни один филиал территории не отчитался',
    en: 'no branch of the area has reported',
  },
  SUPPRESSED: {
    kk: 'адам тым аз, оларды тануға болар еді',
    ru: 'людей так мало, что их можно было бы узнать',
    en: 'so few people that they could be recognised',
  },
  NOT_ALLOWED: {
    kk: 'сұраушыға көрсетілмейді',
    ru: 'спрашивающему не показывается',
    en: 'whoever asks may not see it',
  },
  NOT_COMPUTED: {
    kk: 'есептелмеген немесе кезеңі әлі келмеген',
    ru: 'не рассчитано или период ещё не наступил',
    en: 'not computed, or its period has not come',
  },
  NO_DENOMINATOR: { kk: 'ештеңенің үлесі', ru: 'доля ни от чего', en: 'a share of nothing' },
  NO_SINGLE_SUCCESSOR: {
    kk: 'бүгінгі аумақтардың қайсысына жататыны белгісіз',
    ru: 'неизвестно, к какой из нынешних территорий относится',
    en: 'it may belong to several areas of today',
  },
  NO_POPULATION: { kk: 'халық саны белгісіз', ru: 'численность населения неизвестна', en: 'the population is unknown' },
  NOT_A_COUNT: { kk: 'сан емес, үлес', ru: 'не количество, а доля', en: 'a share and no count' },
  NOT_ADDITIVE: { kk: 'қосылмайды', ru: 'не складывается', en: 'it does not add up' },
  TOO_FEW_PERIODS: { kk: 'кезең тым аз', ru: 'слишком мало периодов', en: 'too few periods' },
  PERIOD_NOT_WHOLE: { kk: 'кезең толық емес', ru: 'период неполный', en: 'the period is not whole' },
  TOO_FEW_VALUES: { kk: 'мән тым аз', ru: 'слишком мало значений', en: 'too few values' },
  NO_SPREAD: { kk: 'мәндер бірдей', ru: 'значения одинаковы', en: 'all values are the same' },
};

/** Why a stored figure may no longer be what its records say. */
export const staleWords: Readonly<Record<StaleReason, LocalizedText>> = {
  RECORDS_CHANGED: {
    kk: 'есептеуден кейін жазбалар өзгерді',
    ru: 'записи изменились после расчёта',
    en: 'records have changed since the build',
  },
  DEFINITION_CHANGED: {
    kk: 'есептеуден кейін анықтама өзгерді',
    ru: 'определение изменилось после расчёта',
    en: 'the definition has changed since the build',
  },
  CHECK_FAILED: {
    kk: 'кейінгі есептеу тексеруден өтпеді',
    ru: 'более поздний расчёт не прошёл проверку',
    en: 'a later build failed its checks',
  },
  DIFFERENCES_FOUND: {
    kk: 'тексеру айырмашылықтар тапты',
    ru: 'проверка нашла расхождения',
    en: 'a verification found differences',
  },
};
