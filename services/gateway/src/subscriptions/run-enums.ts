import { registerEnum } from '@oblys/database';
import type { RunKind, RunState } from '@oblys/database';

export const RunKindEnum = registerEnum<RunKind>(
  'RunKind',
  'What a run does.',
  ['ROLLUP', 'PUBLISH', 'RECONCILE', 'VERIFY', 'DEMO', 'QUALITY', 'EXPORT'],
  {
    ROLLUP: 'Builds summaries and makes them current.',
    PUBLISH: 'Keeps the figures of an area as of a day.',
    RECONCILE: 'Holds reports against the records.',
    VERIFY: 'Counts everything once more and compares it with what is stored.',
    DEMO: 'Loads records made up for demonstration.',
    QUALITY: 'Checks the records by the rules of data quality.',
    EXPORT: 'Writes figures into files.',
  },
);

export const RunStateEnum = registerEnum<RunState>(
  'RunState',
  'Where a run stands.',
  ['RUNNING', 'SUCCEEDED', 'FAILED'],
  {
    RUNNING: 'It is under way.',
    SUCCEEDED: 'All it did is there to be seen.',
    FAILED: 'Nothing of what it did is there; `error` says why.',
  },
);
