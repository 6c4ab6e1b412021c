import {
  assertAreaCode,
  assertPeriod,
  businessDay,
  InvalidInputError,
  parseIsoDate,
  periodEnd,
  summaryLevels,
  type IsoDate,
  type SummaryLevel,
} from '@oblys/domain';
import type { SummaryAsk } from './answers.js';
import { hasProgramme } from './compile/columns.js';
import type { Topic } from './topic.js';

/** @throws {InvalidInputError} when the day is not there in the calendar or has not come in Asia/Almaty */
export function assertAsOf(asOf: IsoDate): void {
  parseIsoDate(asOf, 'as-of day');
  const today = businessDay(new Date());
  if (asOf > today) {
    throw new InvalidInputError(
      `The as-of day ${asOf} has not come: today is ${today}, and nothing can be counted for a later day.`,
    );
  }
}

/** @throws {InvalidInputError} when an ask contradicts itself or the topic */
export function assertAsk(topic: Topic, ask: SummaryAsk): void {
  assertAreaCode(ask.areaCode);
  parseIsoDate(ask.to, 'last day');
  if (ask.from !== null && parseIsoDate(ask.from, 'first day') > ask.to) {
    throw new InvalidInputError(`The span ${ask.from}..${ask.to} is reversed: its end is before its start.`);
  }
  if (ask.asOf !== null) assertAsOf(ask.asOf);
  if (ask.programmeCode !== null && !hasProgramme(topic)) {
    throw new InvalidInputError(
      `Records of ${topic.code} belong to no programme, so they cannot be counted for "${ask.programmeCode}".`,
    );
  }
  for (const dimension of Object.keys(ask.only ?? {})) {
    if (topic.recordDimensions?.[dimension] !== undefined) continue;
    throw new InvalidInputError(`Records of ${topic.code} have no ${dimension} to be counted by.`);
  }
  const { grain, start } = ask;
  if (grain === undefined || start === undefined) return;
  assertPeriod({ grain, start });
  const end = periodEnd({ grain, start });
  if (ask.from !== start || ask.to !== end) {
    throw new InvalidInputError(
      `The span ${ask.from ?? ''}..${ask.to} is not the ${grain} of ${start}, which is ${start}..${end}.`,
    );
  }
}

/** The values $1 to $6 of a batch: each column of the asks as an array. */
export function askColumns(asks: readonly SummaryAsk[]): unknown[] {
  return [
    asks.map(({ areaCode }) => areaCode),
    asks.map(({ level }) => level),
    asks.map(({ from }) => from),
    asks.map(({ to }) => to),
    asks.map(({ asOf }) => asOf),
    asks.map(({ programmeCode }) => programmeCode),
  ];
}

/** The levels of areas that are asked for, each once, so that a statement plans for no other. */
export function levelsOf(asks: readonly { readonly level: SummaryLevel }[]): SummaryLevel[] {
  return summaryLevels.filter((level) => asks.some((ask) => ask.level === level));
}
