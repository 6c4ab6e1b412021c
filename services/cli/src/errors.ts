import { OblysError } from '@oblys/domain';

export class DatabaseNotMigratedError extends OblysError {
  readonly code = 'DATABASE_NOT_MIGRATED';

  constructor() {
    super('The database lacks tables of this version. Run `oblys migrate` (or `oblys start`), then the command again.');
  }
}

export class PortForbiddenError extends OblysError {
  readonly code = 'PORT_FORBIDDEN';

  constructor(port: number) {
    super(`This user may not listen on port ${port}. Choose one above 1023, such as PORT=4000.`);
  }
}

export class DifferencesFoundError extends OblysError {
  readonly code = 'DIFFERENCES_FOUND';

  constructor(differences: number) {
    super(
      `${differences} stored ${differences === 1 ? 'row differs' : 'rows differ'} from what the records say. ` +
        'Build them anew with: oblys verify --repair.',
    );
  }
}

export class AuditBrokenError extends OblysError {
  readonly code = 'AUDIT_BROKEN';

  constructor(faults: number) {
    super(`The audit is not as it was sealed: ${faults} ${faults === 1 ? 'fault' : 'faults'}, told above.`);
  }
}

export class JobRunsFailedError extends OblysError {
  readonly code = 'JOB_RUNS_FAILED';

  constructor(what: string, runId: string, others: number) {
    const more = others === 0 ? '' : `, and ${others} more did not succeed`;
    super(`${what}${more}. All of it: oblys runs ${runId}`);
  }
}

/** Asked to stop while it waited for runs that others work on. */
export class WaitStoppedError extends OblysError {
  readonly code = 'WAIT_STOPPED';

  constructor(runIds: readonly string[]) {
    const [first = ''] = runIds;
    super(
      runIds.length === 1
        ? `Stopped waiting; the run goes on. See what becomes of it: oblys runs --follow ${first}`
        : `Stopped waiting; the ${runIds.length} runs go on. See what becomes of them: oblys runs --follow`,
    );
  }
}

/** Told beside what the import would have done. */
export class ImportRefusedError extends OblysError {
  readonly code = 'IMPORT_REFUSED';

  constructor(reasons: readonly string[], ways: readonly string[]) {
    super(`Nothing was written: ${reasons.join(', and ')}. ${ways.join(' ')}`);
  }
}

/** Told beside the faults of its rows. */
export class FileRefusedError extends OblysError {
  readonly code = 'FILE_REFUSED';
}

/** Told beside what was decided on, and why the others were not. */
export class SubmissionsRefusedError extends OblysError {
  readonly code = 'SUBMISSIONS_REFUSED';

  constructor(count: number, verb: string) {
    super(`${count === 1 ? 'A submission was' : `${count} submissions were`} not ${verb}; the reasons are above.`);
  }
}

export class NothingToDecideError extends OblysError {
  readonly code = 'NOTHING_TO_DECIDE';

  constructor(areaCode: string, month: string, verb: string) {
    super(
      `Nothing of ${areaCode} for ${month.slice(0, 'YYYY-MM'.length)} can be ${verb}: oblys submissions shows how it stands.`,
    );
  }
}
