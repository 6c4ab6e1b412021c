import { CalendarDate, GrainEnum } from '@oblys/database';
import { assertPeriod, InvalidInputError, listPeriods, monthsIn, periodEnd } from '@oblys/domain';
import type { Grain, IsoDate, Period as DomainPeriod } from '@oblys/domain';
import { Field, InputType, ObjectType } from 'type-graphql';

/** More are hardly read by anyone: thirty years of months. */
const mostPeriods = 400;

@InputType({ description: 'A calendar period, named by its first day.' })
export class PeriodInput {
  @Field(() => GrainEnum, { description: 'The length of the period.' })
  grain!: Grain;

  @Field(() => CalendarDate, { description: 'The first day of the period, such as 2025-01-01 of the year 2025.' })
  start!: IsoDate;
}

@ObjectType({ description: 'A calendar period.', simpleResolvers: true })
export class Period {
  @Field(() => GrainEnum, { description: 'The length of the period.' })
  readonly grain: Grain;

  @Field(() => CalendarDate, { description: 'The first day.' })
  readonly start: IsoDate;

  @Field(() => CalendarDate, { description: 'The last day.' })
  readonly end: IsoDate;

  /** @throws {InvalidInputError} when no period of the grain starts on the day */
  constructor({ grain, start }: DomainPeriod) {
    assertPeriod({ grain, start });
    this.grain = grain;
    this.start = start;
    this.end = periodEnd({ grain, start });
  }
}

/**
 * The periods of a grain that touch a range.
 * @throws {InvalidInputError} when the range is reversed or holds too many
 */
export function periodsBetween(grain: Grain, from: IsoDate, to: IsoDate): Period[] {
  const months = (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12;
  if (months / monthsIn[grain] > mostPeriods) {
    throw new InvalidInputError(`The range ${from}..${to} holds more than ${mostPeriods} of ${grain}; ask for fewer.`);
  }
  return listPeriods(grain, from, to).map((period) => new Period(period));
}
