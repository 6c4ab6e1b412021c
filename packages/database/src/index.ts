import 'reflect-metadata';

export { createDataSource, openDatabase } from './database.js';
export type { Database, DatabaseOptions } from './database.js';
export { isMigrated, migrate } from './migrate.js';
export type { Sql } from './sql.js';
