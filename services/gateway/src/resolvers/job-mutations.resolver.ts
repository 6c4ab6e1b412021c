import {
  CalendarDate,
  cancelJobRun,
  JobRun,
  requestBackfill,
  requestJobRun,
  retryJobRun,
  type Database,
} from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Field, FieldResolver, ID, Info, Int, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import type { GatewayContext } from '../context.js';
import { NotAllowedError } from '@oblys/access';
import { declareConnectionArguments } from '../graph/connection-types.js';
import { graph } from '../graph/index.js';
import { assertJobName } from '../graph/jobs.js';
import { decodeIdOf } from '../graph/node-id.js';
import { confinesOf, type Viewer } from '@oblys/access';

@ObjectType({ description: 'A run of a job that was asked for, ended, or is to be tried again.' })
export class JobRunPayload {
  constructor(readonly runId: string) {}
}

@ObjectType({ description: 'The runs of a job for a range of days.', simpleResolvers: true })
export class BackfillPayload {
  @Field(() => Int, { description: 'Runs that there were none of, and are due now.' })
  created!: number;

  @Field(() => Int, { description: 'Runs that had failed, were cancelled or blocked, and are due again.' })
  repeated!: number;

  @Field(() => Int, { description: 'Runs that have succeeded or go on without this: left as they are.' })
  left!: number;

  job!: string;
  from!: IsoDate;
  to!: IsoDate;
}

const jobName = 'Name of the job.';
const runId = 'Global id of the run.';
const refused = 'Null where it was refused; the error says why.';

@Resolver()
export class JobMutationsResolver {
  @Mutation(() => JobRunPayload, {
    nullable: true,
    description: `Asks for a run of a job now, whatever its schedule and whatever it needs; the next scheduler that looks takes it. ${refused}`,
  })
  async runJob(
    @Arg('job', () => String, { description: jobName }) job: string,
    @Arg('asOf', () => CalendarDate, {
      nullable: true,
      description: 'The day that it is to be about; the last whole day in the zone of the job unless given.',
    })
    asOf: IsoDate | null,
    @Ctx() { platform, viewer }: GatewayContext,
  ): Promise<JobRunPayload> {
    const requestedBy = requester(viewer);
    assertJobName(job);
    return new JobRunPayload(await requestJobRun(platform, { job, asOf: asOf ?? undefined, requestedBy }));
  }

  @Mutation(() => JobRunPayload, {
    nullable: true,
    description: `Ends a run that is due, blocked or under way; what it had not made visible yet is undone. ${refused}`,
  })
  cancelRun(
    @Arg('id', () => ID, { description: runId }) id: string,
    @Ctx() context: GatewayContext,
  ): Promise<JobRunPayload> {
    return change(id, context, cancelJobRun);
  }

  @Mutation(() => JobRunPayload, {
    nullable: true,
    description: `Tries a run that failed, was cancelled or is blocked once more, for the same day; steps that it has done are not done again. ${refused}`,
  })
  retryRun(
    @Arg('id', () => ID, { description: runId }) id: string,
    @Ctx() context: GatewayContext,
  ): Promise<JobRunPayload> {
    return change(id, context, retryJobRun);
  }

  @Mutation(() => BackfillPayload, {
    nullable: true,
    description: `Sees to it that each moment of a job that is about a day of a range has a run which succeeds: makes those there are none of, and tries those again that failed. ${refused}`,
  })
  async backfill(
    @Arg('job', () => String, { description: jobName }) job: string,
    @Arg('from', () => CalendarDate, { description: 'The first day.' }) from: IsoDate,
    @Arg('to', () => CalendarDate, { description: 'The last day, which has to be over.' }) to: IsoDate,
    @Ctx() { platform, viewer }: GatewayContext,
  ): Promise<BackfillPayload> {
    const requestedBy = requester(viewer);
    assertJobName(job);
    const answer = await requestBackfill(platform, { job, from, to, requestedBy });
    return { ...answer, job, from, to };
  }
}

@Resolver(() => JobRunPayload)
export class JobRunPayloadResolver {
  @FieldResolver(() => JobRun, { nullable: true, description: 'The run as it is now; null where it is gone again.' })
  run(
    @Root() { runId: key }: JobRunPayload,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { readPath }: GatewayContext,
  ): Promise<object | null> {
    return readPath.findOne([graph.kindOf(JobRun)], info, (rows, statement) => [
      `${rows.column('id')} = ${statement.bind(key, 'uuid')}`,
    ]);
  }
}

@Resolver(() => BackfillPayload)
export class BackfillPayloadResolver {
  @FieldResolver(() => graph.connectionOf(JobRun).connection, {
    description: 'All runs of the job that are about these days, the newest moment first.',
  })
  runs(
    @Root() { job, from, to }: BackfillPayload,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { readPath }: GatewayContext,
  ): Promise<unknown> {
    return readPath.findPage(graph.kindOf(JobRun), info, (rows, statement) => [
      `${rows.column('jobName')} = ${statement.bind(job, 'text')}`,
      `${rows.column('asOf')} between ${statement.bind(from, 'date')} and ${statement.bind(to, 'date')}`,
    ]);
  }
}

declareConnectionArguments(BackfillPayloadResolver.prototype, 'runs', graph.connectionOf(JobRun), 3);

/** @throws {InvalidNodeIdError} when the id is none of a run; {NotAllowedError} when the viewer is confined */
async function change(
  id: string,
  { platform, viewer }: GatewayContext,
  give: (database: Database, runId: string, requestedBy: string) => Promise<void>,
): Promise<JobRunPayload> {
  const requestedBy = requester(viewer);
  const key = decodeIdOf(graph.kindOf(JobRun), id);
  await give(platform, key, requestedBy);
  return new JobRunPayload(key);
}

/** Whose name the run bears. @throws {NotAllowedError} when the viewer may not see all that jobs work on */
function requester(viewer: Viewer): string {
  if (confinesOf(viewer) === null) return viewer.name;
  throw new NotAllowedError(
    'Jobs work on the whole tree: who may see only a part of it may not run, end or repeat them.',
  );
}
