import { OblysError } from '@oblys/domain';
import type { Finding } from './findings.js';

/** A refresh was asked for while another one runs: two never run at once. */
export class RefreshUnderWayError extends OblysError {
  readonly code = 'REFRESH_UNDER_WAY';
}

/** The figures of a build contradict the records or themselves, so the build was not made current. */
export class CheckFailedError extends OblysError {
  readonly code = 'CHECK_FAILED';

  constructor(
    message: string,
    /** The rows that fail, as many as are named. */
    readonly findings: readonly Finding[] = [],
  ) {
    super(message);
  }
}

/** Changes of records leave no marks, so that a build of what changed would be wrong. */
export class CaptureOffError extends OblysError {
  readonly code = 'CAPTURE_OFF';
}
