import type { IncomingMessage } from 'node:http';
import { UnauthenticatedError, type SignIn, type Viewer } from '@oblys/access';
import type { RequestHandler } from 'express';
import type { Origins } from '../audit/origin.js';
import type { SignInTrail } from '../audit/sign-in-trail.js';
import type { Addresses } from './addresses.js';
import type { BadTokens } from './bad-tokens.js';

/** Tells who a request comes from, once for each, by what it shows of its sender. */
export class Viewers {
  private readonly known = new WeakMap<IncomingMessage, Promise<Viewer>>();

  /** @param signIn or who every request comes from */
  constructor(
    private readonly signIn: SignIn | Viewer,
    private readonly addresses: Addresses,
    private readonly badTokens: BadTokens,
    private readonly trail: SignInTrail,
    private readonly origins: Origins,
  ) {}

  /**
   * @throws {UnauthenticatedError} when the request shows something that is not good
   * @throws {RateLimitedError} when too much of that came from its address
   * @throws {SignInUnavailableError} when nobody can tell whether it is
   */
  of(request: IncomingMessage): Promise<Viewer> {
    const known = this.known.get(request) ?? this.shownBy(request, request.headers.authorization);
    this.known.set(request, known);
    return known;
  }

  /**
   * What is shown for the first time, by a header or by what stands for it; the audit is told of who signs in so, and of
   * what is refused.
   * @throws as `of` does
   */
  async shownBy(request: IncomingMessage, authorization: string | undefined): Promise<Viewer> {
    if (authorization === undefined) return this.admitted(request, authorization);
    const network = this.addresses.networkOf(request);
    await this.badTokens.assertMayShow(network);
    try {
      return await this.admitted(request, authorization);
    } catch (error) {
      if (error instanceof UnauthenticatedError && !error.isProven) await this.badTokens.note(network);
      throw error;
    } finally {
      // Of what was on its way when the address began to wait nobody hears whether it was good either.
      await this.badTokens.assertMayShow(network);
    }
  }

  private async admitted(request: IncomingMessage, authorization: string | undefined): Promise<Viewer> {
    const origin = this.origins.of(request);
    try {
      const viewer = await this.authenticate(authorization);
      await this.trail.signedIn(viewer, origin);
      return viewer;
    } catch (error) {
      if (error instanceof UnauthenticatedError) await this.trail.refused(error.message, origin);
      throw error;
    }
  }

  /** Asked again of what stays open: whether it is still good. */
  authenticate(authorization: string | undefined): Promise<Viewer> {
    const { signIn } = this;
    return 'authenticate' in signIn ? signIn.authenticate(authorization) : Promise.resolve(signIn);
  }

  /** Lets nothing further that shows something which is not good, and reads no body of it. */
  readonly admit: RequestHandler = (request, _response, next) => {
    this.of(request).then(() => next(), next);
  };
}
