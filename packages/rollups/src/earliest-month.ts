import type { IsoDate } from '@oblys/domain';

/** Earlier than this no record can be meant: the republic is of 1991. A year mistyped would open centuries of rows. */
export const earliestMonth: IsoDate = '1991-01-01';
