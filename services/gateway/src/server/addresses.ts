import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';
import proxyAddress from 'proxy-addr';

/** Tells where requests come from, through the proxies that are known to say it truly. */
export class Addresses {
  private readonly known = new WeakMap<IncomingMessage, string>();
  private readonly isTrusted: (address: string, distance: number) => boolean;

  /** @param proxies addresses and ranges of them, such as 10.0.0.0/8; what any other sender says of itself is ignored */
  constructor(proxies: readonly string[]) {
    this.isTrusted = proxies.length === 0 ? () => false : proxyAddress.compile([...proxies]);
  }

  /**
   * What is counted as one caller: an address of IPv4, or the /64 that one of IPv6 lies in, since that is what a
   * household or a rented machine has to itself.
   */
  networkOf(request: IncomingMessage): string {
    const known = this.known.get(request) ?? networkOf(proxyAddress(request, this.isTrusted));
    this.known.set(request, known);
    return known;
  }

  /** Who asks, as far as proxies that are trusted tell it; null where that is no address, or the connection is gone. */
  addressOf(request: IncomingMessage): string | null {
    const address = proxyAddress(request, this.isTrusted) as string | undefined;
    return address !== undefined && ipaddr.isValid(address) ? ipaddr.process(address).toString() : null;
  }

  /** Whether the caller came by TLS, which ended at a proxy that is trusted. */
  isByTls({ socket, headers }: IncomingMessage): boolean {
    const { remoteAddress = '' } = socket;
    const [protocol] = String(headers['x-forwarded-proto'] ?? '').split(',');
    return this.isTrusted(remoteAddress, 0) && protocol?.trim().toLowerCase() === 'https';
  }
}

export function networkOf(address: string | undefined): string {
  // A connection that is gone has none.
  if (address === undefined || !ipaddr.isValid(address)) return 'unknown';
  const found = ipaddr.process(address);
  if (!('parts' in found)) return found.toString();
  return `${found.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}
