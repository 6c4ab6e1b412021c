import { OblysError } from '@oblys/domain';

/** Something stands on what an edition of the classifier changed. */
export class EditionBuiltOnError extends OblysError {
  readonly code = 'EDITION_BUILT_ON';

  constructor(name: string, reason: string, options?: ErrorOptions) {
    super(`The edition "${name}" cannot be undone, and nothing was changed: ${reason}.`, options);
  }
}
