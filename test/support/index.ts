export { createTestDatabase, onServer, testServerUrl } from './postgres.js';
export type { TestDatabase } from './postgres.js';
