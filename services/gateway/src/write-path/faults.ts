import { InvalidInputError, OblysError } from '@oblys/domain';
import type { RuleCode } from '../graph/record-rules.js';

/** What is wrong with one field of an input; the codes are explained in schema/errors.md. */
export type FaultCode =
  | RuleCode
  | 'REQUIRED'
  | 'EMPTY'
  | 'TOO_LONG'
  | 'NOT_TEXT'
  | 'TOO_PRECISE'
  | 'INVALID_ID'
  | 'UNKNOWN'
  | 'NOT_PLACED'
  | 'OUT_OF_SCOPE'
  | 'OTHER_REGION'
  | 'NOT_UNIQUE'
  | 'STILL_NAMED'
  | 'REFUSED';

export interface Fault {
  /** From the argument on, such as ["input", "dueOn"]. */
  readonly path: readonly string[];
  readonly code: FaultCode;
  readonly message: string;
}

/** Every fault of an input at once. */
export class FaultyInputError extends InvalidInputError {
  override readonly details: { readonly faults: readonly Fault[] };

  constructor(name: string, faults: readonly Fault[], options?: ErrorOptions) {
    const listed = faults.map(({ path, message }) => `${path.join('.')}: ${message}`).join(' ');
    super(
      `The input of ${name} has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}. ${listed}`,
      options,
    );
    this.details = { faults };
  }
}

/** Somebody else changed the record since it was read. */
export class VersionConflictError extends OblysError {
  readonly code = 'CONFLICT';
  override readonly details: { readonly expectedVersion: number; readonly currentVersion: number };

  constructor(name: string, expectedVersion: number, currentVersion: number) {
    super(
      `The ${name} was expected at version ${expectedVersion} and is at version ${currentVersion}; read it again, and write on what it is now.`,
    );
    this.details = { expectedVersion, currentVersion };
  }
}

export class IdempotencyConflictError extends OblysError {
  readonly code = 'IDEMPOTENCY_CONFLICT';

  constructor(operation: string) {
    super(
      `The idempotency key was used for another write than this ${operation}: each write takes a key of its own, and a repeat the same input.`,
    );
  }
}
