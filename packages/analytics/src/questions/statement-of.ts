import type { Sql } from '@oblys/database';
import { inLocale, type Locale, type LocalizedText } from '@oblys/domain';
import type { ExportStatement } from '@oblys/exports';
import { staleReasons, type MeasureValue, type StatisticReason } from '@oblys/rollups';
import type { MeasureReply } from './ask-measures.js';
import { dimensionWords } from './dimension-words.js';
import { reasonWords, staleWords } from './reason-words.js';

/** In whose words, and when it is said. */
export interface StatementOptions {
  readonly locale: Locale;
  readonly generatedAt: Date;
}

/** What a reader has to know of the figures of a reply. */
export async function statementOf(
  sql: Sql,
  reply: MeasureReply,
  { locale, generatedAt }: StatementOptions,
): Promise<ExportStatement> {
  const { answer, asOf, builtAt } = reply;
  const say = (text: LocalizedText) => inLocale(text, locale);
  return {
    title: answer.measures.map(({ measure }) => say(measure.names)).join(', '),
    filters: await filtersOf(sql, reply, locale),
    asOf,
    runId: answer.runId,
    builtAt,
    freshness: await freshnessOf(reply, locale),
    source: answer.source,
    suppressed: suppressedOf(reply, locale),
    generatedAt,
    notes: [`${say(words.records)}: ${answer.recordCount}`],
  };
}

async function filtersOf(sql: Sql, { question, answer }: MeasureReply, locale: Locale): Promise<string[]> {
  const { areaCode, from, to, asOf, tree, only = {}, compareWith } = question;
  const say = (text: LocalizedText) => inLocale(text, locale);
  const nameOf = (dimension: string) => say(dimensionWords[dimension]!);
  return [
    `${say(words.area)}: ${await nameArea(sql, areaCode, locale)} (${areaCode})`,
    `${say(words.span)}: ${from} – ${to}`,
    ...(asOf ? [`${say(words.asOf)}: ${asOf}`] : []),
    ...(answer.dimensions.length === 0 ? [] : [`${say(words.by)}: ${answer.dimensions.map(nameOf).join(', ')}`]),
    ...Object.entries(only).map(
      ([dimension, codes]) => `${nameOf(dimension)}: ${codes.map((code) => code || say(words.without)).join(', ')}`,
    ),
    say(tree === 'CURRENT' ? words.currentTree : words.recordedTree),
    ...(compareWith ? [say(compareWith === 'PREVIOUS_YEAR' ? words.previousYear : words.previousPeriod)] : []),
  ];
}

async function nameArea(sql: Sql, code: string, locale: Locale): Promise<string> {
  const [area] = await sql.query<{ kk: string; ru: string; en: string }>(
    `/* question:area   $1 = area */ select name_kk as kk, name_ru as ru, name_en as en from area where code = $1`,
    [code],
  );
  return inLocale(area!, locale);
}

async function freshnessOf({ answer, staleness, freshness }: MeasureReply, locale: Locale): Promise<string> {
  const say = (text: LocalizedText) => inLocale(text, locale);
  const stale = new Set((await staleness()).flatMap(({ reasons }) => reasons));
  const overdue = (await freshness()).filter(({ isOverdue }) => isOverdue);
  const due = overdue.map(({ topic, dueAsOf }) => `${say(topic.names)}: ${say(words.overdue)} ${dueAsOf}`);
  const found = [
    ...staleReasons.filter((reason) => stale.has(reason)).map((reason) => say(staleWords[reason])),
    ...due,
  ];
  if (found.length > 0) return found.join('; ');
  return say(answer.source === 'LIVE' ? words.live : words.fresh);
}

/** Each figure that is not there counts, with why. */
function suppressedOf({ rows }: MeasureReply, locale: Locale): ExportStatement['suppressed'] {
  const counts = new Map<StatisticReason, number>();
  const withheld = (values: readonly MeasureValue[]) => values.map((value) => value.withheld);
  for (const { values, compared } of rows) {
    for (const reason of withheld([...values, ...(compared ?? [])])) {
      if (reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
  }
  return {
    count: [...counts.values()].reduce((sum, count) => sum + count, 0),
    reasons: [...counts].map(([reason, count]) => `${reason} × ${count}: ${inLocale(reasonWords[reason], locale)}`),
  };
}

const words = {
  area: { kk: 'Аумақ', ru: 'Территория', en: 'Area' },
  span: { kk: 'Кезең', ru: 'Период', en: 'Span' },
  asOf: { kk: 'Сұралған күн', ru: 'Запрошенный день', en: 'As-of day asked for' },
  by: { kk: 'Бөлініс', ru: 'Разрез', en: 'By' },
  without: { kk: 'көрсетілмеген', ru: 'не указано', en: 'none' },
  currentTree: {
    kk: 'Бүгінгі аумақтар бойынша',
    ru: 'По нынешним территориям',
    en: 'In the areas of today',
  },
  recordedTree: {
    kk: 'Жазба күніндегі аумақтар бойынша',
    ru: 'По территориям на день записи',
    en: 'In the areas as recorded',
  },
  previousYear: {
    kk: 'Алдыңғы жылдың сол күндерімен салыстырылған',
    ru: 'В сравнении с теми же днями предыдущего года',
    en: 'Compared with the same days a year before',
  },
  previousPeriod: {
    kk: 'Алдыңғы кезеңмен салыстырылған',
    ru: 'В сравнении с предыдущим периодом',
    en: 'Compared with the period before',
  },
  records: { kk: 'Негіз болған жазбалар', ru: 'Записей в основе', en: 'Records the figures rest on' },
  live: { kk: 'қазір жазбалардан саналды', ru: 'посчитано сейчас по записям', en: 'counted from the records now' },
  fresh: {
    kk: 'есептеуден кейін ештеңе өзгерген жоқ',
    ru: 'после расчёта ничего не изменилось',
    en: 'nothing has changed since the build',
  },
  overdue: { kk: 'есептелуі тиіс күн', ru: 'уже должен быть рассчитан день', en: 'figures are due for' },
} as const satisfies Record<string, LocalizedText>;
