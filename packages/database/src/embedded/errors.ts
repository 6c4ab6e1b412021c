import { OblysError } from '@oblys/domain';

export type EmbeddedServerErrorCode =
  /** The npm package with the PostgreSQL binaries is not installed for this system, or does not run on it. */
  | 'EMBEDDED_BINARIES_UNUSABLE'
  /** The data folder cannot be made, written or reached by the account that runs the server. */
  | 'DATA_FOLDER_UNUSABLE'
  /** The data folder was made by another major version of PostgreSQL. */
  | 'DATA_FOLDER_VERSION'
  /** Running as root, and there is no account to run PostgreSQL as. */
  | 'SERVER_ACCOUNT_MISSING'
  /** PostgreSQL could not be set up, started or stopped. */
  | 'EMBEDDED_SERVER_FAILED';

/** What keeps the embedded server from running, and what can be done about it. */
export class EmbeddedServerError extends OblysError {
  constructor(
    readonly code: EmbeddedServerErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export function errnoOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | null)?.code;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
