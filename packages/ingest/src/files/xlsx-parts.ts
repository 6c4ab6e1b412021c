import { promisify } from 'node:util';
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { open, type Entry, type ZipFile } from 'yauzl';
import { FileFault } from './file-fault.js';

/** A part unpacks to no more than this, and what packs so much better than any sheet is made to fill a machine. */
const mostBytes = 2 * 2 ** 30;
const plainBytes = 64 * 2 ** 20;
const mostRatio = 400;
const mostParts = 10_000;
/** Between two tags there is at most the text of one cell. */
const mostText = 1 << 20;

/** The parts of an XLSX file, by their names without the leading slash. */
export class XlsxParts {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  static async open(path: string): Promise<XlsxParts> {
    let zip: ZipFile;
    try {
      zip = (await promisify(open as OpenZip)(path, { lazyEntries: true, autoClose: false }))!;
    } catch (error) {
      throw new FileFault('TRUNCATED', {}, { cause: error });
    }
    try {
      return new XlsxParts(zip, await listEntries(zip));
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** The text of a part, in pieces. @throws {FileFault} when it is damaged or unpacks to too much */
  async *text(name: string): AsyncGenerator<string> {
    const entry = this.entries.get(name.toLowerCase());
    if (entry === undefined) throw new FileFault('NOT_A_TABLE');
    assertSize(name, entry);
    const decoder = new TextDecoder('utf-8');
    try {
      const stream = await promisify(this.zip.openReadStream.bind(this.zip) as OpenStream)(entry);
      for await (const chunk of stream) yield decoder.decode(chunk, { stream: true });
    } catch (error) {
      if (error instanceof FileFault) throw error;
      throw new FileFault('TRUNCATED', {}, { cause: error });
    }
  }

  /** Feeds a part to handlers, giving way after each piece. */
  async *walk(name: string, handlers: XmlHandlers): AsyncGenerator<void> {
    const parser = createParser(name, handlers);
    let sinceTag = 0;
    parser.onTag(() => (sinceTag = 0));
    for await (const piece of this.text(name)) {
      sinceTag += piece.length;
      parser.write(piece);
      if (sinceTag > mostText + piece.length)
        throw new FileFault('CELL_TOO_LONG', { row: handlers.row?.() ?? 1, most: mostText });
      yield;
    }
    parser.close();
  }

  async read(name: string, handlers: XmlHandlers): Promise<void> {
    const walk = this.walk(name, handlers);
    while ((await walk.next()).done !== true);
  }

  close(): void {
    this.zip.close();
  }
}

type OpenZip = (path: string, options: object, done: (error: Error | null, zip?: ZipFile) => void) => void;
type OpenStream = (entry: Entry, done: (error: Error | null, stream: AsyncIterable<Buffer>) => void) => void;

/** Local names, whichever of the two namespaces the file is written in. */
export interface XmlHandlers {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
  /** The row of a sheet that is read, for what is said of it. */
  row?(): number;
}

async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  await new Promise<void>((resolve, reject) => {
    zip.on('error', (error: Error) => reject(new FileFault('TRUNCATED', {}, { cause: error })));
    zip.on('end', () => resolve());
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName.toLowerCase(), entry);
      if ((entry.generalPurposeBitFlag & 1) === 1) reject(new FileFault('ENCRYPTED'));
      else if (entries.size > mostParts) reject(new FileFault('ZIP_BOMB', { part: entry.fileName }));
      else zip.readEntry();
    });
    zip.readEntry();
  });
  return entries;
}

/** By what the directory says: a stream that gives more than that ends with an error. */
function assertSize(part: string, { compressedSize, uncompressedSize }: Entry): void {
  const isTooLarge = uncompressedSize > mostBytes;
  const isTooDense = uncompressedSize > plainBytes && uncompressedSize > compressedSize * mostRatio;
  if (isTooLarge || isTooDense) throw new FileFault('ZIP_BOMB', { part });
}

interface PartParser {
  write(piece: string): void;
  close(): void;
  onTag(listener: () => void): void;
}

function createParser(part: string, handlers: XmlHandlers): PartParser {
  const parser = new SaxesParser({ xmlns: true });
  let tagListener: () => void = () => undefined;
  const fail = (error: Error) => {
    throw error instanceof FileFault ? error : new FileFault('BROKEN_XML', { part }, { cause: error });
  };
  parser.on('error', fail);
  // No entities are ever declared in a spreadsheet; whoever does means harm.
  parser.on('doctype', () => fail(new Error('The part declares a document type.')));
  parser.on('opentag', (tag: SaxesTagNS) => {
    tagListener();
    handlers.open?.(tag.local, attributesOf(tag));
  });
  parser.on('closetag', (tag) => {
    tagListener();
    handlers.close?.((tag as SaxesTagNS).local);
  });
  if (handlers.text !== undefined) {
    parser.on('text', (text) => handlers.text!(text));
    parser.on('cdata', (text) => handlers.text!(text));
  }
  return {
    write: (piece) => void parser.write(piece),
    close: () => void parser.close(),
    onTag: (listener) => (tagListener = listener),
  };
}

function attributesOf({ attributes }: SaxesTagNS): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { local, value } of Object.values(attributes)) values[local] = value;
  return values;
}
