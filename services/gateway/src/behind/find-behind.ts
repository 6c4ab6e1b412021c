import { has, NotAllowedError, type Right } from '@oblys/access';
import { AsOfInFutureError } from '@oblys/domain';
import {
  compileBehind,
  countedMeasure,
  countsPeople,
  findFigure,
  type BehindAsk,
  type BehindNames,
  type FigureBehind,
} from '@oblys/rollups';
import type { GraphQLResolveInfo } from 'graphql';
import type { GatewayContext } from '../context.js';
import { recordKindOf } from '../evidence/evidence-records.js';
import type { Among } from '../read-path/page-source.js';
import { allRegions } from '../read-path/regions.js';
import type { Rows, Statement } from '../read-path/statement.js';
import { Measure } from '../resolvers/measure.js';
import { behindName } from './records-behind.js';

/**
 * The page of the records behind a figure that the field's own arguments ask for.
 * @throws {NotAllowedError} when the area is none whose figures the viewer sees
 * @throws {AsOfInFutureError} when the day has not come
 * @throws {NotFoundError} when there is no such measure, area or programme
 * @throws {InvalidInputError} when what is asked for does not go together
 */
export async function findBehind(ask: BehindAsk, info: GraphQLResolveInfo, context: GatewayContext): Promise<unknown> {
  const { readPath, summaries, today, database } = context;
  if (ask.asOf !== null && ask.asOf > today) throw new AsOfInFutureError(ask.asOf, today);
  const figure = await findFigure(database, ask);
  const [isAllowed] = await summaries.areAllowed([figure.areaCode]);
  if (isAllowed !== true) {
    throw new NotAllowedError(`The figures of area ${figure.areaCode} rest on records that you may not see.`);
  }
  const { topic, measure, ...asked } = figure;
  return readPath.findShapedPage(recordKindOf(topic.recordTable), info, {
    key: JSON.stringify([topic.code, measure.code, asked]),
    among: (statement) => amongRecords(figure, statement, today),
  });
}

/** The right that the records of a measure ask for. @throws as `countedMeasure` does */
export function rightToRecords(ask: Pick<BehindAsk, 'measure' | 'part'>): Right {
  return countsPeople(countedMeasure(ask).topic) ? 'READ_PEOPLE' : 'READ_RECORDS';
}

/** @throws {NotAllowedError} when the role of who asks does not see records of the measure */
export function assertSeesRecords(ask: Pick<BehindAsk, 'measure' | 'part'>, { viewer }: GatewayContext): void {
  if (has(viewer.role, rightToRecords(ask))) return;
  throw new NotAllowedError(`The role ${viewer.role} may not see the records behind ${ask.measure}.`);
}

function amongRecords(figure: FigureBehind, statement: Statement, today: string): Among {
  const { topic, measure, level, tree, from, day, asOf } = figure;
  const compiled = (rows: Rows) =>
    compileBehind(topic, measure, figure, namesIn(statement, { ...figure, record: rows.alias, today }));
  return {
    conditions: (rows) => [...compiled(rows).conditions],
    // Else no condition names the regions that the records lie in.
    ...((tree === 'CURRENT' || level === 'COUNTRY') && { regions: allRegions(statement) }),
    shape: {
      connection: `${behindName}Connection`,
      edge: `${behindName}Edge`,
      known: { measure: new Measure(topic, measure), from, to: day, asOf },
      totals: { value: (rows) => `(${compiled(rows).total})::text` },
      perRow: { adds: (rows) => `(${compiled(rows).adds ?? 'null'})::text` },
    },
  };
}

/** Binds what is asked for where it is read. */
function namesIn(
  statement: Statement,
  { record, today, ...figure }: FigureBehind & { record: string; today: string },
): BehindNames {
  const { areaCode, from, day, asOf, programmeCode } = figure;
  return {
    record,
    programmeCode: programmeCode === null ? null : statement.bind(programmeCode, 'text'),
    get areaCode() {
      return statement.bind(areaCode, 'text');
    },
    get fromOn() {
      return from === null ? `date '-infinity'` : statement.bind(from, 'date');
    },
    get day() {
      return statement.bind(day, 'date');
    },
    get asOf() {
      return statement.bind(asOf, 'date');
    },
    get today() {
      return statement.bind(today, 'date');
    },
  };
}
