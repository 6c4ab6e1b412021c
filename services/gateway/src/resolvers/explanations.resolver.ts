import { FigureExplanation, Needs, StatedFigure, type Sql } from '@oblys/database';
import { NotFoundError } from '@oblys/domain';
import { explainMismatch, faultOfExplanation, withdrawExplanation } from '@oblys/ingest';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { GatewayContext } from '../context.js';
import { InvalidNodeIdError } from '../errors/gateway-errors.js';
import { graph } from '../graph/index.js';
import { decodeNodeId, encodeNodeId } from '../graph/node-id.js';
import { rootReads } from '../graph/root-reads.js';
import { assertAreaInScope } from '../write-path/assert-area-in-scope.js';
import { FaultyInputError } from '../write-path/faults.js';
import type { KeyedWrite } from '../write-path/idempotency.js';
import { writeOnce } from '../write-path/write-once.js';
import { ExplainMismatchInput } from './explanation-inputs.js';

const refused = 'Null where it was refused; the error says why.';
const ofKey =
  'Any text of at most 200 letters, made anew for each write: a repeat of the call with the same key within 24 hours writes nothing and gives the figure as it is.';

@Resolver(() => FigureExplanation)
export class ExplanationsResolver {
  @FieldResolver(() => Boolean, {
    description:
      'Whether it explains the mismatch as it is: false where it was taken back, or the stated value or the computed one has changed since.',
  })
  @Needs('standsAsItIs')
  isCurrent(@Root() { standsAsItIs }: FigureExplanation & { standsAsItIs: boolean }): boolean {
    return standsAsItIs;
  }

  @Mutation(() => StatedFigure, {
    nullable: true,
    description: `Says why a figure does not agree with the records. It stays a mismatch, and is shown as one, with the explanation beside it. ${refused}`,
  })
  explainMismatch(
    @Arg('input', () => ExplainMismatchInput, { description: 'Why, and the figure as it was read.' })
    input: ExplainMismatchInput,
    @Arg('idempotencyKey', () => ID, { nullable: true, description: ofKey }) key: string | null,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    const figureId = keyOf(input.figureId, StatedFigure.name);
    assertText(input.text);
    const { version, value, computed, reason, text } = input;
    return write('explainMismatch', { ...input }, { key, info, context }, async (sql) => {
      await assertMayExplain(sql, context, figureId);
      const seen = { version, value, computed };
      const by = { explainedBy: context.viewer.name };
      await explainMismatch(sql, { figureId, seen, reason, text, ...by });
      return { figureId };
    });
  }

  @Mutation(() => StatedFigure, {
    nullable: true,
    description: `Takes an explanation back, and gives the figure; the explanation stays in its history. ${refused}`,
  })
  withdrawExplanation(
    @Arg('id', () => ID, { description: 'Global id of the explanation.' }) id: string,
    @Arg('idempotencyKey', () => ID, { nullable: true, description: ofKey }) key: string | null,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: GatewayContext,
  ): Promise<unknown> {
    const explanationId = keyOf(id, FigureExplanation.name);
    return write('withdrawExplanation', { id }, { key, info, context }, async (sql) => {
      const withdrawn = await withdrawExplanation(sql, { explanationId, withdrawnBy: context.viewer.name });
      await assertMayExplain(sql, context, withdrawn.figureId);
      return withdrawn;
    });
  }
}

interface Call {
  readonly key: string | null;
  readonly info: GraphQLResolveInfo;
  readonly context: GatewayContext;
}

/** Does the work once for a key, and gives the figure as it is then. */
async function write(
  operation: string,
  input: KeyedWrite['input'],
  { key, info, context }: Call,
  work: (sql: Sql) => Promise<{ figureId: string }>,
): Promise<unknown> {
  const once = { operation, input, key: key ?? null };
  const { id: figureId } = await writeOnce({ ...context, database: context.platform }, once, async (sql) => {
    const written = await work(sql);
    return { id: written.figureId, regionCode: '', version: 0 };
  });
  return context.readPath.read(
    rootReads['node']!({ id: encodeNodeId(graph.kindOf(StatedFigure), { id: figureId }) }),
    info,
  );
}

/** @throws {InvalidNodeIdError} when the id is none of this type */
function keyOf(id: string, type: string): string {
  const { kindName, key } = decodeNodeId(id);
  if (kindName !== type) throw new InvalidNodeIdError(id);
  return key;
}

function assertText(text: string): void {
  const fault = faultOfExplanation(text);
  if (fault === null) return;
  const { code, problem } = fault;
  throw new FaultyInputError('explainMismatch', [{ path: ['input', 'text'], code, message: `"text" ${problem}` }]);
}

/** @throws {FaultyInputError} when the report is about an area that the viewer may not write of */
async function assertMayExplain(sql: Sql, { viewer }: GatewayContext, figureId: string): Promise<void> {
  const [report] = await sql.query<{ areaCode: string }>(
    `/* gateway:area-of-figure   $1 = figure */
     select report.area_code as "areaCode"
       from stated_figure as figure
       join report on report.id = figure.report_id
      where figure.id = $1::uuid`,
    [figureId],
  );
  if (report === undefined) throw new NotFoundError('There is no StatedFigure of this id that may be seen.');
  await assertAreaInScope(sql, viewer, report.areaCode, ['StatedFigure', ['input', 'figureId']]);
}
