import { expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { slowest } from '../support/slowest-first.js';

it.each(slowest)('%s, which is to begin first, is there', (file) => {
  expect(existsSync(join(import.meta.dirname, '..', '..', '..', file))).toBe(true);
});
