import { isLoopbackHost } from '@oblys/domain';

const example = 'https://app.example.kz';

/**
 * Why a text names no origin that may be let in, as what is expected of it; null where it does. It has to be as a browser
 * writes it in the header Origin, since it is compared letter by letter.
 * @param isProduction where what comes without TLS, and may be another's on the way, is let in from this machine alone
 */
export function findOriginFault(text: string, isProduction: boolean): string | null {
  if (text.includes('*')) return `each origin in full, such as ${example}: none may stand for others`;
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return `origins such as ${example}, with commas between`;
  const { origin, protocol, hostname } = new URL(text);
  if (origin !== text) return `an origin as browsers write it, with no path and no more: ${origin}`;
  if (isProduction && protocol === 'http:' && !isLoopbackHost(hostname)) {
    return `https, as NODE_ENV is production and ${hostname} is not this machine`;
  }
  return null;
}
