import { describe } from '@jest/globals';
import { provesHistories } from '../support/prove-histories.js';

describe('random histories of even seeds', () => provesHistories(0));
