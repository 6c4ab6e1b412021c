import { describe, expect, it } from '@jest/globals';
import { judge, type Locale, locales, notComputableReasons, percentOf, type Qualifier } from '@oblys/domain';
import { type ExplainedFigure, explain } from './explain.js';

describe('explain', () => {
  it('tells an exact match', () => {
    expect(said(figure('appeal.received', 'appeals', 'EXACT', '6331', '6331', { recordCount: 6331 }))).toEqual({
      KK: '«Түскен өтініштер»: есепте 6 331 деп көрсетілген; 6 331 жазба бойынша есептелген мән — 6 331. Екі мән бірдей.',
      RU: '«Поступившие обращения»: в отчёте указано 6 331; по 6 331 записи получается 6 331. Значения совпадают.',
      EN: '“Appeals received”: the report states 6,331; 6,331 records give 6,331. The two are equal.',
    });
  });

  it('tells an exact mismatch, and by how much', () => {
    expect(said(figure('appeal.received', 'appeals', 'EXACT', '6331', '6330', { recordCount: 6330 }))).toEqual({
      KK: '«Түскен өтініштер»: есепте 6 331 деп көрсетілген; 6 330 жазба бойынша есептелген мән — 6 330. Дәл мән толық сәйкес келуі керек, айырмасы: −1.',
      RU: '«Поступившие обращения»: в отчёте указано 6 331; по 6 330 записям получается 6 330. Точное значение должно совпадать полностью: разница составляет −1.',
      EN: '“Appeals received”: the report states 6,331; 6,330 records give 6,330. An exact figure has to be met exactly: the difference is −1.',
    });
  });

  it('tells a rounded share with the two counts it is the quotient of', () => {
    expect(said(positiveShare(3190))).toEqual({
      KK: '«Оң шешілгендердің үлесі»: есепте 50% (1% дәлдікпен дөңгелектелген) деп көрсетілген; 6 331 жазба бойынша: «Түскен өтініштер» — 6 331, оның ішінде «Оң шешілген өтініштер» — 3 190, яғни 50,39%. 1% дәлдікпен дөңгелектегенде 50% шығады, есепте де солай.',
      RU: '«Доля решённых положительно»: в отчёте указано 50 % с округлением до 1 %; по 6 331 записи получается 3 190 («Решено положительно») из 6 331 («Поступившие обращения»), то есть 50,39 %. После округления до 1 % это 50 %, как и указано.',
      EN: '“Share decided positively”: the report states 50%, rounded to 1%; 6,331 records give 3,190 (“Appeals decided positively”) of 6,331 (“Appeals received”), which is 50.39%. Rounded to 1% that is 50%, as stated.',
    });
    const off = said(positiveShare(3333));
    expect(off.KK).toMatch(/1% дәлдікпен дөңгелектегенде 50% шықпайды, айырмасы: \+2,65 пайыздық тармақ\.$/);
    expect(off.RU).toMatch(/После округления до 1 % это не 50 %: разница составляет \+2,65 п\. п\.$/);
    expect(off.EN).toMatch(/Rounded to 1% that is not 50%: the difference is \+2\.65 percentage points\.$/);
  });

  it('tells rounded money', () => {
    const amount = figure('funding.amount', 'KZT', 'ROUNDED', '1848000000', '1848123456.50', {
      roundingUnit: '1000000',
      recordCount: 216,
    });
    expect(said(amount)).toEqual({
      KK: '«Қаржыландыру сомасы»: есепте 1 848 000 000 ₸ (1 000 000 ₸ дәлдікпен дөңгелектелген) деп көрсетілген; 216 жазба бойынша есептелген мән — 1 848 123 456,50 ₸. 1 000 000 ₸ дәлдікпен дөңгелектегенде 1 848 000 000 ₸ шығады, есепте де солай.',
      RU: '«Сумма финансирования»: в отчёте указано 1 848 000 000 ₸ с округлением до 1 000 000 ₸; по 216 записям получается 1 848 123 456,50 ₸. После округления до 1 000 000 ₸ это 1 848 000 000 ₸, как и указано.',
      EN: '“Amount of funding”: the report states ₸1,848,000,000, rounded to ₸1,000,000; 216 records give ₸1,848,123,456.50. Rounded to ₸1,000,000 that is ₸1,848,000,000, as stated.',
    });
  });

  it('tells what "about" allows', () => {
    const about = (computed: number) =>
      said(figure('event.held', 'events', 'ABOUT', '40', String(computed), { recordCount: computed }));
    expect(about(42)).toEqual({
      KK: '«Өткізілген іс-шаралар»: есепте шамамен 40 деп көрсетілген; 42 жазба бойынша есептелген мән — 42. «Шамамен» оннан бір бөлік ауытқуға жол береді (36 – 44); бұл шарт орындалады.',
      RU: '«Проведённые мероприятия»: в отчёте указано около 40; по 42 записям получается 42. «Около» допускает отклонение на десятую часть, от 36 до 44; это условие выполнено.',
      EN: '“Events held”: the report states about 40; 42 records give 42. “About” allows a tenth, 36 to 44, and that holds.',
    });
    expect(about(45).KK).toMatch(/\(36 – 44\); бұл шарт орындалмайды, айырмасы: \+5\.$/);
    expect(about(45).RU).toMatch(/от 36 до 44; это условие не выполнено: разница составляет \+5\.$/);
    expect(about(45).EN).toMatch(/36 to 44, and that does not hold: the difference is \+5\.$/);
    expect(about(40).EN).toMatch(/The two are equal\.$/);
  });

  it('tells how far "more than" and "less than" reach, and that they exclude the value itself', () => {
    const told = (qualifier: Qualifier, computed: number) =>
      said(figure('event.held', 'events', qualifier, '1000', String(computed), { recordCount: computed }));
    expect(told('MORE_THAN', 1012)).toEqual({
      KK: '«Өткізілген іс-шаралар»: есепте 1 000 мәнінен артық деп көрсетілген; 1 012 жазба бойынша есептелген мән — 1 012. Шарт: 1 000 мәнінен артық, 2 000 мәнінен кем; бұл шарт орындалады.',
      RU: '«Проведённые мероприятия»: в отчёте указано более 1 000; по 1 012 записям получается 1 012. «Более 1 000» означает больше 1 000 и меньше 2 000; это условие выполнено.',
      EN: '“Events held”: the report states more than 1,000; 1,012 records give 1,012. “More than 1,000” means above 1,000 and below 2,000, and that holds.',
    });
    expect(told('MORE_THAN', 1000).KK).toMatch(/сондықтан 1 000 мәнінің өзі сәйкес келмейді\.$/);
    expect(told('MORE_THAN', 1000).RU).toMatch(/поэтому само значение 1 000 не подходит\.$/);
    expect(told('MORE_THAN', 1000).EN).toMatch(/so 1,000 itself does not agree\.$/);
    expect(told('LESS_THAN', 1001).EN).toMatch(
      /“Less than 1,000” means above 0 and below 1,000, and that does not hold: the difference is \+1\.$/,
    );
    expect(told('LESS_THAN', 999).RU).toMatch(
      /указано менее 1 000; .* «Менее 1 000» означает больше 0 и меньше 1 000;/,
    );
  });

  it.each([
    [0, 'по 0 записям', '0 records give'],
    [1, 'по 1 записи', '1 record gives'],
    [2, 'по 2 записям', '2 records give'],
    [11, 'по 11 записям', '11 records give'],
    [21, 'по 21 записи', '21 records give'],
    [1001, 'по 1 001 записи', '1,001 records give'],
    [1011, 'по 1 011 записям', '1,011 records give'],
  ])('counts %d records in the grammar of each language', (count, russian, english) => {
    const words = said(figure('event.held', 'events', 'EXACT', '5', String(count), { recordCount: count }));
    expect(words.RU).toContain(`; ${russian} получается `);
    expect(words.EN).toContain(`; ${english} `);
    expect(words.KK).toMatch(/; [\d ]+ жазба бойынша есептелген мән — /);
  });

  it('writes as many decimals as it takes to see on which side of an edge a share lies', () => {
    const justBelow = figure('appeal.positiveShare', 'percent', 'ROUNDED', '50', percentOf(494_999, 1_000_000)!, {
      roundingUnit: '1',
      recordCount: 1_000_000,
      numerator: { measure: 'positive', count: 494_999 },
      denominator: { measure: 'received', count: 1_000_000 },
    });
    expect(justBelow.verdict).toBe('MISMATCH');
    expect(said(justBelow).EN).toContain('which is 49.4999%.');
  });

  it('says why nothing was computed, for every reason and in every language', () => {
    const words = notComputableReasons.map((reason) =>
      said(figure('event.held', 'events', 'MORE_THAN', '1000', { reason }, {})),
    );
    expect(words[notComputableReasons.indexOf('NOT_REPORTED')]).toEqual({
      KK: '«Өткізілген іс-шаралар»: есепте 1 000 мәнінен артық деп көрсетілген; салыстыратын мән жоқ: осы уақыт үшін бірде-бір филиал есеп бермеген.',
      RU: '«Проведённые мероприятия»: в отчёте указано более 1 000; сравнить не с чем: за это время не отчитался ни один филиал.',
      EN: '“Events held”: the report states more than 1,000; nothing was computed beside it: no branch of the area has reported for this time.',
    });
    for (const locale of locales) {
      const sentences = words.map((word) => word[locale]);
      expect(new Set(sentences).size).toBe(notComputableReasons.length);
      expect(sentences.join()).not.toContain('undefined');
    }
  });

  it('names a measure that the catalogue no longer has by its code', () => {
    const gone = figure('moon.walks', 'walks', 'EXACT', '2', { reason: 'UNKNOWN_MEASURE' }, {});
    expect(said(gone).EN).toMatch(/^“moon\.walks”: the report states 2; .*the catalogue has no such measure\.$/);
  });
});

/** With plain spaces, where Intl writes unbreakable ones. */
function said(explained: ExplainedFigure): Record<Locale, string> {
  const entries = locales.map((locale) => [locale, explain(explained, locale).replaceAll(/[\u00a0\u202f]/g, ' ')]);
  return Object.fromEntries(entries) as Record<Locale, string>;
}

function positiveShare(count: number): ExplainedFigure {
  return figure('appeal.positiveShare', 'percent', 'ROUNDED', '50', percentOf(count, 6331)!, {
    roundingUnit: '1',
    recordCount: 6331,
    numerator: { measure: 'positive', count },
    denominator: { measure: 'received', count: 6331 },
  });
}

function figure(
  code: string,
  unit: string,
  qualifier: Qualifier,
  value: string,
  computed: Parameters<typeof judge>[1],
  { roundingUnit = null, ...basis }: Partial<ExplainedFigure['basis']> & { roundingUnit?: string | null },
): ExplainedFigure {
  const [topic = '', measure = ''] = code.split('.');
  const statement = { value, unit, qualifier, roundingUnit };
  const { bounds, ...judgement } = judge(statement, computed);
  return { topic, measure, ...statement, ...judgement, basis: { asOf: '2025-11-05', bounds, ...basis } };
}
