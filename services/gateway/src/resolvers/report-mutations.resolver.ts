import { Report, type Sql } from '@oblys/database';
import { NotFoundError } from '@oblys/domain';
import {
  checkFigure,
  deleteReport,
  describeProblem,
  findMeasureOfCode,
  loadReport,
  mostFiguresOfReport,
  reconcile,
  statedUnit,
  type FigureColumn,
  type FigureProblem,
  type StatedFigureRow,
} from '@oblys/ingest';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Int, Mutation, Resolver } from 'type-graphql';
import type { GatewayContext } from '../context.js';
import { InvalidNodeIdError } from '../errors/gateway-errors.js';
import { decodeNodeId, encodeNodeId } from '../graph/node-id.js';
import { graph } from '../graph/index.js';
import { rootReads } from '../graph/root-reads.js';
import { assertAreaInScope } from '../write-path/assert-area-in-scope.js';
import { FaultyInputError, VersionConflictError, type Fault, type FaultCode } from '../write-path/faults.js';
import { SaveReportInput, type StatedFigureInput } from './report-inputs.js';

const refused = 'Null where it was refused; the error says why.';
const ofArea = ['Report', ['input', 'area']] as const;
/** Of another area than it has: whoever may not write of that one does not take the report over. */
const ofReference = ['Report', ['input', 'reference']] as const;
const longestReference = 200;
const longestText = 1_000_000;

@Resolver()
export class ReportMutationsResolver {
  @Mutation(() => Report, {
    nullable: true,
    description: `Takes a report in with the figures it states, or corrects one, and holds it against the records and the earlier reports of its year at once. The same again writes nothing. ${refused}`,
  })
  async saveReport(
    @Arg('input', () => SaveReportInput, { description: 'The report.' }) input: SaveReportInput,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { platform, longWork, viewer, readPath }: GatewayContext,
  ): Promise<unknown> {
    const faults = faultsOfReport(input);
    const figures = input.figures.map((figure, index) => readFigure(figure, index, input, faults));
    if (faults.length > 0) throw new FaultyInputError('Report', faults);
    const loaded = await platform.transaction('READ COMMITTED', async (sql) => {
      await assertAreaInScope(sql, viewer, input.area, ofArea);
      const current = await lockReport(sql, input.reference);
      if (current !== null) await assertAreaInScope(sql, viewer, current.areaCode, ofReference);
      const { reference, version: expected = null, area: areaCode, text, ...heading } = input;
      const report = { ...heading, sourceRef: reference, areaCode, text: text ?? '', figures };
      const saved = await loadReport(sql, report, { recordedBy: viewer.name });
      const isStale = current !== null && current.version !== expected && saved.outcome === 'UPDATED';
      if (isStale) throw new VersionConflictError('Report', expected ?? 0, current.version);
      return saved;
    });
    await reconcile(longWork, { reportId: loaded.reportId });
    return readPath.read(
      rootReads['report']!({ id: encodeNodeId(graph.kindOf(Report), { id: loaded.reportId }) }),
      info,
    );
  }

  @Mutation(() => ID, {
    nullable: true,
    description: `Takes a report away with its figures and every verdict on them, and gives its id. ${refused}`,
  })
  async deleteReport(
    @Arg('id', () => ID, { description: 'Global id of the report.' }) id: string,
    @Arg('version', () => Int, { description: 'The version that was read.' }) version: number,
    @Ctx() { platform, longWork, viewer }: GatewayContext,
  ): Promise<string> {
    const { kindName, key } = decodeNodeId(id);
    if (kindName !== 'Report') throw new InvalidNodeIdError(id);
    const later = await platform.transaction('READ COMMITTED', async (sql) => {
      const [report] = await sql.query<{ areaCode: string; version: number }>(
        `/* gateway:lock-report   $1 = id */ select area_code as "areaCode", version from report where id = $1::uuid for update`,
        [key],
      );
      if (report === undefined) throw new NotFoundError('There is no Report of this id that may be seen.');
      await assertAreaInScope(sql, viewer, report.areaCode, ofArea);
      if (report.version !== version) throw new VersionConflictError('Report', version, report.version);
      return deleteReport(sql, key);
    });
    await reconcile(longWork, { reportIds: later });
    return id;
  }
}

function faultsOfReport({ reference, title, text, figures, publishedOn, asOf }: SaveReportInput): Fault[] {
  const faults: Fault[] = [];
  const fault = (field: string, code: FaultCode, message: string) =>
    faults.push({ path: ['input', field], code, message });
  for (const [field, value, most] of [
    ['reference', reference, longestReference],
    ['title', title, longestReference * 5],
  ] as const) {
    if (value.trim() === '') fault(field, 'EMPTY', `"${field}" is empty.`);
    if (value.length > most) fault(field, 'TOO_LONG', `"${field}" has ${value.length} letters; ${most} are the most.`);
  }
  if ((text ?? '').length > longestText) {
    fault('text', 'TOO_LONG', `"text" has more than ${longestText} letters.`);
  }
  if ([reference, title, text ?? ''].some((value) => value.includes('\0'))) {
    fault('text', 'NOT_TEXT', 'A text holds a character that is none of any text.');
  }
  if (figures.length === 0) fault('figures', 'EMPTY', 'A report states at least one figure.');
  if (figures.length > mostFiguresOfReport) {
    fault('figures', 'TOO_LONG', `A report states at most ${mostFiguresOfReport} figures.`);
  }
  if (asOf > publishedOn) fault('asOf', 'OUT_OF_ORDER', '"asOf" is after "publishedOn".');
  const numbers = figures.map(({ number }) => number);
  for (const [index, number] of numbers.entries()) {
    if (numbers.indexOf(number) === index) continue;
    faults.push({
      path: ['input', 'figures', String(index), 'number'],
      code: 'NOT_UNIQUE',
      message: `Two figures have the number ${number}.`,
    });
  }
  return faults;
}

const fieldsOfColumns: Readonly<Record<FigureColumn, keyof StatedFigureInput>> = {
  number: 'number',
  measure: 'measure',
  programme: 'programme',
  value: 'value',
  unit: 'unit',
  qualifier: 'qualifier',
  rounding_unit: 'roundingUnit',
  from: 'periodFrom',
  to: 'periodTo',
  wording: 'wording',
  note: 'note',
};

const codesOfProblems: Readonly<Partial<Record<FigureProblem['code'], FaultCode>>> = {
  UNKNOWN_MEASURE: 'UNKNOWN',
  NO_WORDING: 'EMPTY',
  ROUNDING_MISSING: 'REQUIRED',
  NEGATIVE: 'OUT_OF_RANGE',
  NO_NUMBER: 'OUT_OF_RANGE',
  AFTER_LAST_DAY: 'OUT_OF_ORDER',
  AFTER_AS_OF: 'OUT_OF_ORDER',
};

function readFigure(
  figure: StatedFigureInput,
  index: number,
  { asOf }: SaveReportInput,
  faults: Fault[],
): StatedFigureRow {
  const measure = findMeasureOfCode(figure.measure);
  const row: Record<FigureColumn, string> = {
    number: String(figure.number),
    measure: figure.measure,
    programme: figure.programme ?? '',
    value: figure.value,
    unit: figure.unit ?? (measure === undefined ? '' : statedUnit(measure)),
    qualifier: figure.qualifier,
    rounding_unit: figure.roundingUnit ?? '',
    from: figure.periodFrom ?? '',
    to: figure.periodTo ?? '',
    wording: figure.wording.trim(),
    note: figure.note ?? '',
  };
  return checkFigure(row, asOf, (column, value, problem) => {
    const field = fieldsOfColumns[column];
    faults.push({
      path: ['input', 'figures', String(index), field],
      code: codesOfProblems[problem.code] ?? 'INCONSISTENT',
      message: `"${value}" ${describeProblem(problem, 'EN')}`,
    });
  });
}

/** The report that is there under the reference, kept from changing; null where there is none. */
async function lockReport(sql: Sql, sourceRef: string): Promise<{ areaCode: string; version: number } | null> {
  const [report] = await sql.query<{ areaCode: string; version: number }>(
    `/* gateway:lock-report   $1 = reference */ select area_code as "areaCode", version from report where source_ref = $1 for update`,
    [sourceRef],
  );
  return report ?? null;
}
