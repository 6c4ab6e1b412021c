import type { FindingState } from '@oblys/database';
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

/** A rule of data quality could not be checked, so that nothing was. */
export class QualityRuleError extends OblysError {
  readonly code = 'QUALITY_RULE_FAILED';

  constructor(rule: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`Rule ${rule} could not be checked: ${reason}. All findings stay as they were.`, { cause });
  }
}

/** A finding is in a state that the answer given to it does not fit. */
export class FindingStateError extends OblysError {
  readonly code = 'FINDING_STATE';

  constructor(id: string, state: FindingState, verb: string) {
    const hint = state === 'RESOLVED' ? ' Reopen it first.' : '';
    super(`Finding ${id} is ${state} and cannot be ${verb}.${hint}`);
  }
}

/** A check of data quality holds the findings, which nobody answers meanwhile. */
export class CheckUnderWayError extends OblysError {
  readonly code = 'CHECK_UNDER_WAY';

  constructor(options?: ErrorOptions) {
    super('The records are being checked, and findings take no answers meanwhile. Try again when it is done.', options);
  }
}
