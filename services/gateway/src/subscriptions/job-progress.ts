import { CalendarDate } from '@oblys/database';
import type { RunKind, RunState } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import type { GatewayContext } from '../context.js';
import { confinesOf } from '@oblys/access';
import { RunKindEnum, RunStateEnum } from './run-enums.js';

@ObjectType({ description: 'How far a run is, or how it ended.', simpleResolvers: true })
export class JobProgress {
  @Field(() => ID, { description: 'The run.' })
  readonly runId: string;

  @Field(() => RunKindEnum, { description: 'What it does.' })
  readonly kind: RunKind;

  @Field(() => RunStateEnum, { description: 'RUNNING, until its last word says how it ended.' })
  readonly state: RunState;

  @Field(() => CalendarDate, { nullable: true, description: 'The day it is as of; null where it has none.' })
  readonly asOf: IsoDate | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Code of the topic that was done last; null before the first and at the end.',
  })
  readonly topic: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What was done of the topic, such as CELLS or SUMMARIES; null where `topic` is.',
  })
  readonly step: string | null;

  @Field(() => Int, { nullable: true, description: 'Steps done; null where `topic` is.' })
  readonly done: number | null;

  @Field(() => Int, { nullable: true, description: 'Steps there are; null where `topic` is.' })
  readonly total: number | null;

  /** The id of the row of the run of a job that it belongs to. */
  readonly jobRunKey: string | null;

  constructor(
    run: { id: string; kind: RunKind; state: RunState; asOf: IsoDate | null; jobRunKey: string | null },
    private readonly reason: string | null,
    progress?: { topic: string; step: string; done: number; total: number },
  ) {
    this.runId = run.id;
    this.kind = run.kind;
    this.state = run.state;
    this.asOf = run.asOf;
    this.jobRunKey = run.jobRunKey;
    this.topic = progress?.topic ?? null;
    this.step = progress?.step ?? null;
    this.done = progress?.done ?? null;
    this.total = progress?.total ?? null;
  }

  @Field(() => String, {
    nullable: true,
    simple: false,
    description: 'Why it failed; null unless it did, and for who may not see the whole tree: it may name any area.',
  })
  error(@Ctx() { viewer }: GatewayContext): string | null {
    return confinesOf(viewer) === null ? this.reason : null;
  }
}
