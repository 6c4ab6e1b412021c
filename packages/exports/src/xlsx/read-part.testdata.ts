import { promisify } from 'node:util';
import { text } from 'node:stream/consumers';
import { open, type Entry, type ZipFile } from 'yauzl';

type Open = (path: string, options: object, done: (error: Error | null, zip?: ZipFile) => void) => void;

/** A part of a workbook as it was written. */
export async function readPart(path: string, name: string): Promise<string> {
  const zip = (await promisify(open as Open)(path, { lazyEntries: true }))!;
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => reject(new Error(`The workbook has no part ${name}.`)));
    zip.on('entry', (entry: Entry) => {
      if (entry.fileName !== name) return zip.readEntry();
      zip.openReadStream(entry, (error, stream) => {
        if (error !== null) return reject(error);
        text(stream).then((part) => {
          zip.close();
          resolve(part);
        }, reject);
      });
    });
    zip.readEntry();
  });
}
