import type { Limits } from '@oblys/config';
import { OblysError } from '@oblys/domain';
import { abbreviate } from './abbreviate.js';

export class InvalidNodeIdError extends OblysError {
  readonly code = 'INVALID_NODE_ID';

  constructor(id: string) {
    super(`"${abbreviate(id)}" is no global id that this API gave; take the \`id\` of an object as it came.`);
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

/** A request that asks for more than a setting allows; `what` says what was counted. */
export class LimitExceededError extends OblysError {
  readonly code = 'LIMIT_EXCEEDED';

  /** @param measured what was counted; where `isWhole` is false, counting stopped there */
  constructor(
    readonly limit: keyof Limits,
    readonly most: number,
    readonly measured: number,
    what: string,
    isWhole = false,
  ) {
    super(`The request has ${isWhole ? '' : 'at least '}${measured} ${what}; ${most} are the most.`);
  }
}

/** A caller has asked for as much as they may, for now. */
export class RateLimitedError extends OblysError {
  readonly code = 'RATE_LIMITED';
  override readonly details: { readonly retryAfterSeconds: number };

  /** @param why in words that go before how long it takes */
  constructor(waitMs: number, why = 'As much was asked for as one caller may for now') {
    const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
    super(`${why}; go on in ${retryAfterSeconds} s.`);
    this.details = { retryAfterSeconds };
  }

  /** What HTTP tells it by, with status 429. */
  get headers(): Readonly<Record<string, string>> {
    return { 'retry-after': String(this.details.retryAfterSeconds) };
  }
}

/** No GraphQL over HTTP. */
export class UnreadableRequestError extends OblysError {
  readonly code = 'BAD_REQUEST';
}

export class DocumentNotTrustedError extends OblysError {
  readonly code = 'DOCUMENT_NOT_TRUSTED';

  constructor(named: string | null) {
    super(
      named === null
        ? 'Only documents of the manifest are run here, and this one is not in it; add it to schema/operations.'
        : `The manifest of trusted documents has none of the id "${abbreviate(named)}".`,
    );
  }
}

/** The manifest cannot be read, or is not what it says. */
export class TrustedDocumentsError extends OblysError {
  readonly code = 'TRUSTED_DOCUMENTS_UNUSABLE';

  constructor(file: string, fault: string, options?: ErrorOptions) {
    super(`The manifest of trusted documents, ${file}, ${fault}; \`pnpm run codegen\` writes it anew.`, options);
  }
}

/** Nobody reads it: the client went away. */
export class ClientGoneError extends OblysError {
  readonly code = 'CLIENT_GONE';

  constructor() {
    super('The client went away before its answer was ready.');
  }
}
