import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import {
  appendAuditEvent,
  exportAudit,
  listAuditEvents,
  sealBlock,
  verifyAudit,
  type AuditHead,
  type AuditReport,
  type Database,
  type ListedAuditEvent,
} from '@oblys/database';
import { InvalidInputError, type IsoDate } from '@oblys/domain';
import { InvalidArgumentError, type Command } from 'commander';
import { onBusinessClock } from '../business-days.js';
import {
  createCommand,
  createCommandGroup,
  createContext,
  parseDateOption,
  parseFileOption,
  parseLimitOption,
  type CommandHost,
} from '../command.js';
import { AuditBrokenError } from '../errors.js';
import type { TextStream } from '../io.js';
import { alignColumns, counted, formatCount } from '../words.js';

export function auditCommand(host: CommandHost): Command {
  const text = {
    name: 'audit',
    summary: 'look through, export and verify the audit',
    description:
      'The audit has every write, sign-in, export, token and publication and every read of personal data: who, what, when, from where. Its events are sealed in blocks, each over the one before.',
    example: 'oblys audit verify',
  };
  return createCommandGroup(host, text, [
    verifyCommandOf(host),
    listCommand(host),
    exportCommandOf(host),
    sealCommand(host),
  ]);
}

interface VerifyOptions {
  json?: boolean;
  head?: AuditHead[];
}

function verifyCommandOf(host: CommandHost): Command {
  return createCommand(host, {
    name: 'verify',
    summary: 'tell whether anything of the audit was changed',
    description:
      'Computes every block of the audit anew, and the digest of every write over the history of records, and names what is not as it was sealed; then the command fails. That the newest blocks were cut off shows only by a head that was noted down elsewhere: --head checks one.',
    example: 'oblys audit verify --head 1440:3b7e…',
  })
    .option('--head <number:hash>', 'a head that was noted down, again for more', collectHeads)
    .action(async ({ json = false, head: noted = [] }: VerifyOptions) => {
      const { output, withSession } = createContext(host, 'audit verify', json);
      const report = await withSession(({ database, interruptible }) =>
        interruptible(() =>
          verifyAudit(database, { noted, onProgress: (rows) => output.progress(`${formatCount(rows)} rows`) }),
        ),
      );
      output.result(report, reportLines(report));
      if (!report.isWhole) throw new AuditBrokenError(report.findingCount);
    });
}

function collectHeads(text: string, before: readonly AuditHead[] = []): AuditHead[] {
  const [, number, hash] = /^([1-9]\d*):([0-9a-f]{64})$/.exec(text) ?? [];
  if (number === undefined || hash === undefined) {
    throw new InvalidArgumentError(`"${text}" is no head: it is as oblys audit verify prints one.`);
  }
  return [...before, { number, hash }];
}

const shownAtMost = 10;

function reportLines({
  isWhole,
  blocks,
  events,
  changes,
  head,
  unsealed,
  findings,
  findingCount,
}: AuditReport): string[] {
  const all = `${counted(events, 'event')} in ${counted(blocks, 'block')}, ${counted(changes, 'row')} of the history of records`;
  const more = findingCount - Math.min(findingCount, shownAtMost);
  return [
    isWhole ? `${all}: all are as they were sealed.` : `${all}: ${counted(findingCount, 'fault')}.`,
    ...findings.slice(0, shownAtMost).map(({ message }) => `  ${message}`),
    ...(more > 0 ? [`  and ${formatCount(more)} more`] : []),
    unsealed.since === null
      ? 'Every event is sealed.'
      : `${counted(unsealed.events, 'event')} not sealed yet, since ${onBusinessClock(unsealed.since)} (Asia/Almaty).`,
    ...(head === null ? [] : [`Head ${head.number}:${head.hash}`]),
  ];
}

interface ListOptions {
  json?: boolean;
  action?: string;
  actor?: string;
  kind?: string;
  id?: string;
  from?: IsoDate;
  to?: IsoDate;
  limit: number;
}

function listCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'list',
    summary: 'list events, the newest first',
    description: 'Lists events of the audit, the newest first. With --json they come with former and new values.',
    example: 'oblys audit list --action READ --from 2025-11-01',
  })
    .option('--action <action>', 'only this one, such as UPDATE, READ or SIGN_IN', (text) => text.toUpperCase())
    .option('--actor <name>', 'only of this one, by name or subject')
    .option('--kind <kind>', 'only of this table, or kind of what was read')
    .option('--id <id>', 'only of this object; of a person or an appeal who read it, too')
    .option('--from <date>', 'the first day', parseDateOption)
    .option('--to <date>', 'the last day', parseDateOption)
    .option('--limit <count>', 'how many at most', parseLimitOption, 50)
    .action(async ({ json = false, kind, id, ...filter }: ListOptions) => {
      const { output, withSession } = createContext(host, 'audit list', json);
      const events = await withSession(({ database }) =>
        listAuditEvents(database, { ...filter, objectKind: kind, objectId: id }),
      );
      output.result(events, eventLines(events));
    });
}

function eventLines(events: readonly ListedAuditEvent[]): string[] {
  if (events.length === 0) return ['There are no such events.'];
  return [
    `${counted(events.length, 'event')}.`,
    ...alignColumns([
      ['  event', 'when (Asia/Almaty)', 'action', 'what', 'rows', 'who', 'from', 'block'],
      ...events.map((event) => [
        `  ${event.id}`,
        onBusinessClock(event.at),
        event.action,
        event.objectId === null ? event.objectKind : `${event.objectKind} ${event.objectId}`,
        event.rows,
        event.name,
        originOf(event),
        event.block ?? '-',
      ]),
    ]),
  ];
}

function originOf({ by, origin }: ListedAuditEvent): string {
  return origin.command === undefined ? (origin.address ?? by.toLowerCase()) : `oblys ${origin.command}`;
}

interface ExportOptions {
  json?: boolean;
  from?: IsoDate;
  to?: IsoDate;
  out?: string;
}

function exportCommandOf(host: CommandHost): Command {
  return createCommand(host, {
    name: 'export',
    summary: 'write the audit as lines of JSON',
    description:
      'Writes each block with its events, and the history of records that they left, as lines of JSON to stdout or a file: whole blocks, so that anybody can compute their hashes. Of some days those from the first to the last block that holds an event of them.',
    example: 'oblys audit export --from 2025-11-01 --to 2025-11-30 --out november.jsonl',
  })
    .option('--from <date>', 'the first day', parseDateOption)
    .option('--to <date>', 'the last day', parseDateOption)
    .option('-o, --out <file>', 'where it is written; nothing is written over', parseFileOption)
    .action(async ({ json = false, from, to, out }: ExportOptions) => {
      if (from !== undefined && to !== undefined && from > to) {
        throw new InvalidInputError(`The range ${from}..${to} is reversed: its end is before its start.`);
      }
      const { output, withSession } = createContext(host, 'audit export', json);
      const written = await withSession(({ database, interruptible }) =>
        interruptible(async () => {
          const counts =
            out === undefined
              ? await exportTo(database, { from, to }, output.io.stdout)
              : await exportToFile(database, { from, to }, out);
          const details = { from, to, ...counts };
          await appendAuditEvent(database, { action: 'EXPORT', objectKind: 'audit', rowCount: counts.events, details });
          return counts;
        }),
      );
      if (out === undefined) return;
      const lines = [`${counted(written.events, 'event')} of ${counted(written.blocks, 'block')} written to ${out}.`];
      output.result({ ...written, file: out }, lines);
    });
}

type Span = Parameters<typeof exportAudit>[1];

function exportTo(database: Database, span: Span, stream: TextStream & Partial<NodeJS.EventEmitter>) {
  return exportAudit(database, span, async (line) => {
    const hasRoom = stream.write(`${line}\n`);
    if (hasRoom === false && 'once' in stream) await once(stream as NodeJS.EventEmitter, 'drain');
  });
}

async function exportToFile(database: Database, span: Span, path: string) {
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  // Whoever waits for it is told below.
  const done = finished(file).catch((error: NodeJS.ErrnoException) => {
    throw new InvalidInputError(`${path} cannot be written: ${error.code}.`, { cause: error });
  });
  const counts = exportTo(database, span, file).finally(() => file.end());
  const [written] = await Promise.all([counts, done]);
  return written;
}

function sealCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'seal',
    summary: 'seal what waits now',
    description: 'Seals the events that wait, as the job seal-audit does every minute.',
    example: 'oblys audit seal',
  }).action(async ({ json = false }: { json?: boolean }) => {
    const { output, withSession } = createContext(host, 'audit seal', json);
    const sealed = await withSession(async ({ database }) => {
      const blocks = [];
      for (let block = await sealBlock(database); block !== null; block = await sealBlock(database)) blocks.push(block);
      return blocks;
    });
    const lines = sealed.map(
      ({ number, events, hash }) => `${counted(events, 'event')} sealed. Head ${number}:${hash}`,
    );
    output.result(sealed, sealed.length === 0 ? ['Every event is sealed.'] : lines);
  });
}
