export { demoStart } from './calendar.js';
export { DemoRefusedError } from './errors.js';
export { demoEdition, generateDemo } from './generate.js';
export { loadDemo } from './load.js';
export type { DemoProgress, LoadDemoOptions, LoadedDemo } from './load.js';
export { checkpoint as demoCheckpoint, silence as demoSilence } from './plan.js';
export type { DemoRecords, DemoTable } from './records.js';
export { demoTables } from './tables.js';
