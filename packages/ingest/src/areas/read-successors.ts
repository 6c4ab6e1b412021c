import { parseIsoDate, type IsoDate } from '@oblys/domain';
import type { TableFile } from '../files/table-file.js';
import { shorten } from '../kinds/fold-text.js';
import type { AreaFault } from './area-file-error.js';
import type { SuccessorRow } from './area-state.js';
import { findColumns } from './table-columns.js';
import { textOf } from './text-of.js';

const columnNames = {
  from: ['from_code', 'from'],
  to: ['to_code', 'to'],
  kind: ['kind'],
  happenedOn: ['happened_on', 'on'],
  note: ['note'],
} as const;

const kinds = ['SPLIT', 'MERGE', 'RENAMED'];

/** Which areas are known, and which of them are there, once the edition holds. */
export interface AreasAfter {
  readonly known: ReadonlySet<string>;
  readonly standing: ReadonlySet<string>;
}

/** What became of areas, as a person lists it: the classifier itself says nothing of it. */
export async function readSuccessors(
  file: TableFile,
  inForceOn: IsoDate,
  { known, standing }: AreasAfter,
): Promise<{ successors: SuccessorRow[]; faults: AreaFault[] }> {
  const columns = findColumns(file, columnNames, ['from', 'to', 'kind']);
  const successors: SuccessorRow[] = [];
  const faults: AreaFault[] = [];
  for await (const batch of file.rows()) {
    for (const { number: row, cells } of batch) {
      const text = (place: number | null) => (place === null ? '' : (textOf(cells[place]!) ?? ''));
      const successor = {
        from_code: text(columns.from),
        to_code: text(columns.to),
        kind: text(columns.kind).toUpperCase(),
        happened_on: text(columns.happenedOn) || inForceOn,
        note: text(columns.note),
      };
      const fault = faultOf(successor, known, standing);
      if (fault === null) successors.push(successor);
      else faults.push({ row, ...fault });
    }
  }
  return { successors, faults };
}

function faultOf(
  { from_code: from, to_code: to, kind, happened_on: day }: SuccessorRow,
  known: ReadonlySet<string>,
  standing: ReadonlySet<string>,
): Omit<AreaFault, 'row'> | null {
  if (!known.has(from)) return { code: 'UNKNOWN_AREA', value: shorten(from) };
  if (!known.has(to)) return { code: 'UNKNOWN_AREA', value: shorten(to) };
  if (from === to) return { code: 'ITS_OWN_SUCCESSOR', value: from };
  if (!kinds.includes(kind)) return { code: 'NOT_A_SUCCESSION', value: shorten(kind) };
  if (!isDay(day)) return { code: 'NOT_A_DAY', value: shorten(day) };
  if (kind !== 'SPLIT' && standing.has(from)) return { code: 'STILL_THERE', value: from };
  return null;
}

function isDay(text: string): boolean {
  try {
    parseIsoDate(text);
    return true;
  } catch {
    return false;
  }
}
