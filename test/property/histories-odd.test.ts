import { describe } from '@jest/globals';
import { provesHistories } from '../support/prove-histories.js';

describe('random histories of odd seeds', () => provesHistories(1));
