/** What writes or verifies the summary tables: one at a time. */
export const summariesLane = 'summaries';
