import type { IncomingMessage } from 'node:http';
import { UnauthenticatedError, type SignIn, type Viewer } from '@oblys/access';
import type { RequestHandler } from 'express';
import { originOf } from '../audit/origin.js';
import type { SignInTrail } from '../audit/sign-in-trail.js';

/** Tells who a request comes from, once for each, by what it shows of its sender. */
export class Viewers {
  private readonly known = new WeakMap<IncomingMessage, Promise<Viewer>>();

  /** @param signIn or who every request comes from */
  constructor(
    private readonly signIn: SignIn | Viewer,
    private readonly trail: SignInTrail,
  ) {}

  /**
   * @throws {UnauthenticatedError} when the request shows something that is not good
   * @throws {SignInUnavailableError} when nobody can tell whether it is
   */
  of(request: IncomingMessage): Promise<Viewer> {
    const known = this.known.get(request) ?? this.admitBy(request, request.headers.authorization);
    this.known.set(request, known);
    return known;
  }

  /** Who comes with a request and shows this; the audit is told of who signs in so, and of what is refused. */
  async admitBy(request: IncomingMessage, authorization: string | undefined): Promise<Viewer> {
    const origin = originOf(request);
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
