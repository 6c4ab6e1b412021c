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
