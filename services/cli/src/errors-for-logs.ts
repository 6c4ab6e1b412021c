import { types } from 'node:util';

/** Names of things of ours and of states, never what a row or a request holds. */
const keptFields = ['code', 'severity', 'schema', 'table', 'column', 'constraint', 'routine', 'syscall', 'status'];

const deepest = 5;

/**
 * What a log may hold of an error: where it happened and by which rule. PostgreSQL tells in its detail of the row that
 * it refused, and libraries hang requests on their errors with all headers: whatever is not known to be safe is left out.
 */
export function errorForLog(error: unknown, depth = 0): unknown {
  if (!types.isNativeError(error)) return error;
  const fields = error as Error & Record<string, unknown>;
  const type = error.constructor.name;
  const message = messageForLog(error);
  const told = {
    type,
    message,
    stack: [`${type}: ${message}`, ...placesOf(error)].join('\n'),
    ...Object.fromEntries(keptFields.filter((name) => name in fields).map((name) => [name, fields[name]])),
  };
  return error.cause === undefined || depth === deepest
    ? told
    : { ...told, cause: errorForLog(error.cause, depth + 1) };
}

/** The same as lines of text. */
export function stackForLog(error: unknown, depth = 0): string {
  if (!types.isNativeError(error)) return String(error);
  const { stack } = errorForLog(error, deepest) as { stack: string };
  return error.cause === undefined || depth === deepest
    ? stack
    : `${stack}\nCaused by: ${stackForLog(error.cause, depth + 1)}`;
}

/** Of a value that PostgreSQL cannot read it quotes the value. */
export function messageForLog(error: Error): string {
  const code = 'code' in error ? error.code : undefined;
  const isOfValue = typeof code === 'string' && /^22[0-9A-Z]{3}$/.test(code);
  return isOfValue ? error.message.replace(/".*"/s, '"…"') : error.message;
}

function placesOf({ stack = '' }: Error): string[] {
  return stack.split('\n').filter((line) => /^ {4}at .*(:\d+:\d+|<anonymous>|native)\)?$/.test(line));
}

/** A text that JSON holds, without what lets whoever reads it in: passwords in addresses, tokens and signed links. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@"\\]*):[^\s"\\]+@/gi, '$1:***@')
    .replace(/\bBearer\s+[^\s"\\,]+/gi, 'Bearer ***')
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '***')
    .replace(/\boblys_[0-9a-f]{32}_[\w-]+/g, '***')
    .replace(/\b(grant|signature|code|token|password|secret|access_token|id_token)=[^&\s"\\]+/gi, '$1=***');
}
