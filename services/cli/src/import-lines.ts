import type { Locale } from '@oblys/domain';
import {
  describeFault,
  headingOf,
  type FigureChange,
  type ImportKind,
  type ImportReport,
  type RowChange,
} from '@oblys/ingest';
import { alignColumns, counted, formatCount } from './words.js';

const listed = 20;

/** What a file did, or would do, for people. */
export function importLines(report: ImportReport, kind: ImportKind, locale: Locale): string[] {
  return [
    `${report.fileName}: ${counted(report.rows, 'row')} of ${kind.code} (${report.dialect}).`,
    ...alignColumns([
      ...(['new', 'changed', 'unchanged', 'conflicting'] as const).map((each) => [
        `  ${each}`,
        formatCount(report[each]),
      ]),
      [
        '  at fault',
        `${formatCount(report.faultyRows)}${report.faults > 0 ? ` (${counted(report.faults, 'fault')})` : ''}`,
      ],
    ]),
    ...headingLines(report),
    ...faultLines(report, kind, locale),
    ...changeLines(report, kind, locale),
    ...figureLines(report),
    endLine(report),
  ];
}

function headingLines({ ignoredHeadings }: ImportReport): string[] {
  return ignoredHeadings.length === 0 ? [] : [`Nothing is taken from: ${ignoredHeadings.join(', ')}.`];
}

function faultLines({ firstFaults, faults }: ImportReport, kind: ImportKind, locale: Locale): string[] {
  if (faults === 0) return [];
  return [
    'Faults',
    ...alignColumns([
      ['  row', 'column', 'value', 'reason'],
      ...firstFaults
        .slice(0, listed)
        .map((fault) => [
          `  ${fault.row}`,
          headingOf(kind, fault.property, locale) ?? '-',
          fault.value ?? '-',
          describeFault(fault, kind, locale),
        ]),
    ]),
    ...moreLine(faults),
  ];
}

function changeLines({ firstChanges, changed, conflicting }: ImportReport, kind: ImportKind, locale: Locale): string[] {
  if (firstChanges.length === 0) return [];
  return [
    'Changes',
    ...alignColumns([
      ['  row', 'reference', 'column', 'from', 'to', ''],
      ...firstChanges.slice(0, listed).flatMap((change) => rowsOf(change, kind, locale)),
    ]),
    ...moreLine(changed + conflicting),
  ];
}

function rowsOf({ row, sourceRef, isConflicting, fields }: RowChange, kind: ImportKind, locale: Locale): string[][] {
  return fields.map(({ property, from, to }, index) => [
    index === 0 ? `  ${row}` : '',
    index === 0 ? sourceRef : '',
    headingOf(kind, property, locale) ?? '-',
    ...(isOfPersons(kind, property) ? ['not shown', 'not shown'] : [from ?? '-', to ?? '-']),
    isConflicting && index === 0 ? 'changed by somebody since' : '',
  ]);
}

function figureLines({ figures, figuresLeftOut }: ImportReport): string[] {
  if (figures.length === 0) return [];
  return [
    'Figures',
    ...alignColumns([
      ['  measure', 'area', 'from', 'to', 'before', 'after', 'by'],
      ...figures.slice(0, listed).map(figureRow),
    ]),
    ...moreLine(figures.length),
    ...(figuresLeftOut > 0
      ? [`  ${counted(figuresLeftOut, 'area and year', 'areas and years')} were not counted.`]
      : []),
  ];
}

function figureRow({ measure, areaCode, from, to, before, after }: FigureChange): string[] {
  return [`  ${measure}`, areaCode, from, to, figureText(before), figureText(after), differenceText(before, after)];
}

/** A share with four places; counts and amounts as they are. */
function figureText(figure: FigureChange['before']): string {
  if (figure === null) return '-';
  return typeof figure === 'number' && !Number.isInteger(figure) ? figure.toFixed(4) : String(figure);
}

/** Amounts are decimal text of two places, and less than what a number holds exactly for any region. */
function differenceText(before: FigureChange['before'], after: FigureChange['after']): string {
  if (before === null || after === null) return '';
  const difference = Number(after) - Number(before);
  const places = typeof after === 'string' ? 2 : Number.isInteger(difference) ? 0 : 4;
  return `${difference > 0 ? '+' : ''}${difference.toFixed(places)}`;
}

function moreLine(total: number): string[] {
  return total > listed ? [`  and ${formatCount(total - listed)} more; --json lists them`] : [];
}

function endLine({ importId, isDryRun, earlierImportId, ...report }: ImportReport): string {
  if (importId !== null) return `Import ${importId}. To take it back: oblys undo-import ${importId}`;
  if (isDryRun) return 'A dry run: nothing was written.';
  if (report.new + report.changed + report.conflicting + report.faults > 0) return 'Nothing was written.';
  const earlier = earlierImportId === null ? '' : ` This very file was taken in by import ${earlierImportId}.`;
  return `Everything is there already; nothing was written.${earlier}`;
}

function isOfPersons({ personal }: ImportKind, property: string): boolean {
  return personal.some((field) => field.property === property);
}
