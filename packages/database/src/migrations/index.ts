import { Areas1763900000000 } from './1763900000000-areas.js';
import { Vocabularies1763900100000 } from './1763900100000-vocabularies.js';
import { Runs1763900200000 } from './1763900200000-runs.js';
import { Records1763900300000 } from './1763900300000-records.js';
import { Reports1763900400000 } from './1763900400000-reports.js';
import { Summaries1763900500000 } from './1763900500000-summaries.js';

/** In the order they run. A migration that is merged stays as it is. */
export const migrations = [
  Areas1763900000000,
  Vocabularies1763900100000,
  Runs1763900200000,
  Records1763900300000,
  Reports1763900400000,
  Summaries1763900500000,
];
