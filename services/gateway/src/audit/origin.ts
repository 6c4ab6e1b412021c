import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { AuditOrigin } from '@oblys/database';

const known = new WeakMap<IncomingMessage, AuditOrigin>();
const longest = 300;

/** From where a request comes, as the audit has it; the same for all that it does. */
export function originOf(request: IncomingMessage): AuditOrigin {
  const origin = known.get(request) ?? readOrigin(request);
  known.set(request, origin);
  return origin;
}

/** The address is that of who is connected; for whom a proxy says that it asks, nobody vouches. */
function readOrigin({ headers, socket }: IncomingMessage): AuditOrigin {
  const { 'user-agent': userAgent, 'x-forwarded-for': forwarded, 'x-request-id': requestId } = headers;
  const address = socket.remoteAddress?.replace(/^::ffff:/, '');
  const forwardedFor = forwarded === undefined ? undefined : String(forwarded);
  return {
    ...(address !== undefined && { address }),
    ...(forwardedFor !== undefined && { forwardedFor: shown(forwardedFor) }),
    ...(userAgent !== undefined && { userAgent: shown(userAgent) }),
    requestId: typeof requestId === 'string' && /^[\w.:-]{1,100}$/.test(requestId) ? requestId : randomUUID(),
  };
}

/** Headers come as bytes of anybody. */
function shown(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, longest);
}
