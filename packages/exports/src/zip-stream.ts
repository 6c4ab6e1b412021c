import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';

export interface ZipEntry {
  readonly name: string;
  readonly chunks: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
}

/** Three takes half the time of six, and files are a tenth larger. */
const compressionLevel = 3;

/**
 * A ZIP of entries that are made one after the other, as fast as somebody reads: the second begins when the first is
 * whole. Who stops reading stops what makes them; what fails in making them fails the stream.
 */
export function zipStream(entries: AsyncIterable<ZipEntry>): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  zip.on('error', (error: Error) => output.destroy(error));
  addAll(zip, output, entries).catch((error: unknown) => output.destroy(error as Error));
  return output;
}

async function addAll(zip: ZipFile, output: Readable, entries: AsyncIterable<ZipEntry>): Promise<void> {
  for await (const { name, chunks } of entries) {
    const stream = Readable.from(chunks, { objectMode: false });
    const stop = () => stream.destroy();
    output.once('close', stop);
    zip.addReadStream(stream, name, { compressionLevel });
    await finished(stream);
    output.off('close', stop);
    if (output.destroyed) return;
  }
  zip.end();
}
