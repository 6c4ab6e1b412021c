/** What holds an analyst back from taking the server to themselves. */
export interface AnalystLimits {
  /** How long a statement may run. */
  readonly statementSeconds: number;
  /** How much a statement may write to disk beside its result, as large sorts do. */
  readonly temporaryFileMb: number;
  /** How many sessions a login may have at once. */
  readonly connections: number;
}

/** How long a transaction may stand open with nothing asked, whatever the session sets. */
export const idleInTransactionSeconds = 60;

/**
 * What a session begins with. A superuser alone may lift the limit of files; an analyst may set the others otherwise,
 * so that sessions are watched besides (see endOverrunSessions).
 */
export function settingsOf({ statementSeconds }: AnalystLimits): Readonly<Record<string, string>> {
  return {
    default_transaction_read_only: 'on',
    statement_timeout: `${statementSeconds}s`,
    idle_in_transaction_session_timeout: `${idleInTransactionSeconds}s`,
    idle_session_timeout: '1h',
    lock_timeout: '10s',
    work_mem: '32MB',
    max_parallel_workers_per_gather: '0',
    // Compiling a view of figures takes longer than most questions to it.
    jit: 'off',
    search_path: 'analytics',
    application_name: 'oblys-analyst',
  };
}
