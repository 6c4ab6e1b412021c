import { OblysError } from '@oblys/domain';

export class RecordsChangedError extends OblysError {
  readonly code = 'CONFLICT';

  constructor(kind: string, count: number) {
    super(
      `${count} ${count === 1 ? 'record' : 'records'} of ${kind} were changed by somebody else meanwhile; nothing was written. Import the file again.`,
    );
  }
}

export class ImportUndoneError extends OblysError {
  readonly code = 'IMPORT_UNDONE';

  constructor(importId: string, undoneAt: Date) {
    super(`Import ${importId} was undone already, at ${undoneAt.toISOString()}.`);
  }
}

/** Later changes stand on what an import wrote. */
export class ImportBuiltOnError extends OblysError {
  readonly code = 'IMPORT_BUILT_ON';

  constructor(importId: string, reasons: readonly string[]) {
    super(`Import ${importId} cannot be undone, and nothing was changed: ${reasons.join('; ')}.`);
  }
}
