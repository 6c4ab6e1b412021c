import { hostname, userInfo } from 'node:os';
import type { AuditActor } from '@oblys/database';

/** Who asks, as far as this machine knows. */
export function requester(): string {
  return `${userName()} at ${hostname()}`;
}

/** Who runs a command, for the audit. */
export function commandActor(command: string): AuditActor {
  return { by: 'COMMAND', name: requester(), origin: { command, user: userName(), host: hostname() } };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // The account has no name on this machine, as in some containers.
    return 'somebody';
  }
}
