import type { IncomingMessage } from 'node:http';
import cors from 'cors';
import type { Door } from './doors.js';

/** Where programs ask; pages, sign-in and what is told of the gateway itself are for its own origin. */
const apiPaths = /^\/(?:graphql(?:\/stream)?|imports|evidence(?:\/[^/]*)?)(?:\?|$)/;

/** For how long a browser need not ask again whether it may. */
const preflightSeconds = 600;

/** Lets pages of named origins ask and read: browsers keep what they get from all others. */
export class OtherOrigins {
  private readonly named: ReadonlySet<string>;
  private readonly allow = cors({
    origin: true,
    methods: ['GET', 'POST'],
    allowedHeaders: ['authorization', 'content-type', 'apollo-require-preflight', 'if-none-match', 'x-request-id'],
    exposedHeaders: ['etag', 'oblys-cost', 'retry-after', 'www-authenticate', 'content-disposition'],
    // Whoever asks shows a token; there are no cookies to send.
    credentials: false,
    maxAge: preflightSeconds,
    preflightContinue: true,
  });

  /** @param origins as browsers write them */
  constructor(origins: readonly string[]) {
    this.named = new Set(origins);
  }

  has({ headers: { origin } }: IncomingMessage): boolean {
    return origin !== undefined && this.named.has(origin);
  }

  /** Before anything is refused, so that such a page reads why. */
  readonly door: Door = (request, response, next) => {
    if (this.named.size === 0 || !apiPaths.test(request.url ?? '')) return next();
    response.appendHeader('vary', 'Origin');
    if (this.has(request)) this.allow(request, response, next);
    else next();
  };

  /** Answers browsers that ask whether they may, once that is counted. */
  readonly preflights: Door = (request, response, next) => {
    if (request.method !== 'OPTIONS' || !response.hasHeader('access-control-allow-methods')) return next();
    request.resume();
    response.writeHead(204, { 'content-length': 0 }).end();
  };
}
