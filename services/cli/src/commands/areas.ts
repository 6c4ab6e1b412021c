import { areaLevels, businessDay, type AreaLevel, type IsoDate, type Locale } from '@oblys/domain';
import {
  importBoundaries,
  importEdition,
  importPopulations,
  listEditions,
  openTableFile,
  undoEdition,
} from '@oblys/ingest';
import { Option, type Command } from 'commander';
import { boundariesLines, editionLines, editionsLines, populationsLines, tellFaults } from '../area-lines.js';
import {
  createCommand,
  createCommandGroup,
  createContext,
  parseAreaOption,
  parseDateOption,
  parseFileOption,
  parseLocaleOption,
  type CommandContext,
  type CommandHost,
} from '../command.js';
import { requester } from '../requester.js';
import type { Session } from '../session.js';
import { counted } from '../words.js';

interface FileOptions {
  json?: boolean;
  dryRun?: boolean;
  locale: Locale;
}

export function areasCommand(host: CommandHost): Command {
  const text = {
    name: 'areas',
    summary: 'take in editions of the classifier, boundaries and populations',
    description:
      'Takes in what is known of areas: editions of the national classifier, as dated changes that can be undone; boundaries from GeoJSON; populations by year.',
    example: 'oblys areas classifier kato.xlsx --name "NK RK 11-2025" --in-force-on 2026-07-17 --dry-run',
  };
  return createCommandGroup(host, text, [
    classifierCommand(host),
    editionsCommand(host),
    undoCommand(host),
    boundariesCommand(host),
    populationsCommand(host),
  ]);
}

interface ClassifierOptions extends FileOptions {
  name: string;
  inForceOn: IsoDate;
  within?: string;
  successors?: string;
  sheet?: string;
  retireMany?: boolean;
}

function classifierCommand(host: CommandHost): Command {
  return withFileOptions(
    createCommand(host, {
      name: 'classifier',
      summary: 'take in an edition of the national classifier (KATO)',
      description:
        'Takes in an edition of the classifier from CSV or XLSX, with a code, a Kazakh and a Russian name in each row: what is new, renamed, moved or no more is so from the day the edition is in force. The first edition says how things are and dates nothing. It says nothing of what became of an area that is no more: --successors does, with the columns from_code, to_code and kind (SPLIT, MERGE or RENAMED). One transaction, or nothing; the same edition again changes nothing.',
      example: 'oblys areas classifier kato.xlsx --name "NK RK 11-2025" --in-force-on 2026-07-17 --dry-run',
    })
      .argument('<file>', 'a CSV or XLSX file', parseFileOption)
      .requiredOption('--name <name>', 'what the edition is called')
      .requiredOption('--in-force-on <date>', 'the day from which its changes hold', parseDateOption)
      .option('--within <code>', 'the file is about this area alone', parseAreaOption)
      .option('--successors <file>', 'what became of areas that are no more', parseFileOption)
      .option('--sheet <name>', 'the sheet of an XLSX file; the first that is not hidden unless given')
      .option('--retire-many', 'take a file that lacks more than one in twenty of the areas'),
  ).action((path: string, options: ClassifierOptions) =>
    take(host, 'areas classifier', options, async ({ database, interruptible }, { output, interruption }) => {
      const { signal } = interruption;
      const file = await openTableFile(path, { sheet: options.sheet, signal });
      const successors =
        options.successors === undefined ? undefined : await openTableFile(options.successors, { signal });
      output.progress('holding the file against the areas');
      const report = await interruptible(() =>
        importEdition(database, {
          file,
          successors,
          name: options.name,
          inForceOn: options.inForceOn,
          today: businessDay(new Date()),
          within: options.within,
          retiresMany: options.retireMany,
          isDryRun: options.dryRun,
          importedBy: requester(),
        }),
      );
      output.result(report, editionLines(report));
    }),
  );
}

function editionsCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'editions',
    summary: 'list the editions of the classifier that were taken in',
    example: 'oblys areas editions',
  }).action(async ({ json = false }: { json?: boolean }) => {
    const { output, withSession } = createContext(host, 'areas editions', json);
    const editions = await withSession(({ database }) => listEditions(database));
    output.result({ editions }, editionsLines(editions));
  });
}

function undoCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'undo',
    summary: 'take the newest edition back whole',
    description:
      'Takes the newest edition of the classifier back, in one transaction: every area, name and place is what it was before it. It is refused where something stands on it.',
    example: 'oblys areas undo 019a2194-2edf-7b10-9d6c-3f1f2a7c8e55',
  })
    .argument('<id>', 'the edition, as oblys areas editions names it')
    .action(async (id: string, { json = false }: { json?: boolean }) => {
      const { output, withSession } = createContext(host, 'areas undo', json);
      output.progress('taking the edition back');
      const undone = await withSession(({ database, interruptible }) =>
        interruptible(() => undoEdition(database, id, requester())),
      );
      output.result(undone, [
        `${undone.name} is undone: ${counted(undone.rows, 'row')} of areas as before, ${counted(undone.moved, 'record')} placed again.`,
      ]);
    });
}

function boundariesCommand(host: CommandHost): Command {
  return withFileOptions(
    createCommand(host, {
      name: 'boundaries',
      summary: 'take in boundaries from GeoJSON, by code',
      description:
        'Takes the boundaries of areas in from a GeoJSON FeatureCollection in degrees: a Polygon or MultiPolygon each, or a Point where only the place is known. An area has one boundary: a newer one takes the place of the older.',
      example: 'oblys areas boundaries districts.geojson --source "Data from Who\'s On First" --dry-run',
    })
      .argument('<file>', 'a GeoJSON file', parseFileOption)
      .requiredOption('--source <source>', 'who drew them, to be named beside a map')
      .option('--code-property <name>', 'the property that holds the code; kato, code, area_code or id unless given'),
  ).action((path: string, options: FileOptions & { source: string; codeProperty?: string }) =>
    take(host, 'areas boundaries', options, async ({ database, interruptible }, { output }) => {
      const report = await interruptible(() =>
        importBoundaries(database, {
          path,
          source: options.source,
          codeProperty: options.codeProperty,
          importedBy: requester(),
          isDryRun: options.dryRun,
        }),
      );
      output.result(report, boundariesLines(report));
    }),
  );
}

interface PopulationsOptions extends FileOptions {
  source: string;
  within?: string;
  level?: AreaLevel;
  footnotes?: boolean;
  sheet?: string;
}

function populationsCommand(host: CommandHost): Command {
  return withFileOptions(
    createCommand(host, {
      name: 'populations',
      summary: 'take in populations by year',
      description:
        'Takes populations at the start of years in from CSV or XLSX: a row for each area and year, or a column for each year. Areas are given by code or name.',
      example: 'oblys areas populations population.csv --level REGION --source "Bureau of National Statistics"',
    })
      .argument('<file>', 'a CSV or XLSX file', parseFileOption)
      .requiredOption('--source <source>', 'who counted, to be named beside the figures')
      .option('--within <code>', 'look for names of areas within this one', parseAreaOption)
      .addOption(
        new Option('--level <level>', 'the areas that are named are of this level, or above it').choices([
          ...areaLevels,
        ]),
      )
      .option('--footnotes', 'a number behind a name is the mark of a footnote')
      .option('--sheet <name>', 'the sheet of an XLSX file; the first that is not hidden unless given'),
  ).action((path: string, options: PopulationsOptions) =>
    take(host, 'areas populations', options, async ({ database, interruptible }, { output, interruption }) => {
      const file = await openTableFile(path, { sheet: options.sheet, signal: interruption.signal });
      const report = await interruptible(() =>
        importPopulations(database, {
          file,
          source: options.source,
          within: options.within,
          level: options.level,
          hasFootnotes: options.footnotes,
          isDryRun: options.dryRun,
        }),
      );
      output.result(report, populationsLines(report));
    }),
  );
}

function withFileOptions(command: Command): Command {
  return command
    .option('--dry-run', 'tell what the file would do, and write nothing')
    .option('--locale <locale>', 'the language of faults: kk, ru or en; en unless given', parseLocaleOption, 'EN');
}

/** What is wrong with a file is told in the language that was asked for, its rows first. */
async function take(
  host: CommandHost,
  command: string,
  { json = false, locale }: FileOptions,
  work: (session: Session, context: CommandContext) => Promise<void>,
): Promise<void> {
  const context = createContext(host, command, json);
  try {
    await context.withSession((session) => work(session, context));
  } catch (error) {
    throw tellFaults(context.output, error, locale);
  }
}
