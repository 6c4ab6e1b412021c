import { OblysError, type IsoDate } from '@oblys/domain';
import { abbreviate } from './abbreviate.js';

export class InvalidNodeIdError extends OblysError {
  readonly code = 'INVALID_NODE_ID';

  constructor(id: string) {
    super(`"${abbreviate(id)}" is no global id that this API gave; take the \`id\` of an object as it came.`);
  }
}

export class AsOfInFutureError extends OblysError {
  readonly code = 'AS_OF_IN_FUTURE';

  constructor(asOf: IsoDate, today: IsoDate) {
    super(`The as-of day ${asOf} has not come; today is ${today}, and figures are known up to it.`);
  }
}

export class QueryTooComplexError extends OblysError {
  readonly code = 'QUERY_TOO_COMPLEX';

  constructor(options?: ErrorOptions) {
    super(
      'The question asks for more at once than can be answered in time; ask for fewer fields, rows or levels.',
      options,
    );
  }
}

export class PortTakenError extends OblysError {
  readonly code = 'PORT_TAKEN';

  constructor(port: number, host: string, options?: ErrorOptions) {
    super(
      `Port ${port} on ${host} is taken by another program; stop that one, or set PORT to another number (0 takes any free one).`,
      options,
    );
  }
}
