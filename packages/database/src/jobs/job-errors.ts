import { OblysError } from '@oblys/domain';

/** A run of a job cannot be asked for, ended or tried again as it stands. */
export class JobRunStateError extends OblysError {
  readonly code = 'JOB_RUN_STATE';
}

/** The run is another worker's by now, or was ended: what the attempt did must not take effect. */
export class LeaseLostError extends OblysError {
  readonly code = 'LEASE_LOST';
}
