import type { RowSource } from '../row-source.js';
import { ParquetEncoder } from './parquet-encoder.js';

export async function* parquetBytes(source: RowSource): AsyncGenerator<Uint8Array> {
  const encoder = new ParquetEncoder(source.columns);
  for await (const rows of source.batches()) {
    for (const row of rows) if (encoder.add(row)) yield encoder.takeGroup();
  }
  yield encoder.finish(source.finish());
}
