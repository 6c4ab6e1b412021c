/** SQLSTATEs of a broken connection, and of a server that stops, crashes or starts. */
const sqlStates = /^(08...|57P0[1-5])$/;

/** Codes by which the system and Node.js tell of a connection, or a stream over one, that is broken. */
const systemCodes =
  /^(ECONN.*|EPIPE|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|ERR_STREAM_(DESTROYED|PREMATURE_CLOSE|WRITE_AFTER_END)|ERR_SOCKET_CLOSED)$/;

/** What the driver says of a connection without a code. */
const driverWords =
  /connection terminated|connection ended|connection error|not queryable|server closed the connection/i;

/** True where work failed because the server went away, which may be told by what caused the error rather than by itself. */
export function isDatabaseGone(error: unknown): boolean {
  for (const each of withCauses(error)) {
    const { code } = each as Error & { code?: unknown };
    if (typeof code === 'string' && (sqlStates.test(code) || systemCodes.test(code))) return true;
    if (driverWords.test(each.message)) return true;
  }
  return false;
}

/** The error, what caused it and what it gathers; each once, for causes may go round in a circle. */
function withCauses(error: unknown): Set<Error> {
  const found = new Set<Error>();
  const add = (each: unknown): void => {
    if (!(each instanceof Error) || found.has(each)) return;
    found.add(each);
    add(each.cause);
    if (each instanceof AggregateError) each.errors.forEach(add);
  };
  add(error);
  return found;
}
