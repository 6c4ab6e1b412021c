import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'csv-parse/sync';
import { tabularDataPackage } from './data-package-profile.js';

export type CsvRow = Record<string, string>;

interface Field {
  name: string;
  type: string;
  constraints?: { required?: boolean; enum?: string[]; pattern?: string };
}

interface Resource {
  name: string;
  path: string;
  bytes: number;
  hash: string;
  rowCount: number;
  schema: {
    fields: Field[];
    primaryKey: string[];
    foreignKeys?: { fields: string; reference: { resource: string; fields: string } }[];
  };
}

export interface DataPackage {
  asOf: string;
  id: string;
  build: { runId: string; builtAt: string };
  isSynthetic: boolean;
  licenses: { name: string }[];
  resources: Resource[];
}

/** A bundle as a reader has it who knows nothing but its description. */
export class OpenBundle {
  readonly description: DataPackage;
  readonly tables: Record<string, CsvRow[]> = {};

  constructor(readonly folder: string) {
    this.description = JSON.parse(readFileSync(join(folder, 'datapackage.json'), 'utf8')) as DataPackage;
    for (const { name, path } of this.description.resources) this.tables[name] = readCsv(join(folder, path));
  }

  /** Everything in which files and description are not what a Tabular Data Package has to be; none when it is sound. */
  faults(): string[] {
    const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
    ajv.validate(tabularDataPackage, this.description);
    const ofProfile = (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
    const named = ['datapackage.json', ...this.description.resources.map(({ path }) => path)].sort();
    const found = readdirSync(this.folder).sort();
    const ofFolder = found.join() === named.join() ? [] : [`found ${found.join()}, described ${named.join()}`];
    return [...ofProfile, ...ofFolder, ...this.description.resources.flatMap((resource) => this.faultsOf(resource))];
  }

  private faultsOf(resource: Resource): string[] {
    const { name, path, bytes, hash, rowCount, schema } = resource;
    const content = readFileSync(join(this.folder, path));
    const rows = this.tables[name]!;
    const heading = content.toString('utf8').split('\r\n', 1)[0];
    const keys = new Set(rows.map((row) => schema.primaryKey.map((column) => row[column]).join('\n')));
    return [
      ...(content.length === bytes ? [] : [`${path} has ${content.length} bytes, not ${bytes}`]),
      ...(`sha256:${createHash('sha256').update(content).digest('hex')}` === hash ? [] : [`${path} has another hash`]),
      ...(rows.length === rowCount ? [] : [`${path} has ${rows.length} rows, not ${rowCount}`]),
      ...(heading === schema.fields.map((field) => field.name).join() ? [] : [`${path} begins with ${heading}`]),
      ...(keys.size === rows.length ? [] : [`${path} has ${rows.length} rows and ${keys.size} keys`]),
      ...schema.fields.flatMap((field) => faultsOfColumn(path, field, rows)),
      ...this.faultsOfReferences(resource),
    ];
  }

  private faultsOfReferences({ name, path, schema }: Resource): string[] {
    return (schema.foreignKeys ?? []).flatMap(({ fields, reference }) => {
      const target = this.tables[reference.resource || name] ?? [];
      const known = new Set(target.map((row) => row[reference.fields]));
      const lost = this.tables[name]!.filter((row) => row[fields] !== '' && !known.has(row[fields]));
      return lost.map((row) => `${path} names ${fields} ${row[fields]}, which is not in ${reference.resource}`);
    });
  }
}

const typePatterns: Readonly<Record<string, RegExp>> = {
  string: /^[^]*$/,
  integer: /^-?\d+$/,
  number: /^-?\d+(\.\d+)?$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
};

function faultsOfColumn(path: string, { name, type, constraints = {} }: Field, rows: CsvRow[]): string[] {
  const pattern = constraints.pattern === undefined ? /^/ : new RegExp(`^(?:${constraints.pattern})$`);
  const isSound = (value: string): boolean =>
    value === ''
      ? constraints.required !== true
      : typePatterns[type]!.test(value) && pattern.test(value) && (constraints.enum?.includes(value) ?? true);
  const unsound = rows.filter((row) => !isSound(row[name]!));
  return unsound.slice(0, 3).map((row) => `${path} has ${JSON.stringify(row[name])} as ${name}`);
}

/** By the letter of RFC 4180: a line ends with both signs, and every line has as many fields as the heading. */
export function readCsv(path: string): CsvRow[] {
  return parse(readFileSync(path), { columns: true, record_delimiter: '\r\n', relax_column_count: false });
}
