import { InvalidInputError, type Locale } from '@oblys/domain';
import { fileFaultWords } from './file-fault-words.js';

export type FileFaultCode =
  | 'UNREADABLE'
  | 'EMPTY_FILE'
  | 'NOT_A_TABLE'
  | 'OLD_EXCEL'
  | 'ENCRYPTED'
  | 'TRUNCATED'
  | 'ZIP_BOMB'
  | 'BROKEN_XML'
  | 'BROKEN_CSV'
  | 'NO_SUCH_SHEET'
  | 'EMPTY_HEADING'
  | 'DUPLICATE_HEADINGS'
  | 'TOO_MANY_COLUMNS'
  | 'CELL_TOO_LONG';

export type FileFaultParams = Readonly<Record<string, string | number>>;

/** A file that is no table that can be read. */
export class FileFault extends InvalidInputError {
  override readonly details: { readonly fault: FileFaultCode } & FileFaultParams;

  constructor(
    readonly fault: FileFaultCode,
    readonly params: FileFaultParams = {},
    options?: ErrorOptions,
  ) {
    super(fileFaultWords.EN[fault](params), options);
    this.details = { fault, ...params };
  }

  /** What is wrong with the file and what to do, in one sentence or two. */
  describe(locale: Locale): string {
    return fileFaultWords[locale][this.fault](this.params);
  }
}
