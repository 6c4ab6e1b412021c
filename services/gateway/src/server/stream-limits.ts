import type { IncomingMessage } from 'node:http';
import type { OtherOrigins } from './other-origins.js';

/** Operations at once on one WebSocket. */
export const mostOperationsPerSocket = 50;

/** Connections that are kept open, WebSockets and streams of events together. */
export const mostConnections = 1_000;

/** A larger message is a mistake or an attack, as is a larger body. */
export const messageLimitBytes = 1024 * 1024;

/** How often a connection is looked after; one that has not taken what it was sent by then is ended. */
export const heartbeatMs = 12_000;

/**
 * Whether a page of another site asks: browsers send WebSockets and event sources anywhere without asking first, and
 * say where the page is from. Programs say nothing.
 * @param others whose pages count as our own; none unless given
 */
export function isFromElsewhere(request: IncomingMessage, others?: OtherOrigins): boolean {
  if (others?.has(request) === true) return false;
  const { origin, host, 'sec-fetch-site': site } = request.headers;
  // What a page shows as a picture or a script comes without an origin, and tells only how its site stands to this one.
  if (origin === undefined) return site === 'cross-site' || site === 'same-site';
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

export const tooManyConnections = {
  code: 'TOO_MANY_CONNECTIONS',
  message: 'As many WebSockets and streams of events are open as this gateway keeps; come back later.',
};

export const fromElsewhere = {
  code: 'BAD_REQUEST',
  message:
    'The request comes from a page of another site; only pages of this one, and of OBLYS_CORS_ORIGINS, may subscribe.',
};
