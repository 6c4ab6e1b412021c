import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { FileFault } from './file-fault.js';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1251';

/** What a file is, by its bytes. */
export interface SeenBytes {
  readonly sha256: string;
  readonly byteCount: number;
  /** Null where it is an archive, as XLSX files are. */
  readonly encoding: TextEncoding | null;
}

const magics: readonly [string, 'ZIP' | 'OLE' | 'OTHER'][] = [
  ['504b0304', 'ZIP'],
  ['504b0506', 'ZIP'],
  ['d0cf11e0a1b11ae1', 'OLE'],
  ['25504446', 'OTHER'], // PDF
  ['89504e47', 'OTHER'], // PNG
  ['ffd8ff', 'OTHER'], // JPEG
  ['47494638', 'OTHER'], // GIF
  ['1f8b08', 'OTHER'], // gzip
  ['526172211a07', 'OTHER'], // RAR
  ['377abcaf271c', 'OTHER'], // 7z
  ['7b5c727466', 'OTHER'], // RTF
];

/**
 * Reads all of a file once: hashes it, and finds out how its text is written. Text that is UTF-8 nowhere wrong is
 * UTF-8; any other is windows-1251, unless its zero bytes or its first mark tell UTF-16.
 * @throws {FileFault} when it cannot be read, is empty or is something else than a table
 */
export async function lookAtBytes(path: string, signal?: AbortSignal): Promise<SeenBytes> {
  const hash = createHash('sha256');
  const text = new TextTest();
  let byteCount = 0;
  let head = Buffer.alloc(0);
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal }) as AsyncIterable<Buffer>) {
      if (head.length < 4_096) head = Buffer.concat([head, chunk.subarray(0, 4_096)]);
      hash.update(chunk);
      text.take(chunk);
      byteCount += chunk.length;
    }
  } catch (error) {
    if (signal?.aborted === true) throw error;
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new FileFault('UNREADABLE', { path, reason }, { cause: error });
  }
  if (byteCount === 0) throw new FileFault('EMPTY_FILE');
  const kind = magics.find(([magic]) => head.toString('hex').startsWith(magic))?.[1] ?? null;
  if (kind === 'OTHER') throw new FileFault('NOT_A_TABLE');
  if (kind === 'OLE') throw new FileFault(head.includes(encryptionMark) ? 'ENCRYPTED' : 'OLD_EXCEL');
  const encoding = kind === 'ZIP' ? null : encodingOf(head, text.isUtf8());
  return { sha256: hash.digest('hex'), byteCount, encoding };
}

/** An encrypted workbook lies in a container of old Excel, whose directory often stands in its first block. */
const encryptionMark = Buffer.from('EncryptedPackage', 'utf16le');

/** Whether all chunks together are UTF-8. */
class TextTest {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });
  private isSound = true;

  take(chunk: Buffer): void {
    if (!this.isSound) return;
    try {
      this.decoder.decode(chunk, { stream: true });
    } catch {
      this.isSound = false;
    }
  }

  isUtf8(): boolean {
    try {
      this.decoder.decode();
    } catch {
      this.isSound = false;
    }
    return this.isSound;
  }
}

function encodingOf(head: Buffer, isUtf8: boolean): TextEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const [evenZeros, oddZeros] = [zerosAt(head, 0), zerosAt(head, 1)];
  // Text of the three languages has spaces, digits and separators, whose other half is zero.
  if (oddZeros > head.length / 20 && evenZeros < oddZeros / 10) return 'utf-16le';
  if (evenZeros > head.length / 20 && oddZeros < evenZeros / 10) return 'utf-16be';
  if (isUtf8) return 'utf-8';
  if (isBinary(head)) throw new FileFault('NOT_A_TABLE');
  return 'windows-1251';
}

function zerosAt(head: Buffer, parity: 0 | 1): number {
  let count = 0;
  for (let index = parity; index < head.length; index += 2) if (head[index] === 0) count += 1;
  return count;
}

/** Control characters that no text has, more than now and then. */
function isBinary(head: Buffer): boolean {
  const controls = head.filter((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20)).length;
  return controls > head.length / 50;
}
