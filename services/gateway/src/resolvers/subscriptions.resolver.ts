import { Report } from '@oblys/database';
import type { RunKind } from '@oblys/database';
import { InvalidInputError, isRecordId } from '@oblys/domain';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Resolver, Root, Subscription } from 'type-graphql';
import type { GatewayContext } from '../context.js';
import { InvalidNodeIdError } from '../errors/gateway-errors.js';
import { graph } from '../graph/index.js';
import { decodeNodeId, encodeNodeId } from '../graph/node-id.js';
import { BuildMadeCurrent } from '../subscriptions/build-made-current.js';
import { JobProgress } from '../subscriptions/job-progress.js';
import { ReportReconciled } from '../subscriptions/report-reconciled.js';
import { RunKindEnum } from '../subscriptions/run-enums.js';

interface Subscribed<Args> {
  args: Args;
  context: GatewayContext;
}

@Resolver()
export class SubscriptionsResolver {
  @Subscription(() => BuildMadeCurrent, {
    description:
      'Each build as it is made current, whichever process built it. One that was while the gateway had lost the database is told once it has it back.',
    subscribe: ({ context: { runs } }: Subscribed<unknown>) => runs.builds.subscribe(() => true),
  })
  buildMadeCurrent(@Root() event: BuildMadeCurrent): BuildMadeCurrent {
    return event;
  }

  @Subscription(() => JobProgress, {
    description:
      'Runs as they begin, go on (at most four words a second of each) and end; at first those that are under way.',
    subscribe: ({ args: { runId = null, kind = null }, context: { runs } }: Subscribed<JobProgressArgs>) => {
      if (runId !== null && !isRecordId(runId)) throw new InvalidInputError(`"${runId}" is the id of no run.`);
      const isWanted = (word: JobProgress): boolean =>
        (runId === null || word.runId === runId) && (kind === null || word.kind === kind);
      return runs.progress.subscribe(isWanted, runs.listRunning());
    },
  })
  jobProgress(
    @Root() event: JobProgress,
    @Arg('runId', () => ID, { nullable: true, description: 'This run alone.' }) _runId: string | null,
    @Arg('kind', () => RunKindEnum, { nullable: true, description: 'Runs of this kind alone.' }) _kind: RunKind | null,
  ): JobProgress {
    return event;
  }

  @Subscription(() => ReportReconciled, {
    description: 'Each report as it is held against the records, with how many of its figures came out how.',
    subscribe: ({ args: { report = null }, context: { runs } }: Subscribed<{ report?: string | null }>) => {
      const key = report === null ? null : reportKeyOf(report);
      return runs.reconciliations.subscribe(({ reportKey }) => key === null || reportKey === key);
    },
  })
  reportReconciled(
    @Root() event: ReportReconciled,
    @Arg('report', () => ID, { nullable: true, description: 'Global id of a report: this one alone.' })
    _report: string | null,
  ): ReportReconciled {
    return event;
  }
}

interface JobProgressArgs {
  runId?: string | null;
  kind?: RunKind | null;
}

@Resolver(() => ReportReconciled)
export class ReportReconciledResolver {
  @FieldResolver(() => ID, { description: 'Global id of the report.' })
  reportId(@Root() { reportKey }: ReportReconciled): string {
    return encodeNodeId(graph.kindOf(Report), { id: reportKey });
  }

  @FieldResolver(() => Report, { nullable: true, description: 'The report; null when it is no more.' })
  report(
    @Root() { reportKey }: ReportReconciled,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { readPath }: GatewayContext,
  ): Promise<object | null> {
    return readPath.findOne([graph.kindOf(Report)], info, (rows, statement) => [
      `${rows.column('id')} = ${statement.bind(reportKey, 'uuid')}`,
    ]);
  }
}

/** @throws {InvalidNodeIdError} when it is the id of anything else */
function reportKeyOf(id: string): string {
  const { kindName, key } = decodeNodeId(id);
  if (kindName !== graph.kindOf(Report).name || !isRecordId(key)) throw new InvalidNodeIdError(id);
  return key;
}
