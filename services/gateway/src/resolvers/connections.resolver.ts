import { ImportedFile, JobRun, Programme, QualityFinding, Region, Report } from '@oblys/database';
import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Info, Query, Resolver } from 'type-graphql';
import type { GatewayContext } from '../context.js';
import { declareConnectionArguments } from '../graph/connection-types.js';
import { graph, recordDefinitions } from '../graph/index.js';
import { rootReads } from '../graph/root-reads.js';
import type { TypeClass } from '../read-path/kind.js';

/** One root field per kind that has a connection; each gives the page that its arguments ask for. */
@Resolver()
export class ConnectionsResolver {}

function declareConnection(name: string, type: TypeClass, description: string): void {
  const prototype = ConnectionsResolver.prototype;
  const connection = graph.connectionOf(type);
  const read = rootReads[name]!({});
  const resolve = (info: GraphQLResolveInfo, { readPath }: GatewayContext) => readPath.read(read, info);
  const descriptor = { value: resolve, enumerable: false, configurable: true };
  Object.defineProperty(prototype, name, descriptor);
  Info()(prototype, name, 0);
  Ctx()(prototype, name, 1);
  declareConnectionArguments(prototype, name, connection, 2);
  Query(() => connection.connection, { description })(prototype, name, descriptor);
}

declareConnection('regions', Region, 'The first-level units of the country, by code.');
declareConnection('programmes', Programme, 'The programmes, by code.');
declareConnection('reports', Report, 'Published reports, newest first.');
declareConnection('imports', ImportedFile, 'Files of records that were taken in, the newest first.');
declareConnection(
  'qualityFindings',
  QualityFinding,
  'What checks of data quality found, the newest first; those of every state unless filtered.',
);
declareConnection('jobRuns', JobRun, 'The runs of jobs, the newest moment first.');
for (const { plural, type, description } of recordDefinitions) {
  declareConnection(plural, type, `${description} Newest first by their own date.`);
}
