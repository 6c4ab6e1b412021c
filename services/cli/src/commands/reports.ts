import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { InvalidInputError, type IsoDate, type Locale } from '@oblys/domain';
import {
  figureKind,
  FileFault,
  listExplanations,
  listStoredReports,
  loadReport,
  openTableFile,
  readFigureTable,
  readReport,
  reconcile,
  removeReport,
  writeTemplate,
  type ListedReport,
  type LoadedReport,
  type PersonExplanation,
  type Reconciliation,
  type StatedReport,
} from '@oblys/ingest';
import type { Database } from '@oblys/database';
import { Option, type Command } from 'commander';
import {
  createCommand,
  createCommandGroup,
  createContext,
  parseAreaOption,
  parseDateOption,
  parseFileOption,
  parseLocaleOption,
  type CommandHost,
} from '../command.js';
import { requester } from '../requester.js';
import { describeReconciliation, withExplanations } from '../report-lines.js';
import { alignColumns, counted } from '../words.js';

export function reportsCommand(host: CommandHost): Command {
  const text = {
    name: 'reports',
    summary: 'take in reports and the figures they state, list and remove them',
    description:
      'Takes reports in with the figures that they state, which are held against the records and the earlier reports of the year at once; lists and removes them.',
    example: 'oblys reports add figures.xlsx --ref burabay-2025-10 --area 117000000 --as-of 2025-10-31',
  };
  return createCommandGroup(host, text, [
    addCommand(host),
    templateCommand(host),
    listCommand(host),
    removeCommand(host),
  ]);
}

interface AddOptions {
  json?: boolean;
  ref?: string;
  area?: string;
  asOf?: IsoDate;
  published?: IsoDate;
  title?: string;
  language: Locale;
  text?: string;
  dryRun?: boolean;
  locale: Locale;
}

function addCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'add',
    summary: 'take a report in, or what was corrected of it',
    description:
      'Takes the figures of a report in from a CSV or XLSX table with a row for each (oblys reports template gives one to fill in, oblys suggest one that a text proposes), or a report as a .txt with headings and a .csv beside it. A report is known again by its reference: the same again writes nothing. Its figures are held against the records at once.',
    example:
      'oblys reports add figures.xlsx --ref burabay-2025-10 --area 117000000 --as-of 2025-10-31 --text report.txt',
  })
    .argument('<file>', 'the figures, as CSV or XLSX; or the .txt of a report with a .csv beside it', parseFileOption)
    .option('--ref <reference>', 'names the report for good, such as burabay-2025-10')
    .option('--area <code>', 'the area that it is about', parseAreaOption)
    .option('--as-of <date>', 'the day that its figures are about', parseDateOption)
    .option('--published <date>', 'the day that it was published; the as-of day unless given', parseDateOption)
    .option('--title <title>', 'its title; the name of the file unless given')
    .addOption(new Option('--language <locale>', 'its language').argParser(parseLocaleOption).default('KK', 'kk'))
    .option('--text <file>', 'the words of the report, in UTF-8', parseFileOption)
    .option('--dry-run', 'read and check it, and write nothing')
    .option('--locale <locale>', 'the language of faults: kk, ru or en; en unless given', parseLocaleOption, 'EN')
    .action(async (path: string, options: AddOptions) => {
      const { output, withSession } = createContext(host, 'reports add', options.json ?? false);
      const added = await withSession(({ database, interruptible }) =>
        interruptible(() => add(database, path, options)),
      );
      const { report, loaded, reconciliation, explanations } = added;
      const found = reconciliation && withExplanations(reconciliation, explanations);
      output.result({ report, loaded, reconciliation: found }, addedLines(added));
    });
}

interface Added {
  readonly report: StatedReport;
  readonly loaded: LoadedReport | null;
  readonly reconciliation: Reconciliation | null;
  readonly explanations: ReadonlyMap<string, PersonExplanation>;
}

async function add(database: Database, path: string, options: AddOptions): Promise<Added> {
  const { report, file } = /\.txt$/i.test(path)
    ? { report: await readReport(path), file: undefined }
    : await readTable(database, path, options);
  if (options.dryRun === true) return { report, loaded: null, reconciliation: null, explanations: new Map() };
  const loaded = await database.transaction('READ COMMITTED', (sql) =>
    loadReport(sql, report, { recordedBy: requester(), file }),
  );
  const [reconciliation = null] = await reconcile(database, { reportId: loaded.reportId });
  const explanations = await listExplanations(database, [loaded.reportId]);
  return { report, loaded, reconciliation, explanations };
}

async function readTable(database: Database, path: string, options: AddOptions) {
  const { ref: sourceRef, area: areaCode, asOf, published, title, language, text, locale } = options;
  if (sourceRef === undefined || areaCode === undefined || asOf === undefined) {
    throw new InvalidInputError('A table of figures does not say of which report: give --ref, --area and --as-of.');
  }
  const file = await openTableFile(path).catch((error: unknown) => {
    throw error instanceof FileFault ? new InvalidInputError(error.describe(locale), { cause: error }) : error;
  });
  const figures = await readFigureTable(database, { file, asOf, locale });
  const words = text === undefined ? '' : await readWords(text);
  const heading = { sourceRef, areaCode, asOf, language, title: title ?? basename(path), text: words };
  const publishedOn = published ?? asOf;
  return { report: { ...heading, publishedOn, figures }, file: { name: file.name, sha256: file.sha256 } };
}

async function readWords(path: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true })
      .decode(await readFile(path))
      .normalize('NFC')
      .trim();
  } catch (error) {
    const reason = error instanceof TypeError ? 'it is no text in UTF-8' : (error as Error).message;
    throw new InvalidInputError(`The words of the report in ${path} cannot be read: ${reason}.`, { cause: error });
  }
}

function addedLines({ report, loaded, reconciliation, explanations }: Added): string[] {
  const { sourceRef, areaCode, asOf, figures } = report;
  const what = `${sourceRef}: ${counted(figures.length, 'figure')} of ${areaCode} as of ${asOf}`;
  if (loaded === null) return [`${what}.`, 'A dry run: nothing was written.'];
  const outcomes = { CREATED: 'taken in', UPDATED: `corrected, version ${loaded.version}`, UNCHANGED: 'there already' };
  return [
    `${what}, ${outcomes[loaded.outcome]}.`,
    ...(reconciliation === null ? [] : describeReconciliation(reconciliation, explanations)),
  ];
}

function templateCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'template',
    summary: 'write a table of figures to be filled in',
    example: 'oblys reports template --out figures.xlsx --locale kk',
  })
    .requiredOption('--out <file>', 'the file, .csv or .xlsx', parseFileOption)
    .option('--locale <locale>', 'of headings and lists: kk, ru or en; kk unless given', parseLocaleOption, 'KK')
    .action(async ({ json = false, out, locale }: { json?: boolean; out: string; locale: Locale }) => {
      const { output, withSession } = createContext(host, 'reports template', json);
      await withSession(({ database }) => writeTemplate(database, { kind: figureKind, locale, path: out }));
      output.result({ path: out }, [`${basename(out)} is there to be filled in.`]);
    });
}

function listCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'list',
    summary: 'list the reports that were taken in',
    example: 'oblys reports list',
  }).action(async ({ json = false }: { json?: boolean }) => {
    const { output, withSession } = createContext(host, 'reports list', json);
    const reports = await withSession(({ database }) => listStoredReports(database));
    output.result({ reports }, listLines(reports));
  });
}

function listLines(reports: readonly ListedReport[]): string[] {
  if (reports.length === 0) return ['No report was taken in yet: oblys reports add does it.'];
  return alignColumns([
    ['reference', 'area', 'as of', 'published', 'figures', 'version', 'by', 'title'],
    ...reports.map(({ sourceRef, areaCode, asOf, publishedOn, figures, version, recordedBy, title }) => [
      sourceRef,
      areaCode,
      asOf,
      publishedOn,
      String(figures),
      String(version),
      recordedBy ?? '-',
      title,
    ]),
  ]);
}

function removeCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'remove',
    summary: 'take a report away, with its figures and the verdicts on them',
    example: 'oblys reports remove burabay-2025-10',
  })
    .argument('<reference>', 'as oblys reports list names it')
    .action(async (reference: string, { json = false }: { json?: boolean }) => {
      const { output, withSession } = createContext(host, 'reports remove', json);
      const removed = await withSession(({ database, interruptible }) =>
        interruptible(async () => {
          const gone = await database.transaction('READ COMMITTED', (sql) => removeReport(sql, reference));
          await reconcile(database, { reportIds: gone.laterReportIds });
          return gone;
        }),
      );
      output.result(removed, [`${reference} is removed: ${removed.title}.`]);
    });
}
