import { InvalidInputError, type Locale } from '@oblys/domain';
import {
  AreaFileError,
  areaOutcomes,
  describeAreaFault,
  FileFault,
  type AreaChange,
  type AreaFault,
  type BoundariesReport,
  type EditionReport,
  type ListedEdition,
  type PopulationsReport,
} from '@oblys/ingest';
import { onBusinessClock } from './business-days.js';
import { FileRefusedError } from './errors.js';
import type { Output } from './output.js';
import { alignColumns, counted, formatCount } from './words.js';

const listed = 20;

/** What an edition of the classifier changed, or would, for people. */
export function editionLines(report: EditionReport): string[] {
  const { fileName, rows, name, inForceOn, isFirst, counts, changes, candidates, moved, left } = report;
  return [
    `${fileName}: ${counted(rows, 'area')} of "${name}", ${isFirst ? 'the first edition' : `in force on ${inForceOn}`}.`,
    ...alignColumns(areaOutcomes.map((outcome) => [`  ${outcome.toLowerCase()}`, formatCount(counts[outcome])])),
    ...changesOf(isFirst ? changes.filter(({ outcome }) => outcome !== 'NEW') : changes),
    ...(candidates.length === 0
      ? []
      : [
          'Of the same name in the same region; list them with --successors where one became the other',
          ...alignColumns([
            ['  from', 'to', 'name'],
            ...candidates
              .slice(0, listed)
              .map(({ fromCode, toCode, name: ofBoth }) => [`  ${fromCode}`, toCode, ofBoth]),
          ]),
          ...more(candidates.length),
        ]),
    ...(moved > 0 ? [`${counted(moved, 'record')} placed anew.`] : []),
    ...(left > 0
      ? [`${counted(left, 'record')} of ${inForceOn} or later in areas that are no more: they stay where they are.`]
      : []),
    editionEnd(report),
  ];
}

function changesOf(changes: readonly AreaChange[]): string[] {
  if (changes.length === 0) return [];
  return [
    'Changes',
    ...alignColumns([
      ['  area', 'what', 'name', 'from', 'to'],
      ...changes
        .slice(0, listed)
        .map(({ code, outcome, name, from, to }) => [`  ${code}`, outcome.toLowerCase(), name, from ?? '-', to ?? '-']),
    ]),
    ...more(changes.length),
  ];
}

function editionEnd({ editionId, isDryRun }: EditionReport): string {
  if (editionId !== null) return `Edition ${editionId}. To take it back: oblys areas undo ${editionId}`;
  return isDryRun ? 'A dry run: nothing was written.' : 'Everything is so already; nothing was written.';
}

export function editionsLines(editions: readonly ListedEdition[]): string[] {
  if (editions.length === 0) return ['No edition of the classifier was taken in yet: oblys areas classifier does it.'];
  return alignColumns([
    ['edition', 'name', 'in force on', 'areas', 'changed', 'by', 'at (Asia/Almaty)', ''],
    ...editions.map((edition) => [
      edition.id,
      edition.name,
      edition.inForceOn,
      formatCount(edition.rowCount),
      formatCount(changedOf(edition)),
      edition.importedBy,
      onBusinessClock(edition.importedAt),
      edition.undoneAt === null ? '' : `undone ${onBusinessClock(edition.undoneAt)}`,
    ]),
  ]);
}

function changedOf({ counts }: ListedEdition): number {
  return areaOutcomes.reduce((sum, outcome) => sum + (outcome === 'UNCHANGED' ? 0 : counts[outcome]), 0);
}

export function boundariesLines(report: BoundariesReport): string[] {
  return [
    `${report.fileName}: ${counted(report.features, 'feature')}.`,
    ...countLines(report),
    ...(report.withoutCode > 0 ? [`${counted(report.withoutCode, 'feature')} without a code passed over.`] : []),
    ...dryRunLine(report),
  ];
}

export function populationsLines(report: PopulationsReport): string[] {
  const { changes } = report;
  return [
    `${report.fileName}: ${counted(report.rows, 'population')}.`,
    ...countLines(report),
    ...(changes.length === 0
      ? []
      : [
          'Changes',
          ...alignColumns([
            ['  area', 'year', 'from', 'to'],
            ...changes
              .slice(0, listed)
              .map(({ areaCode, year, from, to }) => [
                `  ${areaCode}`,
                String(year),
                formatCount(from),
                formatCount(to),
              ]),
          ]),
          ...more(changes.length),
        ]),
    ...dryRunLine(report),
  ];
}

function countLines(report: { new: number; changed: number; unchanged: number }): string[] {
  return alignColumns(
    (['new', 'changed', 'unchanged'] as const).map((outcome) => [`  ${outcome}`, formatCount(report[outcome])]),
  );
}

function dryRunLine({ isDryRun }: { isDryRun: boolean }): string[] {
  return isDryRun ? ['A dry run: nothing was written.'] : [];
}

function more(total: number): string[] {
  return total > listed ? [`  and ${formatCount(total - listed)} more; --json lists them`] : [];
}

/** Tells the faults of a file, and gives the error to fail with, both in the language that was asked for. */
export function tellFaults(output: Output, error: unknown, locale: Locale): unknown {
  if (error instanceof FileFault) return new InvalidInputError(error.describe(locale), { cause: error });
  if (!(error instanceof AreaFileError)) return error;
  const { faults, faultCount } = error.details;
  if (faultCount === 0) return new InvalidInputError(error.describe(locale), { cause: error });
  output.result({ faults: faults.map(described(locale)), faultCount }, faultLines(faults, locale, faultCount));
  return new FileRefusedError(error.describe(locale), { cause: error });
}

function described(locale: Locale): (fault: AreaFault) => object {
  return (fault) => ({ ...fault, message: describeAreaFault(fault, locale) });
}

function faultLines(faults: readonly AreaFault[], locale: Locale, total: number): string[] {
  return [
    ...alignColumns([
      ['row', 'value', 'reason'],
      ...faults
        .slice(0, listed)
        .map((fault) => [String(fault.row), fault.value || '-', describeAreaFault(fault, locale)]),
    ]),
    ...more(total),
  ];
}
