import type { Grain, IsoDate, SummaryLevel } from '@oblys/domain';
import { ShownFigures, topics, type ShownPeriod, type Topic } from '@oblys/rollups';
import { Beside, columnsBy, moneyAsText, NotTextError } from '../read-path/compile-text.js';
import type { Compilation } from '../read-path/compilation.js';
import type { WriteField } from '../read-path/kind.js';
import type { SelectedField } from '../read-path/selection.js';
import type { Rows } from '../read-path/statement.js';
import { confinesOf } from '@oblys/access';
import { Period, periodsBetween, type PeriodInput } from './period.js';
import { summaryTypeName } from './topic-summary.js';

/**
 * The summaries of areas of a level where nothing but stored figures is asked for: those of the current build, of all
 * programmes, by a viewer who may see every area.
 */
export function writeSummaries(level: SummaryLevel): Readonly<Record<'summary' | 'summaries', WriteField>> {
  return {
    summary: (compilation, rows, field) => {
      const { period, asOf } = field.args as { period: PeriodInput; asOf?: IsoDate | null };
      // It may be another than that of the build, or one that has not come.
      if (asOf !== undefined && asOf !== null) throw new NotTextError();
      const { summary, from } = summaryOf(compilation, rows, level, field, [new Period(period)]);
      return `(select ${summary} from ${from})`;
    },
    summaries: (compilation, rows, field) => {
      const { grain, from: first, to } = field.args as { grain: Grain; from: IsoDate; to: IsoDate };
      const { summary, from } = summaryOf(compilation, rows, level, field, periodsBetween(grain, first, to));
      return `(select coalesce(json_agg(${summary} order by period.first_on), '[]'::json) from ${from})`;
    },
  };
}

/**
 * Topics in a statement, each time that one is asked for: with more of them PostgreSQL takes longer to make its plan than
 * the program takes for the answer.
 */
const mostFigures = 5;

/** One summary of each period, as a value of rows that stand for the periods. */
function summaryOf(
  compilation: Compilation,
  area: Rows,
  level: SummaryLevel,
  { args, nodes }: SelectedField,
  periods: readonly Period[],
): { summary: string; from: string } {
  const { statement } = compilation;
  const [first] = periods;
  if (args['tree'] !== 'AS_RECORDED' || confinesOf(statement.viewer) !== null || !first) throw new NotTextError();
  const period: ShownPeriod = {
    areaCode: area.column('code'),
    level,
    grain: `'${first.grain}'`,
    firstOn: 'period.first_on',
    lastOn: 'period.last_on',
  };
  const beside = new Beside(statement);
  const figures = new Map<Topic, ShownFigures>();
  const figuresOf = (topic: Topic): ShownFigures => {
    const known = figures.get(topic);
    if (known !== undefined) return known;
    statement.figuresRead += 1;
    if (statement.figuresRead > mostFigures) throw new NotTextError();
    const added = new ShownFigures(topic, period, statement.nextAlias());
    figures.set(topic, added);
    return added;
  };
  const topicOf =
    (topic: Topic) =>
    ({ args: { programme }, nodes: asked }: SelectedField): string => {
      // Whether there is such a programme is for the program to find out.
      if (programme !== undefined && programme !== null) throw new NotTextError();
      return beside.object(topicAsText(compilation, topic, figuresOf(topic), asked, beside));
    };
  const columns = columnsBy(compilation, 'AreaSummary', nodes, {
    period: (asked) => beside.object(periodColumns(compilation, period, asked)),
    ...Object.fromEntries(topics.map((topic) => [topic.code, topicOf(topic)])),
  });
  const summary = beside.object(columns);
  const starts = statement.bind(
    periods.map(({ start }) => start),
    'date[]',
  );
  const ends = statement.bind(
    periods.map(({ end }) => end),
    'date[]',
  );
  const joins = [...figures.values()].map((each) => ` ${each.joins}`).join('');
  return { summary, from: `unnest(${starts}, ${ends}) as period (first_on, last_on)${joins}${beside.joins}` };
}

function periodColumns(
  compilation: Compilation,
  { grain, firstOn, lastOn }: ShownPeriod,
  field: SelectedField,
): string {
  return columnsBy(compilation, 'Period', field.nodes, {
    grain: () => grain,
    start: () => firstOn,
    end: () => lastOn,
  });
}

function topicAsText(
  compilation: Compilation,
  topic: Topic,
  figures: ShownFigures,
  nodes: SelectedField['nodes'],
  beside: Beside,
): string {
  return columnsBy(compilation, summaryTypeName(topic), nodes, {
    source: () => `'STORED'`,
    withheld: (asked) => withheldAsText(compilation, topic, figures, asked),
    ...Object.fromEntries(
      topic.measures.map((measure) => [
        measure.code,
        (asked: SelectedField) =>
          measure.valueType === 'money'
            ? moneyAsText(compilation, figures.value(measure), asked, beside)
            : figures.value(measure),
      ]),
    ),
  });
}

/** In the order of the measures. */
function withheldAsText(compilation: Compilation, topic: Topic, figures: ShownFigures, field: SelectedField): string {
  const { statement } = compilation;
  const [measure, row] = [statement.nextAlias(), statement.nextAlias()];
  const columns = columnsBy(compilation, 'Withheld', field.nodes, {
    measure: () => `${measure}.code`,
    reason: () => `${measure}.reason`,
  });
  const all = topic.measures.map((each, place) => `(${place}, '${topic.code}.${each.code}', ${figures.reason(each)})`);
  const withheld = `select ${columns} from (values ${all.join(', ')}) as ${measure} (place, code, reason) where ${measure}.reason is not null order by ${measure}.place`;
  return `(select coalesce(json_agg(${row}), '[]'::json) from (${withheld}) as ${row})`;
}
