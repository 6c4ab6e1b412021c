import {
  AreaRecord,
  District,
  ImportedFile,
  JobRun,
  Locality,
  Programme,
  QualityFinding,
  RecordChange,
  Region,
  Report,
} from '@oblys/database';
import { areaDefinitions } from './areas.js';
import { Graph } from './define-kind.js';
import { importedFile } from './imports.js';
import { qualityFinding } from './quality.js';
import { jobDefinitions } from './jobs.js';
import { evidenceFile, heardReport, history, recordChange, recordDefinitions } from './records.js';
import { reportDefinitions } from './reports.js';
import { vocabularyDefinitions } from './vocabularies.js';

/** Every kind that the read path can read, and the ways between them. */
export const graph = new Graph(
  [
    ...areaDefinitions,
    ...recordDefinitions,
    heardReport,
    recordChange,
    evidenceFile,
    ...vocabularyDefinitions,
    ...reportDefinitions,
    importedFile,
    qualityFinding,
    ...jobDefinitions,
  ],
  [
    Region,
    District,
    Locality,
    Programme,
    RecordChange,
    Report,
    ImportedFile,
    QualityFinding,
    JobRun,
    ...recordDefinitions.map(({ type }) => type),
  ],
);
graph.declarePage(AreaRecord, 'history', history);

export { recordDefinitions } from './records.js';
