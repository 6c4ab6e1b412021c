import { askMeasures, sqlOfTree, type MeasureReply } from '@oblys/analytics';
import { InvalidInputError } from '@oblys/domain';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { GatewayContext } from '../context.js';
import { DimensionKey, type Dimension } from '../graph/dimensions.js';
import { areaOf, MeasureQueryInput } from '../measure-query/measure-query-input.js';
import { MeasureQueryResult } from '../measure-query/measure-query-result.js';
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
    const size = readSize('first', { first: input.first }) ?? defaultPageSize;
    const offset = input.after ? decodePlace(cursorName, input.after, 'after') : 0;
    const { sql, cost } = watchSql(sqlOfTree(context, input.tree));
    const question = { ...input, areaCode: areaOf(input), only: readOnly(input) };
    const reply = await askMeasures(sql, question, context.summaries, context.cameAt);
    const { answer, rows: ordered } = reply;
    context.measureQueryCosts.push({
      source: answer.source,
      ...cost(),
      storedRowsRead: answer.storedRowCount,
      recordsCounted: answer.liveRecordCount,
    });
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
      provenance: provenanceOf(reply),
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

function provenanceOf({ answer, topics, asOf, builtAt, staleness, freshness }: MeasureReply): Provenance {
  return {
    runId: answer.runId,
    asOf,
    definitionVersion: definitionVersionOf(topics),
    builtAt,
    recordCount: answer.recordCount,
    ...stalenessFields(staleness),
    ...freshnessFields(freshness),
  };
}
