import { OblysError } from '@oblys/domain';

/** Personal data cannot be read or written: there is no master key, or not the one that its keys are wrapped by. */
export class MasterKeyError extends OblysError {
  readonly code = 'MASTER_KEY';
}

/** Bytes that are no sealed data of what they are said to be: they were changed, or lie in another's place. */
export class SealError extends OblysError {
  readonly code = 'SEAL_BROKEN';
}
