import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { AuditOrigin } from '@oblys/database';
import type { Addresses } from '../server/addresses.js';

const longest = 300;

/** From where requests come, as the audit has it. */
export class Origins {
  private readonly known = new WeakMap<IncomingMessage, AuditOrigin>();

  constructor(private readonly addresses: Addresses) {}

  /** The same for all that a request does. */
  of(request: IncomingMessage): AuditOrigin {
    const origin = this.known.get(request) ?? this.read(request);
    this.known.set(request, origin);
    return origin;
  }

  private read(request: IncomingMessage): AuditOrigin {
    const { 'user-agent': userAgent, 'x-forwarded-for': forwarded, 'x-request-id': requestId } = request.headers;
    const address = this.addresses.addressOf(request);
    const forwardedFor = forwarded === undefined ? undefined : String(forwarded);
    return {
      ...(address !== null && { address }),
      ...(forwardedFor !== undefined && { forwardedFor: shown(forwardedFor) }),
      ...(userAgent !== undefined && { userAgent: shown(userAgent) }),
      requestId: typeof requestId === 'string' && /^[\w.:-]{1,100}$/.test(requestId) ? requestId : randomUUID(),
    };
  }
}

/** Headers come as bytes of anybody. */
function shown(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, longest);
}
