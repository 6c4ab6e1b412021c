export { DemoRefusedError } from './errors.js';
export { generateDemo } from './generate.js';
export { loadDemo } from './load.js';
export type { DemoProgress, LoadDemoOptions, LoadedDemo } from './load.js';
export type { DemoRecords, DemoTable } from './records.js';
export { demoTables } from './tables.js';
