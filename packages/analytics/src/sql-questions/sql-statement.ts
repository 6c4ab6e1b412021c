import { inLocale, type LocalizedText } from '@oblys/domain';
import type { ExportColumn, ExportStatement } from '@oblys/exports';
import type { LatestBuild } from '@oblys/rollups';
import type { SqlQuestion } from './ask-sql.js';

/** What is said of the rows of a question in SQL: the question itself, as whom it was asked, and the build that stood then. */
export function sqlStatementOf(
  { text, locale, generatedAt, askedAs }: Pick<SqlQuestion, 'text' | 'locale' | 'generatedAt' | 'askedAs'>,
  build: LatestBuild | null,
  columns: readonly ExportColumn[],
): ExportStatement {
  const say = (words: LocalizedText) => inLocale(words, locale);
  return {
    title: say(words.title),
    filters: [text.trim().replace(/\s+/g, ' '), `${say(words.askedAs)}: ${askedAs}`],
    asOf: build?.asOf ?? null,
    runId: build?.runId ?? null,
    builtAt: build?.builtAt ?? null,
    freshness: say(words.freshness),
    source: 'SQL',
    suppressed: { count: 0, reasons: [] },
    generatedAt,
    notes: [say(words.withheld), ...(columns.some(({ type }) => type === 'INSTANT') ? [say(words.instants)] : [])],
  };
}

const words = {
  title: { kk: 'SQL сұрағының жауабы', ru: 'Ответ на вопрос в SQL', en: 'Answer to a question in SQL' },
  askedAs: { kk: 'Кім ретінде сұралды', ru: 'От чьего имени', en: 'Asked as' },
  freshness: {
    kk: 'жазбалар қазіргідей; көрсеткіштер жоғарыдағы есептеуден',
    ru: 'записи как есть сейчас; показатели из указанного расчёта',
    en: 'records as they are now; figures of summaries from the build named here',
  },
  withheld: {
    kk: 'Көрсетілмейтін жазбалар саналмайды; көрсеткіштердің неге жоқ екенін withheld бағаны айтады',
    ru: 'Записи, которые не показываются, не считаются; почему нет показателей, говорит столбец withheld',
    en: 'Records out of sight are not counted; why figures of summaries are not there is told by their column withheld',
  },
  instants: {
    kk: 'Уақыт мезеттері миллисекундқа дейін берілген',
    ru: 'Моменты времени даны до миллисекунды',
    en: 'Instants are given to the millisecond',
  },
} as const satisfies Record<string, LocalizedText>;
