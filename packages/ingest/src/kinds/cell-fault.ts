/** What is wrong with a value of a cell; the words for each are in fault-words. */
export type CellFaultCode =
  | 'REQUIRED'
  | 'FORMULA'
  | 'ERROR'
  | 'MERGED'
  | 'TOO_LONG'
  | 'NOT_TEXT'
  | 'NOT_A_NUMBER'
  | 'NOT_WHOLE'
  | 'AMBIGUOUS_NUMBER'
  | 'MULTIPLIER'
  | 'PERCENT'
  | 'TOO_PRECISE'
  | 'OUT_OF_RANGE'
  | 'NOT_A_DATE'
  | 'AMBIGUOUS_DATE'
  | 'NO_SUCH_DAY'
  | 'TWO_DIGIT_YEAR'
  | 'NOT_A_FLAG'
  | 'UNKNOWN_TERM'
  | 'AMBIGUOUS_TERM'
  | 'UNKNOWN_AREA'
  | 'AMBIGUOUS_AREA'
  | 'NOT_A_PHONE'
  | 'NOT_A_YEAR';

export interface CellFault {
  readonly code: CellFaultCode;
  /** What the words speak of beside the value: a hint, candidates, limits. */
  readonly params?: Readonly<Record<string, string | number>>;
}

export type CellResult = { readonly value: string | number | boolean | null } | { readonly fault: CellFault };

export function fault(code: CellFaultCode, params?: CellFault['params']): { fault: CellFault } {
  return { fault: params === undefined ? { code } : { code, params } };
}
