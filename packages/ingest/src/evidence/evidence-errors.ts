import { OblysError } from '@oblys/domain';

/** The file is none that may be kept; the message says why. */
export class EvidenceRefusedError extends OblysError {
  readonly code = 'EVIDENCE_REFUSED';
}

export class EvidenceTooLargeError extends OblysError {
  readonly code = 'PAYLOAD_TOO_LARGE';

  constructor(mostBytes: number) {
    super(`The file is larger than ${mostBytes} bytes, the most that is taken.`);
  }
}

/** The record has as many files as it may, or the same file is being added to it at this moment. */
export class EvidenceConflictError extends OblysError {
  readonly code = 'EVIDENCE_CONFLICT';
}

/** The store outside of the database does not answer, or refuses; its own words are in the message. */
export class EvidenceStoreError extends OblysError {
  readonly code = 'EVIDENCE_STORE_UNAVAILABLE';

  constructor(what: string, options?: ErrorOptions) {
    super(`The store of evidence files failed: ${what}. Nothing was kept or given; try again later.`, options);
  }
}
