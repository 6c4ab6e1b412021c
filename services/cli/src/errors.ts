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
