import { OblysError } from '@oblys/domain';

/** A submission is in a state that what was asked for does not fit. */
export class SubmissionStateError extends OblysError {
  readonly code = 'SUBMISSION_STATE';
}

/** Somebody else changed the submission since it was read. */
export class SubmissionConflictError extends OblysError {
  readonly code = 'CONFLICT';
  override readonly details: { readonly expectedVersion: number; readonly currentVersion: number };

  constructor(name: string, expectedVersion: number, currentVersion: number) {
    super(
      `${name} was expected at version ${expectedVersion} and is at version ${currentVersion}; read it again, and decide on what it is now.`,
    );
    this.details = { expectedVersion, currentVersion };
  }
}

/** Who asks may see the submission and not decide on it. */
export class SubmissionNotAllowedError extends OblysError {
  readonly code = 'NOT_ALLOWED';
}

/** A month can be neither submitted nor approved while records of its topic are being written. */
export class RecordsBeingWrittenError extends OblysError {
  readonly code = 'RECORDS_BEING_WRITTEN';

  constructor(topics: readonly string[], options?: ErrorOptions) {
    super(
      `Records of ${topics.join(', ')} are being written, and nothing of it is submitted or approved meanwhile. Try again when that is done.`,
      options,
    );
  }
}
