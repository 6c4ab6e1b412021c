const MASK = '***';
const SECRET_PARAMETER = /pass|secret|token/i;

/** Whether a text can be a PostgreSQL connection URL; every part must decode, as the driver will decode it. */
export function isDatabaseUrl(value: string): boolean {
  return isUrlOf(value, ['postgres:', 'postgresql:']);
}

/** Whether a text is a URL of one of these protocols, each part of which decodes. */
export function isUrlOf(value: string, protocols: readonly string[]): boolean {
  if (!/^[a-z]+:\/\//i.test(value) || !URL.canParse(value) || !protocols.includes(new URL(value).protocol))
    return false;
  try {
    const { username, password, pathname } = new URL(value);
    [username, password, pathname].forEach(decodeURIComponent);
    return true;
  } catch {
    return false; // a percent sign that encodes nothing
  }
}

/**
 * A connection URL that may be printed: its password and every secret parameter are masked.
 * Of a text that is no URL only so much is kept as cannot hold a password.
 */
export function redactUrl(value: string): string {
  if (!URL.canParse(value)) return redactUnparsable(value);
  const url = new URL(value);
  if (url.password !== '') url.password = MASK;
  for (const name of [...url.searchParams.keys()]) {
    if (SECRET_PARAMETER.test(name)) url.searchParams.set(name, MASK);
  }
  return url.href;
}

function redactUnparsable(value: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(value)?.[0];
  // A text like `host=… password=…` or a bare password: no part of it is safe to show.
  if (scheme === undefined) return `${MASK} (hidden, it may hold a password)`;
  const rest = value.slice(scheme.length);
  const at = rest.lastIndexOf('@');
  const host = (at === -1 ? rest : rest.slice(at + 1)).split('?')[0] ?? '';
  return at === -1 ? `${scheme}${host}` : `${scheme}${MASK}@${host}`;
}
