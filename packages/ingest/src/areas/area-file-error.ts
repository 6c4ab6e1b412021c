import { InvalidInputError, type Locale } from '@oblys/domain';
import { areaFaultWords, areaFileErrorWords } from './area-fault-words.js';

/** What is wrong with a row of a file of areas. */
export interface AreaFault {
  /** As a spreadsheet counts; of GeoJSON the feature, the first one being 1. */
  readonly row: number;
  readonly code: AreaFaultCode;
  /** As written, cut short. */
  readonly value: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export type AreaFaultCode =
  | 'UNUSABLE_CELL'
  | 'NOT_A_CODE'
  | 'CODE_TWICE'
  | 'NO_NAME'
  | 'NAME_TOO_LONG'
  | 'UNREADABLE_LETTER'
  | 'NO_PARENT'
  | 'CIRCLE'
  | 'OUTSIDE'
  | 'UNKNOWN_AREA'
  | 'AMBIGUOUS_AREA'
  | 'NOT_A_DAY'
  | 'NOT_A_SUCCESSION'
  | 'STILL_THERE'
  | 'ITS_OWN_SUCCESSOR'
  | 'NOT_A_YEAR'
  | 'NOT_A_POPULATION'
  | 'TWICE'
  | 'NO_GEOMETRY'
  | 'WRONG_GEOMETRY'
  | 'NOT_IN_DEGREES'
  | 'OPEN_RING'
  | 'FLAT_RING';

export type AreaFileErrorCode =
  | 'MISSING_COLUMNS'
  | 'FAULTS'
  | 'NO_ROWS'
  | 'NOT_GEOJSON'
  | 'TOPOJSON'
  | 'OTHER_CRS'
  | 'TOO_LARGE'
  | 'NO_CODES'
  | 'OLDER_EDITION'
  | 'FUTURE_EDITION'
  | 'RETIRES_MANY';

/** How many faults are told of all that are found. */
const toldFaults = 1_000;

/** A file of areas that cannot be taken in; nothing was written. */
export class AreaFileError extends InvalidInputError {
  override readonly details: {
    readonly fault: AreaFileErrorCode;
    readonly faults: readonly AreaFault[];
    readonly faultCount: number;
  };

  constructor(
    readonly fault: AreaFileErrorCode,
    readonly params: Readonly<Record<string, string | number>> = {},
    faults: readonly AreaFault[] = [],
  ) {
    super(areaFileErrorWords.EN[fault](params));
    this.details = { fault, faults: faults.slice(0, toldFaults), faultCount: faults.length };
  }

  describe(locale: Locale): string {
    return areaFileErrorWords[locale][this.fault](this.params);
  }
}

/** One sentence on what is wrong with a row and what to do, in the reader's language. */
export function describeAreaFault({ code, params = {} }: AreaFault, locale: Locale): string {
  return areaFaultWords[locale][code](params);
}

/** @throws {AreaFileError} where there are faults */
export function assertFaultless(faults: readonly AreaFault[]): void {
  if (faults.length > 0) throw new AreaFileError('FAULTS', { count: faults.length }, faults);
}
