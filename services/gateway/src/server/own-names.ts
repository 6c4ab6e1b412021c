import type { IncomingMessage } from 'node:http';
import { isLoopbackHost } from '@oblys/domain';
import type { Door } from './doors.js';
import { refuseAtDoor } from './doors.js';

/**
 * The names that a gateway of this machine may be asked by. A page of another site may point a name of its own here
 * (DNS rebinding), and is then of one origin with us in the eyes of its browser: it would read what a developer may.
 */
export class OwnNames {
  /** @param others names beside those of the loopback address; null where any will do, since others reach the gateway */
  constructor(private readonly others: ReadonlySet<string> | null) {}

  isAskedByOne({ headers: { host } }: IncomingMessage): boolean {
    if (this.others === null) return true;
    if (host === undefined || !URL.canParse(`http://${host}`)) return false;
    const { hostname } = new URL(`http://${host}`);
    return isLoopbackHost(hostname) || this.others.has(hostname);
  }

  readonly door: Door = (request, response, next) => {
    if (this.isAskedByOne(request)) next();
    else refuseAtDoor(request, response, misdirected);
  };
}

export interface NamedBy {
  readonly host: string;
  /** The address that people type, where a proxy of this machine passes on what they ask. */
  readonly publicUrl: string | null;
  readonly isForDevelopment: boolean;
}

export function ownNamesOf({ host, publicUrl, isForDevelopment }: NamedBy): OwnNames {
  if (!isLoopbackHost(host)) return new OwnNames(null);
  // Where anybody is a developer no proxy lets others in by the name that links are written with.
  const isNamed = publicUrl !== null && !isForDevelopment;
  return new OwnNames(new Set(isNamed ? [new URL(publicUrl).hostname] : []));
}

export const misdirected = {
  status: 421,
  code: 'BAD_REQUEST',
  message:
    'The request asks for another host; this gateway is asked by a name of its own machine, or by OBLYS_PUBLIC_URL.',
};
