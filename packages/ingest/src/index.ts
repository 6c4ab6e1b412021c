export {
  demoCheckpoint,
  demoEdition,
  DemoRefusedError,
  demoSilence,
  demoStart,
  demoTables,
  generateDemo,
  loadDemo,
} from './demo/index.js';
export type { DemoProgress, DemoRecords, DemoTable, LoadDemoOptions, LoadedDemo } from './demo/index.js';
export { loadReport } from './reports/load-report.js';
export type { LoadedReport } from './reports/load-report.js';
export { readReport } from './reports/read-report.js';
export { InvalidReportError } from './reports/report-faults.js';
export type { ReportFault } from './reports/report-faults.js';
export { seedReport } from './reports/stated-report.js';
export type { StatedFigureRow, StatedReport } from './reports/stated-report.js';
