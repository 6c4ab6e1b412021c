import { CalendarDate, SubmissionStateEnum, type Sql, type SubmissionState } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import {
  approveSubmission,
  getSubmission,
  listSubmissionEvents,
  listSubmissions,
  reopenSubmission,
  returnSubmission,
  submitMonth,
  type ListedSubmission,
  type ListedSubmissionEvent,
  type StandingSubmission,
  type SubmissionFilter,
  type Submitter,
} from '@oblys/rollups';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { GatewayContext } from '../context.js';
import { confinesOf } from '@oblys/access';
import { writeOnce } from '../write-path/write-once.js';
import { Submission, type HistoryOf } from './submission.js';

@InputType({ description: 'A month of a branch that is to be submitted.' })
export class SubmitMonthInput {
  @Field(() => ID, { description: 'Code of the district, or of the region for its office.' })
  area!: string;

  @Field(() => CalendarDate, {
    description: 'The first day of the month, which can be submitted from its last day on.',
  })
  month!: IsoDate;

  @Field(() => [ID], {
    nullable: true,
    description: 'Codes of the topics; all that are due and do not stand submitted unless given.',
  })
  topics!: string[] | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Says that there was nothing of the topics without a record. Without it those are refused; with it so is a topic that is named and has records.',
  })
  isNil!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'What the region should know, in at most 1000 letters and without personal data.',
  })
  note!: string | null;
}

@ObjectType({ description: 'What came of submitting a month, or of deciding on it.', simpleResolvers: true })
export class SubmissionsPayload {
  @Field(() => [Submission], { description: 'What was submitted or decided on, as it is now.' })
  submissions!: Submission[];

  @Field(() => Boolean, {
    description:
      'True where an earlier call with the same idempotency key had done this already, and nothing was written now.',
  })
  isRepeat!: boolean;
}

const refused = 'Null where it was refused; the error says why.';
const ofSubmission = 'What it is decided on by, as `submissions` gave it.';
const ofVersion = 'The version that was read; when it has another by now, it is a CONFLICT and nothing is written.';
const ofKey =
  'Any text of at most 200 letters, made anew for each write: a repeat of the call with the same key within 24 hours writes nothing and gives the first answer.';
const ofReason = 'Why, in at most 1000 letters and without personal data.';

@Resolver()
export class SubmissionsResolver {
  @Query(() => [Submission], {
    description:
      'What is due and what was sent, by month, branch and topic. Nothing is due in months before anybody of the region reported anything.',
  })
  async submissions(
    @Arg('from', () => CalendarDate, { description: 'The first day of the first month.' }) from: IsoDate,
    @Arg('to', () => CalendarDate, { description: 'The first day of the last month.' }) to: IsoDate,
    @Arg('area', () => ID, {
      nullable: true,
      description: 'Code of a region, with all its branches, or of a district; all that may be seen unless given.',
    })
    areaCode: string | null,
    @Arg('topic', () => ID, { nullable: true, description: 'Code of a topic; all unless given.' }) topic: string | null,
    @Arg('state', () => [SubmissionStateEnum], { nullable: true, description: 'How they stand; all unless given.' })
    states: SubmissionState[] | null,
    @Ctx() context: GatewayContext,
  ): Promise<Submission[]> {
    return list(context, {
      ...{ from, to, areaCode: areaCode ?? undefined, topic: topic ?? undefined, states: states ?? undefined },
    });
  }

  @Mutation(() => SubmissionsPayload, {
    nullable: true,
    description: `Sends topics of a month as they stand, with the number of their records; again where something has come or gone since, or it was sent back. ${refused}`,
  })
  async submitMonth(
    @Arg('input', () => SubmitMonthInput, { description: 'Which month of whom.' }) input: SubmitMonthInput,
    @Arg('idempotencyKey', () => ID, { nullable: true, description: ofKey }) key: string | null,
    @Ctx() context: GatewayContext,
  ): Promise<SubmissionsPayload> {
    const { area: areaCode, month, topics, isNil, note } = input;
    let sent: readonly string[] | null = topics ?? null;
    const { isRepeat } = await writeOnce(
      context,
      { operation: 'submitMonth', input: { ...input }, key: key ?? null },
      async (sql) => {
        const { today } = context;
        const written = await submitMonth(sql, submitterOf(context), { areaCode, month, topics, isNil, note, today });
        sent = written.map(({ topic }) => topic);
        return written[0]!;
      },
    );
    const listed = await list(context, { areaCode, from: month, to: month });
    const isSent = ({ id, area, topic }: Submission): boolean =>
      id !== null && area === areaCode && (sent === null || sent.includes(topic));
    return { submissions: listed.filter(isSent), isRepeat };
  }

  @Mutation(() => SubmissionsPayload, {
    nullable: true,
    description: `Approves what was submitted and locks the month: from then on its records change only for a reason that is given. ${refused}`,
  })
  approveSubmission(
    @Arg('id', () => ID, { description: ofSubmission }) id: string,
    @Arg('version', () => Int, { description: ofVersion }) version: number,
    @Arg('note', () => String, { nullable: true, description: 'What is to be known of it.' }) note: string | null,
    @Arg('idempotencyKey', () => ID, { nullable: true, description: ofKey }) key: string | null,
    @Ctx() context: GatewayContext,
  ): Promise<SubmissionsPayload> {
    return decide(context, 'approveSubmission', { id, version, note: note ?? null }, key, (sql, by) =>
      approveSubmission(sql, by, { id, version }, note ?? null),
    );
  }

  @Mutation(() => SubmissionsPayload, {
    nullable: true,
    description: `Sends what was submitted back; it counts as not sent until it is submitted anew. ${refused}`,
  })
  returnSubmission(
    @Arg('id', () => ID, { description: ofSubmission }) id: string,
    @Arg('version', () => Int, { description: ofVersion }) version: number,
    @Arg('reason', () => String, { description: ofReason }) reason: string,
    @Arg('idempotencyKey', () => ID, { nullable: true, description: ofKey }) key: string | null,
    @Ctx() context: GatewayContext,
  ): Promise<SubmissionsPayload> {
    return decide(context, 'returnSubmission', { id, version, reason }, key, (sql, by) =>
      returnSubmission(sql, by, { id, version }, reason),
    );
  }

  @Mutation(() => SubmissionsPayload, {
    nullable: true,
    description: `Takes an approval back: the month is open again, and is to be submitted anew. ${refused}`,
  })
  reopenSubmission(
    @Arg('id', () => ID, { description: ofSubmission }) id: string,
    @Arg('version', () => Int, { description: ofVersion }) version: number,
    @Arg('reason', () => String, { description: ofReason }) reason: string,
    @Arg('idempotencyKey', () => ID, { nullable: true, description: ofKey }) key: string | null,
    @Ctx() context: GatewayContext,
  ): Promise<SubmissionsPayload> {
    return decide(context, 'reopenSubmission', { id, version, reason }, key, (sql, by) =>
      reopenSubmission(sql, by, { id, version }, reason),
    );
  }
}

function submitterOf({ viewer }: GatewayContext): Submitter {
  return { name: viewer.name, within: confinesOf(viewer) };
}

async function decide(
  context: GatewayContext,
  operation: string,
  input: Readonly<Record<string, unknown>> & { id: string },
  key: string | null,
  work: (sql: Sql, by: Submitter) => Promise<StandingSubmission>,
): Promise<SubmissionsPayload> {
  const by = submitterOf(context);
  const { isRepeat } = await writeOnce(context, { operation, input, key: key ?? null }, (sql) => work(sql, by));
  const { branchCode, month, topic } = await getSubmission(context.database, by.within, input.id);
  const listed = await list(context, { areaCode: branchCode, from: month, to: month, topic });
  return { submissions: listed.filter(({ id }) => id === input.id), isRepeat };
}

async function list(
  context: GatewayContext,
  filter: Omit<SubmissionFilter, 'within' | 'today'>,
): Promise<Submission[]> {
  const { database, today, viewer } = context;
  const listed = await listSubmissions(database, { ...filter, within: confinesOf(viewer), today });
  const historyOf = createHistory(database, listed);
  return listed.map((each) => new Submission(each, historyOf));
}

/** The history of all that is listed is read once, when the first of it is asked for. */
function createHistory(sql: Sql, listed: readonly ListedSubmission[]): HistoryOf {
  let reading: Promise<Map<string, ListedSubmissionEvent[]>> | undefined;
  const read = async (): Promise<Map<string, ListedSubmissionEvent[]>> => {
    const ids = listed.flatMap(({ id }) => (id === null ? [] : [id]));
    const bySubmission = new Map<string, ListedSubmissionEvent[]>();
    for (const event of await listSubmissionEvents(sql, ids)) {
      const known = bySubmission.get(event.submissionId);
      if (known === undefined) bySubmission.set(event.submissionId, [event]);
      else known.push(event);
    }
    return bySubmission;
  };
  return async (id) => (await (reading ??= read())).get(id) ?? [];
}
