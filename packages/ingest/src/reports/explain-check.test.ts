import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Locale, locales } from '@oblys/domain';
import { checkReport } from './check-report.js';
import { explainCheck } from './explain-check.js';
import { readReport } from './read-report.js';
import { seedReport, type StatedFigureRow } from './stated-report.js';

describe('explainCheck', () => {
  let figures: StatedFigureRow[];

  beforeAll(async () => {
    ({ figures } = await readReport(seedReport));
  });

  it('tells the counts that fit what is stated', () => {
    expect(said(figures, 'appeal')).toEqual({
      KK: 'Көрсетілген мәндер өзара үйлеседі: бәріне бірдей сай келетін бүтін сандар бар. «Түскен өтініштер» — 6 331, оның ішінде: «Оң шешілген өтініштер» — 3 187–3 197; «Түсіндірме берілген өтініштер» — 3 060–3 070; «Қаралып жатқан өтініштер» — 74.',
      RU: 'Указанные значения согласуются между собой: есть целые числа, подходящие ко всем сразу. «Поступившие обращения» — 6 331, в том числе: «Решено положительно» — от 3 187 до 3 197; «Дано разъяснение» — от 3 060 до 3 070; «Обращения в работе» — 74.',
      EN: 'The figures agree with each other: whole counts exist that fit them all. “Appeals received” — 6,331, of which: “Appeals decided positively” — 3,187 to 3,197; “Appeals explained” — 3,060 to 3,070; “Appeals in progress” — 74.',
    });
    expect(said(figures, 'legalAid').EN).toMatch(/“Cases decided positively” — 207; the rest — 250\.$/);
  });

  it('tells shares and counts that exceed the whole or fall short of it', () => {
    expect(said(changed(figures, 22, '60'), 'appeal')).toEqual({
      KK: 'Көрсетілген мәндер бір-біріне қайшы: «Түскен өтініштер» бөліктерінің қосындысы кемінде 107,5%, бұл бүтіннен артық.',
      RU: 'Указанные значения противоречат друг другу: части показателя «Поступившие обращения» вместе составляют не менее 107,5 %, а это больше целого.',
      EN: 'The figures contradict each other: the parts of “Appeals received” come to at least 107.5%, which is more than the whole.',
    });
    expect(said(changed(figures, 11, '0'), 'roadmap')).toEqual({
      KK: 'Көрсетілген мәндер бір-біріне қайшы: «Жоспардағы тармақтар» бөліктерінің қосындысы ең көбі 126, бұл бүтінге жетпейді.',
      RU: 'Указанные значения противоречат друг другу: части показателя «Пункты в плане» вместе составляют не более 126, а это не всё целое.',
      EN: 'The figures contradict each other: the parts of “Items planned” come to no more than 126, which is not the whole.',
    });
  });

  it('names the part that nothing can be', () => {
    expect(said(changed(figures, 25, '95'), 'appeal')).toEqual({
      KK: 'Көрсетілген мәндер бір-біріне қайшы: «Қаралып жатқан өтініштер» туралы көрсетілгеннің бәріне бірдей сай келетін бүтін сан жоқ.',
      RU: 'Указанные значения противоречат друг другу: нет целого числа, подходящего ко всему, что указано о показателе «Обращения в работе».',
      EN: 'The figures contradict each other: no whole count fits everything that is stated of “Appeals in progress”.',
    });
  });

  it('tells no counts where the whole is not stated', () => {
    const sharesAlone = figures.filter(({ number }) => [22, 23, 24].includes(number));
    expect(said(sharesAlone, 'appeal').EN).toBe(
      'The figures agree with each other: whole counts exist that fit them all.',
    );
  });

  const projects = (number: number, value: string, more: Partial<StatedFigureRow> = {}): StatedFigureRow => ({
    ...figures[15]!,
    number,
    value,
    programmeCode: null,
    ...more,
  });

  it('tells what is stated of single programmes beside all of them', () => {
    const stated = [projects(1, '300'), projects(2, '216', { programmeCode: 'auyl-amanaty' })];
    expect(said(stated, 'funding')).toEqual({
      KK: 'Көрсетілген мәндер өзара үйлеседі: «Қаржыландырылған жобалар саны» бойынша жекелеген бағдарламалардың мәндері (№ 2) жалпы мәннен (№ 1) аспайды.',
      RU: 'Указанные значения согласуются между собой: значения показателя «Число профинансированных проектов» по отдельным программам (№ 2) укладываются в общее (№ 1).',
      EN: 'The figures agree with each other: what is stated of “Projects funded” for single programmes (No. 2) lies within what is stated for all (No. 1).',
    });
    expect(said([...stated, projects(3, '85', { programmeCode: 'womens-wing' })], 'funding')).toEqual({
      KK: 'Көрсетілген мәндер бір-біріне қайшы: «Қаржыландырылған жобалар саны» бойынша жекелеген бағдарламалардың мәндері (№ 2, 3) қосылғанда кемінде 301, ал жалпы мән (№ 1) ең көбі 300.',
      RU: 'Указанные значения противоречат друг другу: значения показателя «Число профинансированных проектов» по отдельным программам (№ 2, 3) вместе составляют не менее 301, а общее (№ 1) — не более 300.',
      EN: 'The figures contradict each other: what is stated of “Projects funded” for single programmes (No. 2, 3) comes to at least 301, and for all (No. 1) it is no more than 300.',
    });
  });

  it('writes sums of money as money', () => {
    const amounts = [null, 'auyl-amanaty'].map((programmeCode, index) => ({
      ...figures[16]!,
      number: index + 1,
      programmeCode,
      value: index === 0 ? '1840000000' : '1848000000',
    }));
    expect(said(amounts, 'funding').EN).toMatch(
      /comes to at least ₸1,847,500,000, and .* no more than ₸1,840,499,999\.99\.$/,
    );
  });

  it('tells what is stated of shorter spans beside the one that holds them', () => {
    const year = projects(1, '300');
    const halfYear = (value: string) => projects(2, value, { periodTo: '2025-06-30' });
    const rest = projects(3, '90', { periodFrom: '2025-07-01' });
    expect(said([year, halfYear('216')], 'funding')).toEqual({
      KK: 'Көрсетілген мәндер өзара үйлеседі: «Қаржыландырылған жобалар саны» бойынша қысқа кезеңдердің мәндері (№ 2) олар кіретін кезеңнің (01.01.2025 – 05.11.2025) мәнінен (№ 1) аспайды.',
      RU: 'Указанные значения согласуются между собой: значения показателя «Число профинансированных проектов» за более короткие периоды (№ 2) укладываются в значение за весь период 01.01.2025 – 05.11.2025 (№ 1).',
      EN: 'The figures agree with each other: what is stated of “Projects funded” for shorter spans (No. 2) lies within the span of 1 January 2025 – 5 November 2025 (No. 1).',
    });
    expect(said([year, halfYear('216'), rest], 'funding')).toEqual({
      KK: 'Көрсетілген мәндер бір-біріне қайшы: «Қаржыландырылған жобалар саны» бойынша қысқа кезеңдердің мәндері (№ 2, 3) қосылғанда кемінде 306, ал олар кіретін кезеңнің (01.01.2025 – 05.11.2025) мәні (№ 1) ең көбі 300.',
      RU: 'Указанные значения противоречат друг другу: значения показателя «Число профинансированных проектов» за более короткие периоды (№ 2, 3) вместе составляют не менее 306, а за весь период 01.01.2025 – 05.11.2025 (№ 1) — не более 300.',
      EN: 'The figures contradict each other: what is stated of “Projects funded” for shorter spans (No. 2, 3) comes to at least 306, and for the span of 1 January 2025 – 5 November 2025 that holds them (No. 1) it is no more than 300.',
    });
    expect(said([year, halfYear('200'), rest], 'funding')).toEqual({
      KK: 'Көрсетілген мәндер бір-біріне қайшы: «Қаржыландырылған жобалар саны» бойынша кезеңді (01.01.2025 – 05.11.2025) түгел құрайтын қысқа кезеңдердің мәндері (№ 2, 3) қосылғанда ең көбі 290, ал сол кезеңнің мәні (№ 1) кемінде 300.',
      RU: 'Указанные значения противоречат друг другу: периоды, из которых состоит весь период 01.01.2025 – 05.11.2025, вместе дают по показателю «Число профинансированных проектов» не более 290 (№ 2, 3), а за весь период указано не менее 300 (№ 1).',
      EN: 'The figures contradict each other: the spans that make up 1 January 2025 – 5 November 2025 come to no more than 290 of “Projects funded” (No. 2, 3), and for all of it (No. 1) at least 300 is stated.',
    });
  });

  it('tells statements of one thing that exclude each other', () => {
    const stated = [projects(1, '300'), projects(2, '301'), projects(3, '1', { periodTo: '2025-06-30' })];
    expect(said(stated, 'funding')).toEqual({
      KK: 'Көрсетілген мәндер бір-біріне қайшы: «Қаржыландырылған жобалар саны» туралы көрсетілген мәндер (№ 1, 2) бірін-бірі жоққа шығарады.',
      RU: 'Указанные значения противоречат друг другу: значения показателя «Число профинансированных проектов» (№ 1, 2) исключают друг друга.',
      EN: 'The figures contradict each other: the values stated of “Projects funded” (No. 1, 2) exclude each other.',
    });
  });
});

/** With plain spaces, where Intl writes unbreakable ones. */
function said(figures: StatedFigureRow[], topic: string): Record<Locale, string> {
  const check = checkReport(figures).find((candidate) => candidate.topic === topic)!;
  const entries = locales.map((locale) => [locale, explainCheck(check, locale).replaceAll(/[\u00a0\u202f]/g, ' ')]);
  return Object.fromEntries(entries) as Record<Locale, string>;
}

function changed(figures: StatedFigureRow[], number: number, value: string): StatedFigureRow[] {
  return figures.map((figure) => (figure.number === number ? { ...figure, value } : figure));
}
