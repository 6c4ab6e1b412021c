import { createHash, type Hash } from 'node:crypto';
import { csvHeadings, type CsvOptions } from './csv/csv-text.js';
import type { ColumnType, ExportColumn } from './export-table.js';
import type { FinalStatement } from './row-source.js';
import { statementJson } from './statement-json.js';

/** A file as it was written, so that a reader can tell that it has all of it. */
export interface FileFacts {
  readonly bytes: number;
  /** In hexadecimal digits. */
  readonly sha256: string;
}

/** Passes bytes on, and knows in the end what they were. */
export class Measured {
  private bytes = 0;
  private readonly hash: Hash = createHash('sha256');

  async *pass(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      const piece = Buffer.from(chunk as string);
      this.bytes += piece.length;
      this.hash.update(piece);
      yield piece;
    }
  }

  /** Once all have passed; asked for once. */
  facts(): FileFacts {
    return { bytes: this.bytes, sha256: this.hash.digest('hex') };
  }
}

export interface DescribedFile {
  readonly name: string;
  /** Of the file, without its folder. */
  readonly path: string;
  readonly format: 'CSV' | 'NDJSON';
  readonly columns: readonly ExportColumn[];
  readonly csv: CsvOptions;
  readonly statement: FinalStatement;
  readonly facts: FileFacts;
}

/**
 * What lies beside a file that has no room for a statement of its own: a Data Package of Frictionless, as open data are
 * described, so that its readers take the file by its types; the statement is a property of the package.
 */
export function describeFile({ name, path, format, columns, csv, statement, facts }: DescribedFile): string {
  const headings = format === 'CSV' ? csvHeadings(columns, csv) : columns.map(({ key }) => key);
  const description = {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    profile: 'tabular-data-package',
    name,
    title: statement.title,
    created: statement.generatedAt.toISOString(),
    statement: statementJson(statement),
    resources: [
      {
        profile: 'tabular-data-resource',
        type: 'table',
        name,
        path,
        ...(format === 'CSV' ? csvDialect(csv) : { format: 'ndjson', mediatype: 'application/x-ndjson' }),
        encoding: 'utf-8',
        bytes: facts.bytes,
        hash: `sha256:${facts.sha256}`,
        rowCount: statement.rowCount,
        schema: {
          fields: columns.map((column, index) => field(headings[index]!, column)),
          ...(format === 'CSV' && { missingValues: [''] }),
        },
      },
    ],
  };
  return `${JSON.stringify(description, null, 2)}\n`;
}

function csvDialect({ separator = ',', guardFormulas = true }: CsvOptions): object {
  return {
    format: 'csv',
    mediatype: 'text/csv',
    dialect: { delimiter: separator, lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true },
    guardedFormulas: guardFormulas,
  };
}

function field(name: string, { key, heading, type, definition }: ExportColumn): object {
  return {
    name,
    type: typeof type === 'string' ? fieldTypes[type] : 'number',
    title: heading,
    ...(definition !== undefined && definition !== '' && { description: definition }),
    ...(name !== key && { key }),
  };
}

const fieldTypes: Readonly<Record<Extract<ColumnType, string>, string>> = {
  TEXT: 'string',
  CODE: 'string',
  INTEGER: 'integer',
  FLOAT: 'number',
  BOOLEAN: 'boolean',
  DATE: 'date',
  INSTANT: 'datetime',
};
