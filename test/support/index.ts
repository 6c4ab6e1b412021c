export { createTestDatabase, testServerUrl } from './postgres.js';
export type { TestDatabase } from './postgres.js';
