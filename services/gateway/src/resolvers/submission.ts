import {
  CalendarDate,
  Instant,
  LocaleArgument,
  SubmissionEventEnum,
  SubmissionStateEnum,
  type SubmissionEventKind,
  type SubmissionState,
} from '@oblys/database';
import { inLocale, type IsoDate, type Locale } from '@oblys/domain';
import type { ListedSubmission, ListedSubmissionEvent } from '@oblys/rollups';
import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'What became of a submission.', simpleResolvers: true })
export class SubmissionEvent {
  @Field(() => SubmissionEventEnum, { description: 'What was done.' })
  event!: SubmissionEventKind;

  @Field(() => Int, { description: 'The version that it led to.' })
  version!: number;

  @Field(() => Instant, { description: 'When.' })
  happenedAt!: Date;

  @Field(() => String, { description: 'Who did it.' })
  happenedBy!: string;

  @Field(() => String, { nullable: true, description: 'Why, or the note that went with it; null where there is none.' })
  reason!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many records were submitted or approved; null of all else.',
  })
  recordCount!: number | null;
}

/** The history of some submissions, by their ids. */
export type HistoryOf = (id: string) => Promise<ListedSubmissionEvent[]>;

@ObjectType({
  description: 'How a branch stands with a topic and a month: what is due, what was sent, or both.',
  simpleResolvers: true,
})
export class Submission {
  @Field(() => ID, { nullable: true, description: 'What it is decided on by; null where nothing was sent yet.' })
  readonly id: string | null;

  @Field(() => ID, { description: 'Code of the region that it is sent to.' })
  readonly region: string;

  @Field(() => ID, { description: 'Code of the branch: the district, or the region for its office.' })
  readonly area: string;

  @Field(() => ID, { description: 'Code of the topic.' })
  readonly topic: string;

  @Field(() => CalendarDate, { description: 'The first day of the month.' })
  readonly month: IsoDate;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The last day to send it in time; null where it was sent though it is not due.',
  })
  readonly dueOn: IsoDate | null;

  @Field(() => SubmissionStateEnum, { description: 'How it stands today.' })
  readonly state: SubmissionState;

  @Field(() => Int, { nullable: true, description: 'The version that decisions name; null where nothing was sent.' })
  readonly version: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Records of the month when it was sent, 0 where there was nothing; null where nothing was sent.',
  })
  readonly recordCount: number | null;

  @Field(() => String, { nullable: true, description: 'What was said with it; null where nothing was.' })
  readonly note: string | null;

  @Field(() => Instant, { nullable: true, description: 'When it was sent last; null where it was not.' })
  readonly submittedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Who sent it; null where nobody has.' })
  readonly submittedBy: string | null;

  @Field(() => Instant, { nullable: true, description: 'When it was approved; null while it is not.' })
  readonly approvedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Who approved it; null while nobody has.' })
  readonly approvedBy: string | null;

  @Field(() => Instant, { nullable: true, description: 'When it was sent back; null where it was not, or sent anew.' })
  readonly returnedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Who sent it back; null where nobody did, or it was sent anew.' })
  readonly returnedBy: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was sent back; null where it was not, or sent anew.' })
  readonly returnReason: string | null;

  @Field(() => Instant, {
    nullable: true,
    description:
      'When records of the month were changed after it was approved, last; or since it was submitted, first: then it is to be submitted anew. Null where none were.',
  })
  readonly changedAt: Date | null;

  constructor(
    private readonly listed: ListedSubmission,
    private readonly historyOf: HistoryOf,
  ) {
    this.id = listed.id;
    this.region = listed.regionCode;
    this.area = listed.branchCode;
    this.topic = listed.topic;
    this.month = listed.month;
    this.dueOn = listed.dueOn;
    this.state = listed.state;
    this.version = listed.version;
    this.recordCount = listed.recordCount;
    this.note = listed.note;
    this.submittedAt = listed.submittedAt;
    this.submittedBy = listed.submittedBy;
    this.approvedAt = listed.approvedAt;
    this.approvedBy = listed.approvedBy;
    this.returnedAt = listed.returnedAt;
    this.returnedBy = listed.returnedBy;
    this.returnReason = listed.returnReason;
    this.changedAt = listed.changedAt;
  }

  @Field(() => String, { description: 'What the branch is called.' })
  areaName(@LocaleArgument() locale: Locale | null): string {
    return inLocale(this.listed.branchNames, locale);
  }

  @Field(() => [SubmissionEvent], { description: 'All that became of it, the oldest first.' })
  async history(): Promise<ListedSubmissionEvent[]> {
    return this.id === null ? [] : this.historyOf(this.id);
  }
}
