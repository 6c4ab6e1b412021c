import type { IsoDate } from '@oblys/domain';
import { eventPlan, coursePlan, fundingPlan } from './plan-programmes.js';

/**
 * How much happens in each month of the demonstration. Every figure that comes out of the demonstration comes from
 * records made to these quotas; nothing else in the platform knows them.
 */

/** The day the region's published report is about: the plan meets the report's figures at its end. */
export const checkpoint: IsoDate = '2025-11-05';

/** One district sends nothing for a month, so that gaps in reporting can be seen. */
export const silence = { branchCode: '114400000', month: '2025-08' } as const;

/**
 * Counts by year and slice. A slice is a month, except that the month of the checkpoint is two slices, up to it and
 * after it: so 2025 has thirteen. Years after the last planned one repeat it.
 */
export type Quotas = Readonly<Record<number, readonly number[]>>;
export const lastPlannedYear = 2026;

export const organizationPlan = {
  registered: {
    // The register was opened in January 2024: all organisations that existed were entered then.
    2024: [236, 3, 2, 4, 3, 1, 1, 2, 3, 4, 2, 2],
    2025: [2, 2, 3, 2, 1, 1, 1, 0, 2, 3, 1, 3, 2],
    2026: [2, 2, 3, 2, 2, 1, 1, 1, 2, 3, 2, 1],
  },
  dissolved: {
    2024: [0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 1],
    2025: [0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1],
    2026: [1, 0, 1, 0, 1, 0, 1, 0, 0, 1, 0, 1],
  },
} satisfies Record<string, Quotas>;

export const meetingPlan: Quotas = {
  2024: [58, 76, 91, 88, 84, 72, 51, 49, 86, 93, 88, 71],
  2025: [63, 84, 99, 97, 88, 79, 55, 53, 94, 104, 13, 79, 76],
  2026: [66, 88, 104, 99, 91, 83, 58, 57, 98, 109, 98, 79],
};

export const electionPlan = {
  held: {
    2024: [2, 3, 5, 6, 4, 7, 3, 2, 4, 5, 4, 3],
    2025: [4, 8, 14, 13, 9, 16, 11, 7, 8, 10, 4, 6, 5],
    2026: [2, 3, 4, 5, 4, 5, 3, 2, 4, 4, 3, 2],
  },
  lostByNominee: {
    2024: [0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0],
    2025: [0, 0, 1, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0],
    2026: [0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0],
  },
} satisfies Record<string, Quotas>;

export const factionPlan = {
  sessions: {
    2024: [4, 6, 8, 7, 6, 6, 3, 3, 7, 8, 7, 8],
    2025: [5, 7, 9, 8, 7, 7, 4, 4, 8, 11, 3, 7, 9],
    2026: [6, 7, 9, 9, 7, 8, 4, 4, 9, 10, 9, 9],
  },
  proposals: {
    2024: [10, 17, 22, 19, 16, 16, 8, 8, 19, 22, 19, 22],
    2025: [13, 20, 26, 23, 19, 20, 10, 11, 22, 32, 8, 19, 24],
    2026: [15, 21, 25, 26, 20, 22, 10, 11, 25, 29, 26, 25],
  },
  /** Of the proposals of each slice, how many are not executed at the checkpoint. */
  openAtCheckpoint: [0, 0, 0, 0, 0, 1, 0, 1, 3, 14, 7],
};

export const roadmapPlan = {
  adopted: {
    2024: [58, 31, 0, 0, 4, 0, 0, 0, 3, 0, 0, 0],
    2025: [74, 36, 0, 4, 0, 3, 0, 1, 0, 2, 0, 3, 1],
    2026: [64, 41, 3, 0, 2, 0, 0, 3, 0, 2, 0, 0],
  } satisfies Quotas,
  withdrawn: {
    2024: [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0],
    2025: [0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0],
    2026: [0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0],
  } satisfies Quotas,
  /** Of the items adopted in each slice, how many are executed, and how many have not started, at the checkpoint. */
  executedAtCheckpoint: [30, 11, 0, 1, 0, 1, 0, 0, 0, 0, 0],
  notDueAtCheckpoint: [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0],
  /** When the roadmap of a new year comes, the executed items of the old one leave it and so many others go on. */
  carriedInto: { 2025: 9, 2026: 38 } as Readonly<Record<number, number>>,
  carriedExecutedAtCheckpoint: 7,
};

/** Each commission adopts its plan for the year in January. */
export const commissionPlans = [
  { programme: 'zher-amanaty', items: { 2024: 105, 2025: 126, 2026: 147 }, executedAtCheckpoint: 123 },
  { programme: 'auyl-amanaty', items: { 2024: 63, 2025: 63, 2026: 84 }, executedAtCheckpoint: null },
] as const;

export const monitoringPlan: Quotas = {
  2024: [3, 10, 13, 14, 12, 11, 8, 7, 13, 15, 14, 12],
  2025: [9, 12, 15, 16, 14, 13, 9, 9, 15, 18, 3, 14, 14],
  2026: [10, 13, 17, 17, 15, 14, 10, 9, 16, 19, 17, 15],
};

export const appealPlan = {
  received: {
    2024: [471, 538, 604, 627, 549, 512, 466, 489, 655, 671, 640, 566],
    2025: [548, 612, 668, 701, 583, 594, 521, 547, 716, 742, 99, 548, 577],
    2026: [583, 640, 702, 688, 611, 627, 548, 569, 741, 768, 735, 604],
  } satisfies Quotas,
  openAtCheckpoint: [0, 0, 0, 0, 0, 0, 0, 2, 6, 28, 38],
  /** Of those received in the year of the checkpoint and closed by then. */
  positiveAtCheckpoint: 3192,
  positiveShare: { 2024: 0.463, 2025: 0.512, 2026: 0.534 } as Readonly<Record<number, number>>,
};

export const legalAidPlan = {
  received: {
    2024: [29, 33, 36, 41, 35, 31, 28, 30, 44, 47, 45, 36],
    2025: [38, 43, 47, 51, 40, 39, 36, 37, 55, 62, 9, 44, 41],
    2026: [41, 46, 52, 55, 44, 43, 38, 40, 58, 64, 57, 45],
  } satisfies Quotas,
  openAtCheckpoint: [0, 0, 0, 0, 0, 1, 1, 3, 9, 27, 8],
  positiveAtCheckpoint: 207,
  positiveShare: { 2024: 0.431, 2025: 0.49, 2026: 0.518 } as Readonly<Record<number, number>>,
};

export const correspondencePlan = {
  LETTER: {
    2024: [27, 34, 41, 38, 36, 33, 26, 25, 39, 44, 41, 36],
    2025: [31, 38, 46, 43, 39, 37, 28, 27, 43, 49, 6, 40, 39],
    2026: [33, 41, 49, 46, 42, 39, 30, 29, 46, 52, 48, 41],
  },
  INQUIRY: {
    2024: [5, 9, 12, 11, 9, 9, 3, 3, 10, 13, 11, 9],
    2025: [7, 11, 14, 13, 11, 10, 4, 4, 12, 15, 2, 12, 11],
    2026: [8, 12, 15, 14, 12, 11, 4, 4, 14, 17, 14, 11],
  },
} satisfies Record<string, Quotas>;

export { coursePlan, eventPlan, fundingPlan };
