import { addMonths, businessDay, parseIsoDate, type IsoDate } from '@oblys/domain';
import { InvalidArgumentError } from 'commander';

/** The first day of a month that is written as YYYY-MM. */
export function parseMonthOption(text: string): IsoDate {
  if (!/^\d{4}-\d{2}$/.test(text)) {
    throw new InvalidArgumentError(`"${text}" is no month: a month is written YYYY-MM, such as 2025-10.`);
  }
  try {
    return parseIsoDate(`${text}-01`, 'month');
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

/** The first day of the last month that is over. */
export function lastMonth(): IsoDate {
  return addMonths(`${businessDay(new Date()).slice(0, 'YYYY-MM'.length)}-01`, -1);
}
