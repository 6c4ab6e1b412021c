import { OblysError, type IsoDate } from '@oblys/domain';

export class InvalidNodeIdError extends OblysError {
  readonly code = 'INVALID_NODE_ID';

  constructor(id: string) {
    super(`"${id}" is no global id that this API gave; take the \`id\` of an object as it came.`);
  }
}

export class AsOfInFutureError extends OblysError {
  readonly code = 'AS_OF_IN_FUTURE';

  constructor(asOf: IsoDate, today: IsoDate) {
    super(`The as-of day ${asOf} has not come; today is ${today}, and figures are known up to it.`);
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
