import { InvalidInputError } from '@oblys/domain';

/** A value that a file cannot hold as it is. Nothing is ever cut or rounded to fit: the file is not written. */
export class UnwritableValueError extends InvalidInputError {
  override readonly details: { readonly row: number; readonly column: string };

  /** @param row counted from 1, headings left out */
  constructor(row: number, column: string, why: string) {
    super(`Row ${row}, column "${column}": ${why} No file was written.`);
    this.details = { row, column };
  }
}
