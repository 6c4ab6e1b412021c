/**
 * In which tree of areas records are counted: where they lay when they were recorded, which no later move or split
 * rewrites, or where what they tell of lies today.
 */
export const trees = ['AS_RECORDED', 'CURRENT'] as const;
export type Tree = (typeof trees)[number];
