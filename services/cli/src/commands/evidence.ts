import { createReadStream, createWriteStream } from 'node:fs';
import { access, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { appendAuditEvent, type Database } from '@oblys/database';
import { InvalidInputError, isRecordId, NotFoundError } from '@oblys/domain';
import {
  addEvidence,
  findEvidence,
  getImportKind,
  listEvidence,
  openEvidenceStore,
  readEvidence,
  removeEvidence,
  type EvidencedRecord,
  type ListedEvidence,
} from '@oblys/ingest';
import type { Command } from 'commander';
import { onBusinessClock } from '../business-days.js';
import { createCommand, createCommandGroup, createContext, parseFileOption, type CommandHost } from '../command.js';
import { requester } from '../requester.js';
import { alignColumns, counted, formatCount } from '../words.js';

export function evidenceCommand(host: CommandHost): Command {
  const text = {
    name: 'evidence',
    summary: 'keep files that prove what records say',
    description: 'Adds files to records, such as the scan of a decision, lists them, gives them back and removes them.',
    example: 'oblys evidence add funded-project FP-17 decision.pdf --caption "Decision of the commission"',
  };
  return createCommandGroup(host, text, [addCommand(host), listCommand(host), getCommand(host), removeCommand(host)]);
}

function addCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'add',
    summary: 'add a file to a record',
    description:
      'Adds a PDF, a picture, a DOCX or an XLSX to a record, which is named by its kind and its source reference or its id.',
    example: 'oblys evidence add appeal A-17 answer.pdf',
  })
    .argument('<kind>', 'the kind of the record, such as appeal')
    .argument('<record>', 'its source reference or its id')
    .argument('<file>', 'the file', parseFileOption)
    .option('--caption <text>', 'what it shows')
    .action(async (kind: string, record: string, path: string, options: { json?: boolean; caption?: string }) => {
      const { config, output, withSession } = createContext(host, 'evidence add', options.json ?? false);
      await assertReadable(path);
      const added = await withSession(async ({ database }) =>
        addEvidence(database, openEvidenceStore(database, config.s3), createReadStream(path), {
          record: await getRecord(database, kind, record),
          fileName: basename(path),
          caption: options.caption ?? null,
          addedBy: requester(),
          mostBytes: config.evidenceBytes,
        }),
      );
      const { id, fileName, isNew } = added;
      output.result(added, [isNew ? `${fileName} is added as ${id}.` : `The record has it already, as ${id}.`]);
    });
}

function listCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'list',
    summary: 'list the files of a record',
    example: 'oblys evidence list appeal A-17',
  })
    .argument('<kind>', 'the kind of the record, such as appeal')
    .argument('<record>', 'its source reference or its id')
    .action(async (kind: string, record: string, { json = false }: { json?: boolean }) => {
      const { output, withSession } = createContext(host, 'evidence list', json);
      const files = await withSession(async ({ database }) =>
        listEvidence(database, await getRecord(database, kind, record)),
      );
      output.result(files, linesOf(files));
    });
}

function getCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'get',
    summary: 'write a file out',
    example: 'oblys evidence get 019a2194-2edf-7b10-9d6c-3f1f2a7c8e55 --to answer.pdf',
  })
    .argument('<id>', 'the file, as oblys evidence list names it')
    .requiredOption('--to <file>', 'where it is written; nothing is written over', parseFileOption)
    .action(async (id: string, { json = false, to }: { json?: boolean; to: string }) => {
      const { config, output, withSession } = createContext(host, 'evidence get', json);
      const file = await withSession(async ({ database }) => {
        const found = await getEvidence(database, id);
        await appendAuditEvent(database, { action: 'READ', objectKind: 'evidence_file', objectId: id });
        const bytes = await readEvidence(database, openEvidenceStore(database, config.s3), found);
        await pipeline(bytes, createWriteStream(to, { flags: 'wx' })).catch(async (error: NodeJS.ErrnoException) => {
          if (error.code !== undefined && error.syscall === 'open') {
            throw new InvalidInputError(`${to} cannot be written: ${error.code}.`, { cause: error });
          }
          // Half of a file proves nothing.
          await rm(to, { force: true });
          throw error;
        });
        return found;
      });
      output.result(file, [`${file.fileName} is in ${to}.`]);
    });
}

function removeCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'remove',
    summary: 'take a file away from its record',
    example: 'oblys evidence remove 019a2194-2edf-7b10-9d6c-3f1f2a7c8e55 --reason "The wrong scan"',
  })
    .argument('<id>', 'the file, as oblys evidence list names it')
    .option('--reason <text>', 'why; it is kept')
    .action(async (id: string, { json = false, reason }: { json?: boolean; reason?: string }) => {
      const { config, output, withSession } = createContext(host, 'evidence remove', json);
      const file = await withSession(async ({ database }) => {
        const found = await getEvidence(database, id);
        const store = openEvidenceStore(database, config.s3);
        await removeEvidence(database, store, found, { removedBy: requester(), reason: reason ?? null });
        return found;
      });
      output.result(file, [`${file.fileName} is removed.`]);
    });
}

async function assertReadable(path: string): Promise<void> {
  await access(path).catch((error: NodeJS.ErrnoException) => {
    throw new InvalidInputError(`${path} cannot be read: ${error.code}.`, { cause: error });
  });
}

/** @throws {NotFoundError} when there is none */
async function getEvidence(database: Database, id: string): Promise<ListedEvidence> {
  const found = isRecordId(id) ? await findEvidence(database, id) : null;
  if (found === null) throw new NotFoundError(`There is no evidence file ${id}: oblys evidence list names them.`);
  return found;
}

/** @throws {NotFoundError} when there is none  @throws {InvalidInputError} when several regions have one */
async function getRecord(database: Database, kindCode: string, named: string): Promise<EvidencedRecord> {
  const { table } = getImportKind(kindCode);
  const found = await database.query<{ id: string; regionCode: string }>(
    `/* evidence:find-record   $1 = source reference, $2 = id */
     select id, region_code as "regionCode"
       from ${table}
      where source_ref = $1::text
         or id = $2::uuid
      limit 2`,
    [named, isRecordId(named) ? named : null],
  );
  if (found.length === 0) throw new NotFoundError(`There is no ${kindCode} ${named}.`);
  if (found.length > 1) {
    throw new InvalidInputError(`More than one region has a ${kindCode} ${named}: name the record by its id.`);
  }
  return { table, ...found[0]! };
}

function linesOf(files: readonly ListedEvidence[]): string[] {
  if (files.length === 0) return ['The record has no files.'];
  return [
    `${counted(files.length, 'file')}.`,
    ...alignColumns([
      ['  file', 'at (Asia/Almaty)', 'name', 'type', 'bytes', 'by', 'caption'],
      ...files.map(({ id, addedAt, fileName, mediaType, byteCount, addedBy, caption }) => [
        `  ${id}`,
        onBusinessClock(addedAt),
        ...[fileName, mediaType, formatCount(byteCount), addedBy, caption ?? ''],
      ]),
    ]),
  ];
}
