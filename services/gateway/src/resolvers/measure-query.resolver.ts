import { InvalidInputError } from '@oblys/domain';
import { queryMeasures, type MeasureQueryAnswer } from '@oblys/rollups';
import type { Staleness, SummaryAsk } from '@oblys/rollups';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { GatewayContext } from '../context.js';
import { AsOfInFutureError } from '../errors/gateway-errors.js';
import { DimensionKey, type Dimension } from '../graph/dimensions.js';
import { areaOf, MeasureQueryInput } from '../measure-query/measure-query-input.js';
import { MeasureQueryResult } from '../measure-query/measure-query-result.js';
import { orderRows } from '../measure-query/order-rows.js';
import { showCompared, showDistributions, showValues } from '../measure-query/show-row.js';
import { watchSql } from '../measure-query/watch-sql.js';
import { decodePlace, encodePlace } from '../read-path/cursor.js';
import { defaultPageSize, readSize } from '../read-path/page-window.js';
import type { Provenance } from '../summaries/provenance.js';
import { definitionVersionOf, freshnessFields, stalenessFields } from '../summaries/provenance-fields.js';
import { Measure } from './measure.js';

const cursorName = 'MeasureQuery';

@Resolver()
export class MeasureQueryResolver {
  @Query(() => MeasureQueryResult, {
    description:
      'Measures by dimensions, each figure that of the summary of its area, period and programme: from the current build where it holds them, else counted from records. What it cost is told in `extensions.measureQueries`.',
  })
  async measureQuery(
    @Arg('input', () => MeasureQueryInput, { description: 'What is asked for.' }) input: MeasureQueryInput,
    @Ctx() context: GatewayContext,
  ): Promise<MeasureQueryResult> {
    const { summaries, today } = context;
    if (input.asOf && input.asOf > today) throw new AsOfInFutureError(input.asOf, today);
    const size = readSize('first', { first: input.first }) ?? defaultPageSize;
    const offset = input.after ? decodePlace(cursorName, input.after, 'after') : 0;
    // In today's tree an area has records of others, which its viewers do not see one by one.
    const { sql, cost } = watchSql(input.tree === 'CURRENT' ? context.wholeTree : context.database);
    const answer = await queryMeasures(
      sql,
      {
        ...input,
        areaCode: areaOf(input),
        only: readOnly(input),
      },
      {
        areAllowed: (codes) => summaries.areAllowed(codes),
        isSeen: (topic) => summaries.isSeen(topic),
        buildOf: (topic) => summaries.buildOf(topic),
      },
    );
    context.measureQueryCosts.push({
      source: answer.source,
      ...cost(),
      storedRowsRead: answer.storedRowCount,
      recordsCounted: answer.liveRecordCount,
    });
    const ordered = orderRows(answer, input.orderBy ?? []);
    const rows = ordered.slice(offset, offset + size);
    return {
      columns: [
        ...answer.dimensions.map((dimension) => ({ dimension: dimension as Dimension, measure: null })),
        ...answer.measures.map(({ topic, measure }) => ({ dimension: null, measure: new Measure(topic, measure) })),
      ],
      rows: rows.map((row) => ({
        keys: row.keys.map(({ dimension, code, names }) =>
          Object.assign(new DimensionKey(), { dimension, code, names }),
        ),
        values: showValues(answer, row),
        compared: showCompared(answer, row),
        distributions: showDistributions(answer, row),
        source: row.source,
      })),
      totalCount: ordered.length,
      pageInfo: {
        hasNextPage: ordered.length > offset + size,
        hasPreviousPage: offset > 0,
        startCursor: rows.length === 0 ? null : encodePlace(cursorName, offset + 1),
        endCursor: rows.length === 0 ? null : encodePlace(cursorName, offset + rows.length),
      },
      source: answer.source,
      provenance: await provenanceOf(answer, input, context),
    };
  }
}

/** @throws {InvalidInputError} when a dimension is filtered twice */
function readOnly({ where }: MeasureQueryInput): Record<string, string[]> {
  const filters = where?.only ?? [];
  const twice = filters.find(
    ({ dimension }, index) => filters.findIndex((one) => one.dimension === dimension) !== index,
  );
  if (twice !== undefined) throw new InvalidInputError(`"only" names ${twice.dimension} twice; list its codes in one.`);
  return Object.fromEntries(filters.map(({ dimension, in: codes }) => [dimension, codes]));
}

async function provenanceOf(
  answer: MeasureQueryAnswer,
  input: MeasureQueryInput,
  { summaries, today }: GatewayContext,
): Promise<Provenance> {
  const topics = [...new Set([...answer.measures, ...answer.durations].map(({ topic }) => topic))];
  const ask: SummaryAsk = {
    areaCode: areaOf(input),
    level: answer.level,
    from: input.from,
    to: input.to,
    asOf: input.asOf ?? null,
    programmeCode: null,
  };
  const read = async (): Promise<Staleness[]> =>
    answer.source === 'LIVE' ? [] : Promise.all(topics.map((topic) => summaries.staleness(topic, ask)));
  return {
    runId: answer.runId,
    asOf: answer.asOf ?? today,
    definitionVersion: definitionVersionOf(topics),
    builtAt: answer.runId === null ? null : ((await summaries.latestBuild())?.builtAt ?? null),
    recordCount: answer.recordCount,
    ...stalenessFields(read),
    ...freshnessFields(async () => (input.asOf ? [] : summaries.freshness(topics))),
  };
}
