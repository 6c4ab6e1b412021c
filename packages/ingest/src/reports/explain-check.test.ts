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
