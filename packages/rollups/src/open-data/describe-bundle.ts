import type { OpenBuild, OpenTable } from './open-table.js';
import type { WrittenFile } from './write-csv.js';

/** The licence of a bundle that was given none. */
export const defaultLicence = 'CC-BY-4.0';

export interface WrittenTable {
  readonly table: OpenTable;
  readonly file: WrittenFile;
}

export interface BundleFacts {
  readonly build: OpenBuild;
  /** The run that exports. */
  readonly runId: string;
  readonly createdAt: Date;
  /** Its identifier, as SPDX lists it. */
  readonly licence: string;
  /** Whether records made up for demonstration are among those counted. */
  readonly isSynthetic: boolean;
}

/** The descriptor of a bundle: a Tabular Data Package of Frictionless, valid by its first and its second version. */
export function describeBundle(facts: BundleFacts, tables: readonly WrittenTable[]): object {
  const { build, runId, createdAt, licence, isSynthetic } = facts;
  const madeUp = isSynthetic ? ' Records made up for demonstration are counted in it.' : '';
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    profile: 'tabular-data-package',
    name: 'oblys-open-data',
    id: runId,
    title: 'Figures of regions and districts',
    description:
      `What the records say as of ${build.asOf}, by area and period.${madeUp} Topics that count people are left out. ` +
      'Names and definitions in Kazakh, Russian and English are in measures.csv.',
    version: build.asOf,
    created: createdAt.toISOString(),
    licenses: [{ name: licence }],
    sources: [{ title: isSynthetic ? 'Records made up for demonstration' : 'Records of the organisation' }],
    asOf: build.asOf,
    build: { runId: build.runId, builtAt: build.builtAt.toISOString() },
    isSynthetic,
    resources: tables.map(describeTable),
  };
}

function describeTable({ table, file }: WrittenTable): object {
  const { name, title, description, fields, primaryKey, foreignKeys } = table;
  return {
    profile: 'tabular-data-resource',
    type: 'table',
    name,
    path: fileName(table),
    title,
    description,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true },
    bytes: file.bytes,
    hash: `sha256:${file.sha256}`,
    rowCount: file.rows,
    schema: { fields, missingValues: [''], primaryKey, ...(foreignKeys !== undefined && { foreignKeys }) },
  };
}

export function fileName({ name }: OpenTable): string {
  return `${name}.csv`;
}
