import type { SignIn, Viewer } from '@oblys/access';
import { isLoopbackHost, OblysError } from '@oblys/domain';
import type { SignInPage } from './sign-in-settings.js';

/** Others would reach a gateway that takes whoever asks for a developer. */
export class PublicAddressError extends OblysError {
  readonly code = 'PUBLIC_ADDRESS';

  constructor(host: string) {
    super(
      `A gateway where anybody is a developer, or signs in as one, must not listen on ${host}, which others reach: name a provider (OBLYS_OIDC_ISSUER), set NODE_ENV to production, or listen on 127.0.0.1.`,
    );
  }
}

/** Whoever composes a gateway may forget what settings are checked for. @throws {PublicAddressError} */
export function assertNotOpenTo(host: string, signIn: SignIn | Viewer, page: SignInPage): void {
  if (!isLoopbackHost(host) && isForDevelopment(signIn, page)) throw new PublicAddressError(host);
}

/** Whether anybody is, or may sign in as, more than the public. */
export function isForDevelopment(signIn: SignIn | Viewer, { development }: SignInPage): boolean {
  const isOpen = 'authenticate' in signIn ? signIn.isForDevelopment : signIn.role !== 'PUBLIC';
  return isOpen || development !== null;
}
