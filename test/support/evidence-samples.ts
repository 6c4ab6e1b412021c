import { ZipFile } from 'yazl';
import { buffer } from 'node:stream/consumers';

/** Files of each type that may be kept, as small as can be, and what looks like one. */
export const samples = {
  pdf: Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n'),
  png: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  ),
  jpg: Buffer.from('ffd8ffe000104a46494600010100000100010000ffdb004300' + '01'.repeat(64) + 'ffd9', 'hex'),
  webp: Buffer.from('524946461a000000574542505650384c0d0000002f00000010071011118888fe0700', 'hex'),
  tif: Buffer.from('49492a000800000001000001030001000000010000000000000000', 'hex'),
  heic: Buffer.from('0000001866747970686569630000000068656963 6d696631'.replace(' ', ''), 'hex'),
  html: Buffer.from('<!doctype html><script>alert(1)</script>'),
  svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  exe: Buffer.from('4d5a90000300000004000000ffff0000b800000000000000', 'hex'),
};

/** A PDF of so many bytes, no two seeds alike. */
export function pdfOf(byteCount: number, seed = ''): Buffer {
  return Buffer.concat([Buffer.from(`%PDF-1.7\n% ${seed}\n`), Buffer.alloc(byteCount, ' ')]).subarray(0, byteCount);
}

/** A document or a table of Office, or a bare zip. */
export function officeFile(kind: 'docx' | 'xlsx' | 'zip'): Promise<Buffer> {
  const zip = new ZipFile();
  if (kind === 'zip') zip.addBuffer(Buffer.from('text'), 'a.txt');
  else {
    const part = kind === 'docx' ? 'wordprocessingml.document' : 'spreadsheetml.sheet';
    const type = `application/vnd.openxmlformats-officedocument.${part}.main+xml`;
    const types = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/main.xml" ContentType="${type}"/></Types>`;
    zip.addBuffer(Buffer.from(types), '[Content_Types].xml');
    zip.addBuffer(Buffer.from('<x/>'), kind === 'docx' ? 'word/document.xml' : 'xl/workbook.xml');
  }
  zip.end();
  return buffer(zip.outputStream as NodeJS.ReadableStream & AsyncIterable<Buffer>);
}
