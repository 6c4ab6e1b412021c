import { Area, District, ImportedFile, Job, JobRun, Programme, QualityFinding, Region, Report } from '@oblys/database';
import { assertAreaCode, isRecordId } from '@oblys/domain';
import { InvalidNodeIdError } from '../errors/gateway-errors.js';
import type { Kind, TypeClass } from '../read-path/kind.js';
import type { Conditions } from '../read-path/read-path.js';
import { graph, recordDefinitions } from './index.js';
import { assertJobName } from './jobs.js';
import { decodeNodeId, keyProperty } from './node-id.js';

/** What a root field of the query reads: the one row of some kinds that meets conditions, a page of a kind, or all of it. */
export type RootRead =
  | { readonly kinds: readonly Kind[]; readonly conditions: Conditions }
  | { readonly page: Kind }
  | { readonly list: Kind };

export type RootReadOf = (args: Readonly<Record<string, unknown>>) => RootRead;

/** By the name of the field. @throws what is wrong with its arguments, as the field does */
export const rootReads: Readonly<Record<string, RootReadOf>> = {
  region: ({ code }) => readArea(Region, code as string),
  district: ({ code }) => readArea(District, code as string),
  area: ({ code }) => readArea(Area, code as string),
  node: ({ id }) => readNode(graph.nodeKinds, id as string),
  report: ({ id }) => readNode([graph.kindOf(Report)], id as string),
  importedFile: ({ id }) => readNode([graph.kindOf(ImportedFile)], id as string),
  qualityFinding: ({ id }) => readNode([graph.kindOf(QualityFinding)], id as string),
  job: ({ name }) => readJob(name as string),
  jobRun: ({ id }) => readNode([graph.kindOf(JobRun)], id as string),
  jobs: () => ({ list: graph.kindOf(Job) }),
  jobRuns: () => ({ page: graph.kindOf(JobRun) }),
  regions: () => ({ page: graph.kindOf(Region) }),
  programmes: () => ({ page: graph.kindOf(Programme) }),
  reports: () => ({ page: graph.kindOf(Report) }),
  imports: () => ({ page: graph.kindOf(ImportedFile) }),
  qualityFindings: () => ({ page: graph.kindOf(QualityFinding) }),
  ...Object.fromEntries(
    recordDefinitions.map(({ plural, type }) => [plural, () => ({ page: graph.kindOf(type) })] as const),
  ),
};

function readArea(type: TypeClass, code: string): RootRead {
  assertAreaCode(code);
  return {
    kinds: graph.kindsOf(type),
    conditions: (rows, statement) => [`${rows.column('code')} = ${statement.bind(code, 'text')}`],
  };
}

/** @throws {InvalidInputError} when no job can have such a name */
function readJob(name: string): RootRead {
  assertJobName(name);
  return {
    kinds: [graph.kindOf(Job)],
    conditions: (rows, statement) => [`${rows.column('name')} = ${statement.bind(name, 'text')}`],
  };
}

function readNode(kinds: readonly Kind[], id: string): RootRead {
  const { kindName, regionCode, key } = decodeNodeId(id);
  const kind = kinds.find(({ name }) => name === kindName);
  if (kind === undefined || kind.key.includes('regionCode') !== (regionCode !== '')) throw new InvalidNodeIdError(id);
  const property = keyProperty(kind);
  if (property === 'id' && !isRecordId(key)) throw new InvalidNodeIdError(id);
  return {
    kinds: [kind],
    conditions: (rows, statement) => [
      `${rows.column(property)} = ${statement.bind(key, property === 'id' ? 'uuid' : 'text')}`,
      ...(rows.has('regionCode') ? [`${rows.column('regionCode')} = ${statement.bind(regionCode, 'text')}`] : []),
    ],
  };
}
