import { JobRun, Report } from '@oblys/database';
import type { ChangedJobRun, RunKind } from '@oblys/database';
import { InvalidInputError, isRecordId, NotFoundError } from '@oblys/domain';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Resolver, Root, Subscription } from 'type-graphql';
import type { GatewayContext } from '../context.js';
import { graph } from '../graph/index.js';
import { assertJobName } from '../graph/jobs.js';
import { decodeIdOf, encodeNodeId } from '../graph/node-id.js';
import { BuildMadeCurrent } from '../subscriptions/build-made-current.js';
import { JobProgress } from '../subscriptions/job-progress.js';
import { countTold } from '../subscriptions/count-told.js';
import { ReportReconciled, VerdictCount } from '../subscriptions/report-reconciled.js';
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
    subscribe: ({ args, context: { runs } }: Subscribed<JobProgressArgs>) => {
      const { runId = null, kind = null, jobRun = null } = args;
      if (runId !== null && !isRecordId(runId)) throw new InvalidInputError(`"${runId}" is the id of no run.`);
      const jobRunKey = jobRun === null ? null : decodeIdOf(graph.kindOf(JobRun), jobRun);
      const isWanted = (word: JobProgress): boolean =>
        (runId === null || word.runId === runId) &&
        (kind === null || word.kind === kind) &&
        (jobRunKey === null || word.jobRunKey === jobRunKey);
      return runs.progress.subscribe(isWanted, runs.listRunning());
    },
  })
  jobProgress(
    @Root() event: JobProgress,
    @Arg('runId', () => ID, { nullable: true, description: 'This run alone.' }) _runId: string | null,
    @Arg('kind', () => RunKindEnum, { nullable: true, description: 'Runs of this kind alone.' }) _kind: RunKind | null,
    @Arg('jobRun', () => ID, { nullable: true, description: 'Global id of a run of a job: what it does alone.' })
    _jobRun: string | null,
  ): JobProgress {
    return event;
  }

  @Subscription(() => JobRun, {
    description:
      'Each run of a job as it becomes due, begins, ends, or is to be tried again, as it is by then: what happens in quick succession is told once.',
    subscribe: ({ args: { job = null, id = null }, context: { runs } }: Subscribed<JobRunChangedArgs>) => {
      if (job !== null) assertJobName(job);
      const key = id === null ? null : decodeIdOf(graph.kindOf(JobRun), id);
      return runs.jobRuns.subscribe(
        (changed) => (job === null || changed.job === job) && (key === null || changed.id === key),
      );
    },
  })
  async jobRunChanged(
    @Root() { id: key }: ChangedJobRun,
    @Arg('job', () => String, { nullable: true, description: 'Name of a job: its runs alone.' }) _job: string | null,
    @Arg('id', () => ID, { nullable: true, description: 'Global id of a run: this one alone.' }) _id: string | null,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { readPath }: GatewayContext,
  ): Promise<object> {
    const run = await readPath.findOne([graph.kindOf(JobRun)], info, (rows, statement) => [
      `${rows.column('id')} = ${statement.bind(key, 'uuid')}`,
    ]);
    if (run === null) throw new NotFoundError(`Run ${key} of a job is there no more.`);
    return run;
  }

  @Subscription(() => ReportReconciled, {
    description: 'Each report as it is held against the records, with how many of its figures came out how.',
    subscribe: ({ args: { report = null }, context: { runs } }: Subscribed<{ report?: string | null }>) => {
      const key = report === null ? null : decodeIdOf(graph.kindOf(Report), report);
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
  jobRun?: string | null;
}

interface JobRunChangedArgs {
  job?: string | null;
  id?: string | null;
}

@Resolver(() => JobProgress)
export class JobProgressResolver {
  @FieldResolver(() => ID, {
    nullable: true,
    description: 'Global id of the run of a job that it belongs to; null where a person or a command ran it.',
  })
  jobRunId(@Root() { jobRunKey }: JobProgress): string | null {
    return jobRunKey === null ? null : encodeNodeId(graph.kindOf(JobRun), { id: jobRunKey });
  }
}

@Resolver(() => ReportReconciled)
export class ReportReconciledResolver {
  @FieldResolver(() => ID, { description: 'Global id of the report.' })
  reportId(@Root() { reportKey }: ReportReconciled): string {
    return encodeNodeId(graph.kindOf(Report), { id: reportKey });
  }

  @FieldResolver(() => [VerdictCount], { description: 'What was found of its figures.' })
  verdicts(@Root() event: ReportReconciled, @Ctx() context: GatewayContext): Promise<VerdictCount[]> {
    return countTold(event, context);
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
