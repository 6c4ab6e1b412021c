import { OblysError } from '@oblys/domain';

/** One setting that cannot be used. `shown` is its value, passwords already taken out. */
export interface ConfigFault {
  readonly setting: string;
  readonly shown: string;
  readonly expected: string;
}

/** Everything that is wrong with the environment, told at once. */
export class ConfigError extends OblysError {
  readonly code = 'CONFIG_INVALID';

  constructor(readonly faults: readonly ConfigFault[]) {
    super(faults.map(({ setting, shown, expected }) => `${setting} is ${shown}; expected ${expected}.`).join('\n'));
  }
}
