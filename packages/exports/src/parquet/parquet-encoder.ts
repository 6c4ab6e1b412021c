import { gzipSync } from 'node:zlib';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { CheckedRow, CheckedValue } from '../check-values.js';
import type { ExportColumn } from '../export-table.js';
import type { FinalStatement } from '../row-source.js';
import { columnJson, statementJson } from '../statement-json.js';
import { columnData, schemaElement } from './parquet-columns.js';

/** Rows of a group: analysts' programs read groups side by side and skip those that hold nothing for them. */
const cellsOfGroup = 250_000;
const [leastRows, mostRows] = [5_000, 50_000];
/** A group is held whole; long texts make it shorter. */
const lettersOfGroup = 8_000_000;

/**
 * The bytes of a Parquet file, group of rows by group of rows; only the places of the groups are held to the end.
 *
 * Written by hyparquet-writer: one package of JavaScript, kept up, that needs nothing installed beside it and gives
 * bytes as they are made. DuckDB writes about as fast, but in 70 MB of native code, into files alone, and in more than
 * the 300 MB of memory that an export may take; parquetjs asks for a later Node. Compressed by GZIP, which Node has in
 * native code and every reader knows: files of half the size that the writer's Snappy gives, in less time. Node 20 has
 * no Zstandard.
 */
export class ParquetEncoder {
  private readonly bytes = new ByteWriter(1 << 20);
  private readonly writer: ParquetWriter;
  private readonly rowsOfGroup: number;
  private values: CheckedValue[][];
  private rows = 0;
  private letters = 0;

  constructor(private readonly columns: readonly ExportColumn[]) {
    this.writer = new ParquetWriter({
      writer: this.bytes,
      schema: [{ name: 'root', num_children: columns.length }, ...columns.map(schemaElement)],
      codec: 'GZIP',
      compressors: { GZIP: (page) => gzipSync(page, { level: 1 }) },
      createdBy: 'oblys',
    });
    this.values = columns.map(() => []);
    this.rowsOfGroup = Math.min(mostRows, Math.max(leastRows, Math.ceil(cellsOfGroup / columns.length)));
  }

  get heldRows(): number {
    return this.rows;
  }

  /** Holds the row; true when the group is full and is to be taken. */
  add(row: CheckedRow): boolean {
    this.rows += 1;
    for (let index = 0; index < row.length; index += 1) {
      const value = row[index]!;
      this.values[index]!.push(value);
      if (typeof value === 'string') this.letters += value.length;
    }
    return this.rows >= this.rowsOfGroup || this.letters >= lettersOfGroup;
  }

  /** What was held, as bytes that follow on those taken before. */
  takeGroup(): Uint8Array {
    const { values, rows } = this;
    this.values = this.columns.map(() => []);
    [this.rows, this.letters] = [0, 0];
    if (rows > 0) {
      void this.writer.write({
        columnData: this.columns.map((column, index) => ({ name: column.key, ...columnData(column, values[index]!) })),
        rowGroupSize: rows,
      });
    }
    return this.takeBytes();
  }

  /** The last bytes. The statement is in the file's own metadata, under "oblys". */
  finish(statement: FinalStatement): Uint8Array {
    const rest = this.takeGroup();
    const told = { statement: statementJson(statement), columns: this.columns.map(columnJson) };
    this.writer.kvMetadata = [{ key: 'oblys', value: JSON.stringify(told) }];
    void this.writer.finish();
    return Buffer.concat([rest, this.takeBytes()]);
  }

  private takeBytes(): Uint8Array {
    const taken = this.bytes.getBytes().slice();
    this.bytes.index = 0;
    return taken;
  }
}
