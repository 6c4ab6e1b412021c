import type { Quotas } from './plan.js';

/** Events; the women's wing apart, since its figures are stated apart. */
export const eventPlan = {
  womensWing: {
    2024: [1, 2, 7, 2, 3, 2, 1, 2, 3, 3, 2, 3],
    2025: [2, 3, 9, 3, 4, 3, 2, 2, 4, 5, 1, 3, 4],
    2026: [2, 3, 10, 4, 4, 4, 2, 2, 4, 5, 4, 4],
  },
  others: {
    2024: [61, 77, 96, 101, 94, 88, 66, 64, 98, 107, 99, 95],
    2025: [78, 94, 121, 118, 112, 104, 81, 79, 124, 148, 21, 106, 117],
    2026: [84, 99, 128, 124, 117, 109, 85, 83, 131, 142, 127, 120],
  },
} satisfies Record<string, Quotas>;

/** Projects of auyl-amanaty and, in thousands of tenge, what they are given; and the projects of no programme. */
export const fundingPlan = {
  auylAmanaty: {
    2024: [4, 8, 13, 17, 19, 18, 15, 14, 18, 20, 19, 15],
    2025: [6, 11, 19, 24, 27, 26, 22, 20, 25, 31, 5, 18, 21],
    2026: [7, 12, 21, 26, 29, 28, 24, 21, 28, 33, 24, 19],
  },
  auylAmanatyThousandKzt: {
    2024: [29400, 61250, 98700, 131600, 146350, 137800, 112450, 104900, 139650, 155200, 144100, 117850],
    2025: [49300, 96850, 158400, 203700, 236150, 221900, 189450, 167200, 214600, 268328, 41860, 154300, 181700],
    2026: [61900, 108300, 189750, 236400, 265100, 254850, 219700, 191450, 256300, 301950, 219200, 172650],
  },
  others: {
    2024: [2, 3, 4, 4, 5, 5, 4, 3, 4, 5, 4, 4],
    2025: [3, 3, 5, 5, 6, 5, 4, 4, 5, 6, 1, 4, 5],
    2026: [3, 4, 5, 6, 6, 6, 5, 4, 6, 6, 5, 5],
  },
} satisfies Record<string, Quotas>;

/** Courses by the slice they are completed in: graduates of qaryzsyz-qogam, and groups of no programme. */
export const coursePlan = {
  qaryzsyzQogamGraduates: {
    2024: [410, 680, 820, 930, 800, 640, 450, 430, 990, 1120, 960, 700],
    2025: [620, 940, 1180, 1260, 1090, 860, 610, 590, 1340, 1890, 280, 1010, 880],
    2026: [690, 980, 1250, 1310, 1150, 900, 640, 620, 1400, 1560, 1240, 900],
  },
  otherGroups: {
    2024: [1, 2, 3, 3, 2, 2, 1, 1, 3, 4, 3, 2],
    2025: [2, 3, 4, 4, 3, 2, 1, 1, 4, 5, 1, 3, 3],
    2026: [2, 3, 4, 4, 3, 3, 1, 1, 5, 5, 4, 3],
  },
} satisfies Record<string, Quotas>;
