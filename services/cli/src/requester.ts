import { hostname, userInfo } from 'node:os';

/** Who asks, as far as this machine knows. */
export function requester(): string {
  return `${userName()} at ${hostname()}`;
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // The account has no name on this machine, as in some containers.
    return 'somebody';
  }
}
