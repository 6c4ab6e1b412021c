import { OblysError } from '@oblys/domain';

/** The demonstration cannot be loaded into this database as it stands. */
export class DemoRefusedError extends OblysError {
  readonly code = 'DEMO_REFUSED';
}
