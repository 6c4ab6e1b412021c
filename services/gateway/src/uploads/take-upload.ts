import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Database } from '@oblys/database';
import { OblysError } from '@oblys/domain';
import {
  describeFault,
  headingOf,
  getImportKind,
  importFile,
  openTableFile,
  type ImportKind,
  type ImportReport,
} from '@oblys/ingest';
import type { MasterKeys } from '@oblys/persons';
import type { UploadGrant } from './upload-links.js';

export class UploadTooLargeError extends OblysError {
  readonly code = 'PAYLOAD_TOO_LARGE';

  constructor(mostBytes: number) {
    super(`The file is larger than ${mostBytes} bytes, the most that is taken.`);
  }
}

/** What an upload is answered with: the report of the import, its faults in words. */
export interface UploadAnswer extends Omit<ImportReport, 'firstFaults'> {
  /** Whether faults or conflicts kept the file out, or would. */
  readonly isRefused: boolean;
  readonly firstFaults: readonly (ImportReport['firstFaults'][number] & { heading: string | null; message: string })[];
}

/** What uploads are taken with. */
export interface TakingUploads {
  readonly database: Database;
  /** By which the keys of persons are wrapped; without, a file that tells of persons is refused. */
  readonly masterKeys: MasterKeys | null;
  readonly mostBytes: number;
}

/**
 * Keeps what is uploaded in a file of its own until it is taken in, and no longer: of an upload that breaks off nothing
 * is left.
 * @throws {UploadTooLargeError} when it is larger than may be
 * @throws as importFile does
 */
export async function takeUpload(
  { database, masterKeys, mostBytes }: TakingUploads,
  body: Readable,
  grant: UploadGrant,
): Promise<UploadAnswer> {
  const folder = await mkdtemp(join(tmpdir(), `oblys-upload-${process.pid}-`));
  try {
    const path = join(folder, 'upload');
    await pipeline(body, limited(mostBytes), createWriteStream(path));
    const kind = getImportKind(grant.kind);
    const file = { ...(await openTableFile(path)), name: grant.fileName };
    const report = await importFile(database, {
      ...{ kind, file, isDryRun: grant.isDryRun, isPartial: grant.isPartial, overwrites: grant.overwrites },
      ...{ within: grant.within ?? undefined, locale: grant.locale, importedBy: grant.viewer.name },
      ...{ reason: grant.reason ?? undefined, mayWritePersons: grant.mayWritePersons },
      openMasterKeys: () => Promise.resolve(masterKeys),
    });
    return answerOf(report, kind, grant);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function limited(mostBytes: number) {
  return async function* (chunks: AsyncIterable<Buffer>) {
    let count = 0;
    for await (const chunk of chunks) {
      count += chunk.length;
      if (count > mostBytes) throw new UploadTooLargeError(mostBytes);
      yield chunk;
    }
  };
}

function answerOf(
  report: ImportReport,
  kind: ImportKind,
  { isPartial, overwrites, locale }: UploadGrant,
): UploadAnswer {
  const isConflicting = report.conflicting > 0 && !overwrites;
  const firstFaults = report.firstFaults.map((fault) => {
    return { ...fault, heading: headingOf(kind, fault.property, locale), message: describeFault(fault, kind, locale) };
  });
  return { ...report, isRefused: !isPartial && (report.faults > 0 || isConflicting), firstFaults };
}
