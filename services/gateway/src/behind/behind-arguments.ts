import { CalendarDate } from '@oblys/database';
import { InvalidInputError, type IsoDate, type Tree } from '@oblys/domain';
import type { RatePart } from '@oblys/rollups';
import { ArgsType, Field, ID, Int } from 'type-graphql';
import { defaultPageSize, maximumPageSize } from '../read-path/page-window.js';
import { Period, PeriodInput } from '../summaries/period.js';
import { TreeEnum } from '../summaries/summary-enums.js';
import { RatePartEnum } from './records-behind.js';

/** The read path reads these itself. */
@ArgsType()
class PageArguments {
  @Field(() => Int, {
    nullable: true,
    description: `How many rows from the start of the order; ${defaultPageSize} unless given, ${maximumPageSize} at most.`,
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only rows after this cursor.' })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: `How many rows from the end of the order instead; ${maximumPageSize} at most.`,
  })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only rows before this cursor.' })
  before?: string | null;
}

@ArgsType()
export class FigureBehindArguments extends PageArguments {
  @Field(() => RatePartEnum, {
    nullable: true,
    description:
      'Of a rate the records of which of its counts; of the numerator unless given. Of others it says nothing.',
  })
  part?: RatePart | null;
}

@ArgsType()
export class BehindArguments extends PageArguments {
  @Field(() => ID, { description: 'Full code of the measure, such as roadmap.executed; see `measures`.' })
  measure!: string;

  @Field(() => ID, { description: 'Code of the country, a region or a district.' })
  area!: string;

  @Field(() => PeriodInput, { nullable: true, description: 'The period, in place of `from` and `to`.' })
  period?: PeriodInput | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The first day that counts; from the first record on unless given. Stocks take no notice of it.',
  })
  from?: IsoDate | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The last day that counts; needed where no period is given.',
  })
  to?: IsoDate | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'What the records now say about that day; the day of the current build unless given.',
  })
  asOf?: IsoDate | null;

  @Field(() => RatePartEnum, {
    nullable: true,
    description: 'Of a rate, and of nothing else: the records of which of its counts.',
  })
  part?: RatePart | null;

  @Field(() => ID, { nullable: true, description: 'Code of the programme; all records count unless given.' })
  programme?: string | null;

  @Field(() => TreeEnum, { defaultValue: 'AS_RECORDED', description: 'The tree of areas to count in.' })
  tree!: Tree;
}

/** @throws {InvalidInputError} when neither a period nor a last day is given, both are, or no such period starts on the day */
export function spanOf({ period, from, to }: BehindArguments): { from: IsoDate | null; to: IsoDate } {
  if (period) {
    if (from || to)
      throw new InvalidInputError('"period" is given beside "from" or "to"; they say the same, so leave one out.');
    const { start, end } = new Period(period);
    return { from: start, to: end };
  }
  if (!to) throw new InvalidInputError('Neither "period" nor "to" is given, so nobody knows until when to count.');
  return { from: from ?? null, to };
}
