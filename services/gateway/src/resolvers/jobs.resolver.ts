import { Job, JobRun, JobRunAttempt, Needs } from '@oblys/database';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { GatewayContext } from '../context.js';
import { rootReads } from '../graph/root-reads.js';
import { confinesOf } from '@oblys/access';

@Resolver()
export class JobsResolver {
  @Query(() => [Job], { description: 'What the schedulers do at its times, by name; empty before one has started.' })
  jobs(@Info() info: GraphQLResolveInfo, @Ctx() { readPath }: GatewayContext): Promise<unknown> {
    return readPath.read(rootReads['jobs']!({}), info);
  }

  @Query(() => Job, { nullable: true, description: 'The job of a name; null when there is none.' })
  job(
    @Arg('name', () => String, { description: 'Its name, such as nightly-rollup.' }) name: string,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { readPath }: GatewayContext,
  ): Promise<unknown> {
    return readPath.read(rootReads['job']!({ name }), info);
  }

  @Query(() => JobRun, { nullable: true, description: 'The run of a job with a global id; null when there is none.' })
  jobRun(
    @Arg('id', () => ID, { description: 'Global id, as `jobRuns` gave it.' }) id: string,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { readPath }: GatewayContext,
  ): Promise<unknown> {
    return readPath.read(rootReads['jobRun']!({ id }), info);
  }
}

@Resolver(() => JobRun)
export class JobRunResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Why its last attempt did not succeed, in full; null where nothing is wrong, and for who may not see the whole tree: it may name any area.',
  })
  @Needs('failure')
  error(@Root() { failure }: JobRun, @Ctx() { viewer }: GatewayContext): string | null {
    return confinesOf(viewer) === null ? failure : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Who asked for it; null where its moment came by itself, and for who may not see the whole tree.',
  })
  @Needs('requester')
  requestedBy(@Root() { requester }: JobRun, @Ctx() { viewer }: GatewayContext): string | null {
    return confinesOf(viewer) === null ? requester : null;
  }
}

@Resolver(() => JobRunAttempt)
export class JobRunAttemptResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Why it did not succeed, in full; null unless it ended so, and for who may not see the whole tree: it may name any area.',
  })
  @Needs('failure')
  error(@Root() { failure }: JobRunAttempt, @Ctx() { viewer }: GatewayContext): string | null {
    return confinesOf(viewer) === null ? failure : null;
  }
}
