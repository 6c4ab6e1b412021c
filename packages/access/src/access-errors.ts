import { OblysError } from '@oblys/domain';

/** Who asks showed a token that is not good, or none where one is needed. The message says which and no more. */
export class UnauthenticatedError extends OblysError {
  readonly code = 'UNAUTHENTICATED';
  /** Whether it was given out once, since its signature or its secret is right: nobody guesses that. */
  readonly isProven: boolean;

  constructor(message: string, { isProven = false, ...options }: ErrorOptions & { isProven?: boolean } = {}) {
    super(message, options);
    this.isProven = isProven;
  }
}

/** Who asks is known, and may not ask this at all. */
export class ForbiddenError extends OblysError {
  readonly code = 'FORBIDDEN';
}

/** The provider cannot be asked for its keys, so nobody can tell whether a token of it is good. */
export class SignInUnavailableError extends OblysError {
  readonly code = 'SIGN_IN_UNAVAILABLE';

  constructor(issuer: string, reason: string, options?: ErrorOptions) {
    super(`The sign-in provider ${issuer} cannot be reached (${reason}); try again in a moment.`, options);
  }
}

/** Who asks may not do it; the message says what, and shows nothing of what is there. */
export class NotAllowedError extends OblysError {
  readonly code = 'NOT_ALLOWED';
}
