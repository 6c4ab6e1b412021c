import { describe, expect, it } from '@jest/globals';
import { topics } from '@oblys/rollups';
import { kazakh } from './cues/kazakh.js';
import { russian } from './cues/russian.js';
import { families, type Family } from './families.js';
import { suggestFigures } from './suggest-figures.js';
import type { PassedOverReason } from './suggestion.js';

const area = { names: ['Ақмола облысы', 'Акмолинская область'], level: 'REGION' };
const programmes = [
  { code: 'auyl-amanaty', names: { kk: 'Ауыл аманаты', ru: 'Ауыл аманаты', en: 'Auyl Amanaty' } },
  { code: 'womens-wing', names: { kk: 'Әйелдер қанаты', ru: 'Женское крыло', en: "Women's Wing" } },
];
const read = (text: string, asOf = '2025-11-05') => suggestFigures(text, { asOf, area, programmes });

function only(text: string, asOf?: string) {
  const { suggestions } = read(text, asOf);
  expect(suggestions).toHaveLength(1);
  return suggestions[0]!;
}

describe('suggestFigures', () => {
  it.each([
    ['6331 өтініш түсті', '6331', 'EXACT', null],
    ['6 331 өтініш түсті', '6331', 'EXACT', null],
    ['6\u202f331 өтініш түсті', '6331', 'EXACT', null],
    ['6,3 мың өтініш түсті', '6300', 'ROUNDED', '100'],
    ['алты мың үш жүз отыз бір өтініш түсті', '6331', 'EXACT', null],
    ['6 мыңнан астам өтініш түсті', '6000', 'MORE_THAN', null],
    ['шамамен 6 300 өтініш түсті', '6300', 'ABOUT', null],
    ['6 300-ге жуық өтініш түсті', '6300', 'ABOUT', null],
    ['6 300 өтінішке жуық түсті', '6300', 'ABOUT', null],
    ['100-ден кем өтініш түсті', '100', 'LESS_THAN', null],
    ['поступило 6,3 тыс. обращений', '6300', 'ROUNDED', '100'],
    ['поступило шесть тысяч триста тридцать одно обращение', '6331', 'EXACT', null],
    ['поступило свыше шести тысяч обращений', '6000', 'MORE_THAN', null],
    ['поступило не менее 6000 обращений', '6000', 'MORE_THAN', null],
    ['поступило не более 6000 обращений', '6000', 'LESS_THAN', null],
    ['поступило около 6 300 обращений', '6300', 'ABOUT', null],
    ['поступило 6 300 с лишним обращений', '6300', 'MORE_THAN', null],
    ['поступило более 6 тыс. обращений (6 331)', '6331', 'EXACT', null],
  ])('reads %j as %s, %s', (text, value, qualifier, roundingUnit) => {
    expect(only(`В области: ${text}.`)).toMatchObject({ measure: 'appeal.received', value, qualifier, roundingUnit });
  });

  it.each([
    ['1 миллиард 848 миллион теңгеге жоба қаржыландырылды', '1848000000', '1000000'],
    ['1,85 млрд теңгеге жоба қаржыландырылды', '1850000000', '10000000'],
    ['жобалар 985 750 000 теңгеге қаржыландырылды', '985750000', null],
    ['профинансированы проекты на полтора миллиарда тенге', '1500000000', '100000000'],
    ['профинансированы проекты на 2 млрд 300 млн тенге', '2300000000', '1000000'],
  ])('reads the amount of %j', (text, value, roundingUnit) => {
    expect(only(text)).toMatchObject({ measure: 'funding.amount', value, roundingUnit, unit: 'KZT' });
  });

  it.each<[string, string, PassedOverReason]>([
    ['Жиналыс 2025 жылғы 5 қарашада өтті.', '2025 жылғы', 'DATE'],
    ['Собрание прошло 05.11.2025 в 10:30.', '05.11.2025', 'DATE'],
    ['Телефон общественной приёмной: 8 (7162) 25-12-34.', '8 (7162) 25-12-34', 'PHONE'],
    ['Обращения принимаются по постановлению № 123-VI.', '№ 123-VI', 'REFERENCE'],
    ['Приём ведут по адресу: ул. Абая, 96.', 'ул. Абая, 96', 'ADDRESS'],
    ['Өтініштерді 3-ші қабатта қабылдайды.', '3-ші', 'ORDINAL'],
    ['Обращения рассматриваются 15 дней.', '15 дней', 'DURATION'],
    ['В Костанайской области поступило 4 215 обращений.', '4 215', 'OTHER_AREA'],
    ['Бурабай ауданында 310 өтініш түсті.', '310', 'OTHER_AREA'],
    ['По стране поступило 175 000 обращений.', '175 000', 'OTHER_AREA'],
    ['Өткен жылы 5 900 өтініш түскен.', '5 900', 'EARLIER_YEAR'],
    ['До конца года планируется провести 40 собраний.', '40', 'PLANNED'],
    ['Келесі жылы 12 көшпелі қабылдау өткізіледі.', '12', 'PLANNED'],
    ['Число обращений выросло на 12 %.', '12 %', 'CHANGE'],
    ['Өтініштер саны 12 пайызға артты.', '12 пайызға', 'CHANGE'],
    ['На собраниях побывали тысячи жителей.', 'тысячи', 'VAGUE'],
    ['Ауылда 45 трактор бар.', '45', 'NO_MEASURE'],
    ['Тұрғындардың 40 пайызы ауылда тұрады.', '40 пайызы', 'NO_MEASURE'],
  ])('passes over the number in %j', (text, words, reason) => {
    const { suggestions, passedOver } = read(text);
    expect(suggestions).toEqual([]);
    expect(passedOver.map(({ text: number, reason: why }) => ({ number: number.trim(), why }))).toContainEqual({
      number: words,
      why: reason,
    });
  });

  it('counts the groups of courses apart from those who finished them', () => {
    expect(read('Біліктілік курсын 14 топ бітірді.').suggestions).toMatchObject([
      { measure: 'course.groupsCompleted' },
    ]);
    expect(read('Курсы окончили 14 групп.').suggestions).toMatchObject([{ measure: 'course.groupsCompleted' }]);
  });

  it('takes a named month, quarter or number of months as the span, cut off at the as-of day', () => {
    const spanOf = (text: string, asOf: string) => {
      const { periodFrom, periodTo } = only(text, asOf);
      return [periodFrom, periodTo];
    };
    expect(spanOf('Қазан айында 120 өтініш түсті.', '2025-11-05')).toEqual(['2025-10-01', '2025-10-31']);
    expect(spanOf('В третьем квартале поступило 120 обращений.', '2025-11-05')).toEqual(['2025-07-01', '2025-09-30']);
    expect(spanOf('За 9 месяцев поступило 120 обращений.', '2025-09-20')).toEqual(['2025-01-01', '2025-09-20']);
    expect(spanOf('Поступило 120 обращений.', '2025-09-20')).toEqual(['2025-01-01', '2025-09-20']);
    expect(spanOf('Тіркелген 274 бастауыш ұйым бар.', '2025-09-20')).toEqual([null, '2025-09-20']);
  });

  it('names a programme that nobody knows, and takes its figure for none of all programmes', () => {
    expect(only('«Жас кәсіпкер» жобасы аясында 40 іс-шара өткізілді.')).toMatchObject({
      measure: 'event.held',
      programmeCode: null,
      unknownProgramme: 'Жас кәсіпкер',
      confidence: 'LOW',
    });
    expect(only('По линии «Женского крыла» проведено 9 мероприятий.')).toMatchObject({ programmeCode: 'womens-wing' });
  });

  it.each([
    ['', 0],
    ['мың '.repeat(5_000), 0],
    ['а'.repeat(20_000), 0],
    ['1234567890'.repeat(2_000), 0],
    ['('.repeat(20_000), 0],
    ['«'.repeat(20_000), 0],
  ])('ends on a text of no sense (%#)', (text, count) => {
    expect(read(text).suggestions).toHaveLength(count);
  });
});

describe('the families of what texts count', () => {
  it('hold every measure of the catalogue that a text may state', () => {
    const held = Object.values(families as Record<string, Family>).flatMap(({ topic, counts, shares }) =>
      [...Object.values(counts), ...Object.values(shares)].map((measure) => `${topic}.${measure}`),
    );
    const all = topics.flatMap((topic) => topic.measures.map((measure) => `${topic.code}.${measure.code}`));
    expect([...new Set(held)].sort()).toEqual(all.sort());
  });

  it('have nouns of both languages, the same ones', () => {
    const counted = (cues: typeof kazakh) => [...new Set(cues.nouns.map(([name]) => name))].sort();
    expect(counted(kazakh)).toEqual(counted(russian));
  });
});
