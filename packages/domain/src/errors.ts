import type { IsoDate } from './dates.js';

/**
 * An error that users may see: its message names the thing, the value and what follows. The codes that the API shows
 * are documented in schema/errors.md; commands show the message alone.
 */
export abstract class OblysError extends Error {
  abstract readonly code: string;
  /** What programs may want to know beside the code. */
  readonly details?: object;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** A value given from outside that cannot be what it claims to be. */
export class InvalidInputError extends OblysError {
  readonly code = 'INVALID_INPUT';
}

/** Something asked for by its key that is not there. */
export class NotFoundError extends OblysError {
  readonly code = 'NOT_FOUND';
}

/** Figures were asked for as of a day that nothing is known of yet. */
export class AsOfInFutureError extends OblysError {
  readonly code = 'AS_OF_IN_FUTURE';

  constructor(asOf: IsoDate, today: IsoDate) {
    super(`The as-of day ${asOf} has not come; today is ${today}, and figures are known up to it.`);
  }
}

/** A record of a month that its region approved was to be changed, and nobody said why. */
export class PeriodLockedError extends OblysError {
  readonly code = 'PERIOD_LOCKED';
  override readonly details: LockedPeriod;

  constructor(period: LockedPeriod, options?: ErrorOptions) {
    const { topic, branchCode, month, locked } = period;
    const more = locked > 1 ? `, and so are ${locked - 1} more that would change` : '';
    super(
      `${month} of ${topic} of branch ${branchCode} is approved and locked${more}: nothing was written. Give a reason for the change, or have the region reopen the month.`,
      options,
    );
    this.details = period;
  }
}

/** The first of the months that a write met locked. */
export interface LockedPeriod {
  readonly topic: string;
  readonly branchCode: string;
  /** Such as 2025-10. */
  readonly month: string;
  /** How many months of branches the write met. */
  readonly locked: number;
}

/** Told by whoever would listen and by whoever looks first whether it could. */
export class PortTakenError extends OblysError {
  readonly code = 'PORT_TAKEN';

  constructor(port: number, host: string, options?: ErrorOptions) {
    super(
      `Port ${port} on ${host} is taken by another program; stop that one, or set PORT to another number (0 takes any free one).`,
      options,
    );
  }
}
