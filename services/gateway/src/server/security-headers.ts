import type { IncomingMessage } from 'node:http';
import helmet from 'helmet';
import type { Addresses } from './addresses.js';
import type { Door } from './doors.js';

/** What no page of ours asks a browser for. */
const permissions = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb']
  .map((name) => `${name}=()`)
  .join(', ');

const yearSeconds = 365 * 24 * 60 * 60;

/** What an answer that is no page may load and do in a browser: nothing. */
const nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** What the page may load and reach: this server, and where people sign in. Its scripts and styles are files of ours. */
export function policyOfPage(issuer: string | null): string {
  const reached = ["'self'", ...(issuer === null ? [] : [new URL(issuer).origin])].join(' ');
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${reached}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Gives every answer what browsers are to hold it to; a page says afterwards what more it may. */
export function secureHeaders(addresses: Addresses, publicUrl: string | null): Door {
  const secure = helmet({
    contentSecurityPolicy: false,
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
  });
  // Over plain HTTP browsers would ignore it.
  const isByTls = (request: IncomingMessage) => publicUrl?.startsWith('https:') === true || addresses.isByTls(request);
  return (request, response, next) => {
    response.setHeader('content-security-policy', nothing);
    response.setHeader('permissions-policy', permissions);
    // What one asker got is no answer to another, whatever a cache between takes it for.
    if (isOfApi(request)) response.setHeader('vary', 'Authorization');
    if (isByTls(request)) response.setHeader('strict-transport-security', `max-age=${yearSeconds}`);
    secure(request, response, next);
  };
}

/** Where who asks is told by a token. */
function isOfApi({ url = '' }: IncomingMessage): boolean {
  return /^\/graphql(?:[/?]|$)/.test(url);
}
