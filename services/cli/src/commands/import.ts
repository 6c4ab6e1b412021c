import { InvalidInputError, type Locale } from '@oblys/domain';
import {
  FileFault,
  getImportKind,
  importFile,
  openTableFile,
  type ImportProgress,
  type ImportReport,
} from '@oblys/ingest';
import type { Command } from 'commander';
import type { CommandHost } from '../command.js';
import { createCommand, createContext, parseAreaOption, parseFileOption, parseLocaleOption } from '../command.js';
import { ImportRefusedError } from '../errors.js';
import { importLines } from '../import-lines.js';
import { openMasterKeys } from '../open-persons.js';
import { requester } from '../requester.js';
import { counted, formatCount } from '../words.js';

interface ImportOptions {
  json?: boolean;
  dryRun?: boolean;
  partial?: boolean;
  overwrite?: boolean;
  within?: string;
  skipUnknown?: boolean;
  sheet?: string;
  locale: Locale;
  faultyRows?: string;
  reason?: string;
}

export function importCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'import',
    summary: 'take the records of a CSV or XLSX file in, or tell what that would do',
    description:
      'Takes the records of one kind from a CSV or XLSX file: in one transaction, or not at all. A row is known again by its source reference, so the same file twice changes nothing. With --dry-run it tells what is new, what would change field by field, what is at fault and which figures would be others, and writes nothing. oblys template gives a file to fill in; oblys undo-import takes an import back.',
    example: 'oblys import appeal appeals.xlsx --dry-run',
  })
    .argument('<kind>', 'what the rows are, such as appeal or roadmap-item')
    .argument('<file>', 'a CSV or XLSX file', parseFileOption)
    .option('--dry-run', 'tell what the file would do, and write nothing')
    .option('--partial', 'take the sound rows, and leave out those that are at fault or conflict')
    .option('--overwrite', 'also write over records that somebody changed since they were imported')
    .option('--within <code>', 'look for names of areas within this one', parseAreaOption)
    .option('--skip-unknown', 'pass over columns whose heading is none of the kind')
    .option('--sheet <name>', 'the sheet of an XLSX file; the first that is not hidden unless given')
    .option(
      '--faulty-rows <file>',
      'write the rows that are at fault there, to be corrected and sent again',
      parseFileOption,
    )
    .option('--reason <reason>', 'why records of locked months are written; without it they keep the file out')
    .option('--locale <locale>', 'the language of faults: kk, ru or en; en unless given', parseLocaleOption, 'EN')
    .action((kind: string, path: string, options: ImportOptions) =>
      take(host, kind, path, options).catch((error: unknown) => {
        throw error instanceof FileFault
          ? new InvalidInputError(error.describe(options.locale), { cause: error })
          : error;
      }),
    );
}

async function take(host: CommandHost, kindCode: string, path: string, options: ImportOptions): Promise<void> {
  const { json = false, dryRun, partial, overwrite, within, skipUnknown, sheet, locale, faultyRows, reason } = options;
  const { output, config, withSession, interruption } = createContext(host, 'import', json);
  const kind = getImportKind(kindCode);
  output.progress('looking at the file');
  const file = await openTableFile(path, { sheet, signal: interruption.signal });
  // Whoever has the settings of the platform may bring whatever it keeps.
  const persons = { openMasterKeys: () => openMasterKeys(config), mayWritePersons: true };
  const report = await withSession(({ database, interruptible }) =>
    interruptible(() =>
      importFile(database, {
        kind,
        file,
        isDryRun: dryRun,
        isPartial: partial,
        overwrites: overwrite,
        within,
        skipsUnknown: skipUnknown,
        locale,
        faultyRowsTo: faultyRows,
        importedBy: requester(),
        reason,
        ...persons,
        onProgress: (progress) => output.progress(describeProgress(progress)),
      }),
    ),
  );
  output.result(report, importLines(report, kind, locale));
  assertTaken(report, options);
}

const steps: Readonly<Record<ImportProgress['step'], string>> = {
  READ: 'rows read',
  COMPARE: 'rows compared with what is there',
  WRITE: 'records written',
  FIGURES: 'areas and years counted',
};

function describeProgress({ step, rows }: ImportProgress): string {
  return `${formatCount(rows)} ${steps[step]}`;
}

/** @throws {ImportRefusedError} when faults or conflicts keep the file out, or would */
function assertTaken({ faults, faultyRows, conflicting }: ImportReport, options: ImportOptions): void {
  if (options.partial === true) return;
  const isConflicting = conflicting > 0 && options.overwrite !== true;
  if (faults === 0 && !isConflicting) return;
  throw new ImportRefusedError(
    [
      ...(faults > 0 ? [`${counted(faults, 'fault')} in ${counted(faultyRows, 'row')}`] : []),
      ...(isConflicting ? [`${counted(conflicting, 'row')} that conflict with what somebody wrote since`] : []),
    ],
    [
      ...(faults > 0 ? ['--faulty-rows FILE writes those rows, to be corrected.'] : []),
      ...(isConflicting ? ['--overwrite writes over them.'] : []),
      '--partial takes the other rows.',
    ],
  );
}
