import type { IsoDate } from '@oblys/domain';
import type { RowFault } from '../kinds/describe-fault.js';

/** What became of the rows of a file; each is counted in one of these, a row with faults in none. */
export interface RowCounts {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Differ from records that somebody changed since an import, or that no import brought. */
  readonly conflicting: number;
}

export interface FieldChange {
  /** Of the entity, such as "executedOn". Of what is of persons no value is told: both are null. */
  readonly property: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** A record that the file has otherwise than the database. */
export interface RowChange {
  readonly row: number;
  readonly sourceRef: string;
  readonly areaCode: string;
  readonly isConflicting: boolean;
  readonly fields: readonly FieldChange[];
}

/** A figure that would be another with the file taken in. */
export interface FigureChange {
  /** Such as "appeal.received". */
  readonly measure: string;
  readonly areaCode: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly before: string | number | null;
  readonly after: string | number | null;
}

export interface ImportReport extends RowCounts {
  readonly kind: string;
  readonly fileName: string;
  readonly fileSha256: string;
  /** How the file was taken to be written. */
  readonly dialect: string;
  /** The rows of the file that hold anything. */
  readonly rows: number;
  readonly faults: number;
  readonly faultyRows: number;
  /** The first of the faults, by row. */
  readonly firstFaults: readonly RowFault[];
  /** Columns of the file that nothing is taken from. */
  readonly ignoredHeadings: readonly string[];
  readonly isDryRun: boolean;
  /** Null where nothing was written: in a dry run, where faults or conflicts forbade it, where nothing differed. */
  readonly importId: string | null;
  /** An earlier import of the very file that is not undone, where there is one. */
  readonly earlierImportId: string | null;
  /** The first of the rows that differ from what is there. */
  readonly firstChanges: readonly RowChange[];
  /** In a dry run alone. */
  readonly figures: readonly FigureChange[];
  /** How many areas and years with changed records the figures leave out; 0 where they are whole. */
  readonly figuresLeftOut: number;
}
