import { District, Locality, Programme, Region, Report } from '@oblys/database';
import { areaDefinitions } from './areas.js';
import { Graph } from './define-kind.js';
import { heardReport, recordDefinitions } from './records.js';
import { reportDefinitions } from './reports.js';
import { vocabularyDefinitions } from './vocabularies.js';

/** Every kind that the read path can read, and the ways between them. */
export const graph = new Graph(
  [...areaDefinitions, ...recordDefinitions, heardReport, ...vocabularyDefinitions, ...reportDefinitions],
  [Region, District, Locality, Programme, Report, ...recordDefinitions.map(({ type }) => type)],
);

export { recordDefinitions } from './records.js';
