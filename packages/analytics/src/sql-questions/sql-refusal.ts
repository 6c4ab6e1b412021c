import { InvalidInputError, OblysError } from '@oblys/domain';
import type { AnalystLimits } from '../logins/limits.js';

/** A question in SQL ran into what sessions of analysts are held to. */
export class SqlLimitError extends OblysError {
  readonly code = 'LIMIT_EXCEEDED';
}

/** A question in SQL reaches for what its role may not read or do. */
export class SqlForbiddenError extends OblysError {
  readonly code = 'FORBIDDEN';
}

/** As PostgreSQL tells it. */
interface SqlFault {
  readonly code?: string;
  readonly message: string;
  readonly hint?: string;
  /** Counted from 1. */
  readonly position?: string;
}

/**
 * What PostgreSQL refuses of a question, in a line for who wrote it; anything else as it is.
 * @param before how many characters were sent before the text of the question
 */
export function describeRefusal(error: unknown, limits: AnalystLimits, before: number): unknown {
  const { code = '', message, hint, position } = error as SqlFault;
  const cause = { cause: error };
  if (code === '57014') {
    return new SqlLimitError(
      `The question ran longer than ${limits.statementSeconds} s (OBLYS_ANALYST_STATEMENT_SECONDS) and was ended: ask for less at once.`,
      cause,
    );
  }
  if (code === '53400' && message.includes('temporary file')) {
    return new SqlLimitError(
      `The question wrote more than ${limits.temporaryFileMb} MB (OBLYS_ANALYST_TEMP_FILE_MB) beside its rows and was ended: sort or join less at once.`,
      cause,
    );
  }
  if (['57P01', '57P05', '25P03'].includes(code)) {
    return new SqlLimitError(`The session of the question was ended: ${message}.`, cause);
  }
  if (message.includes('multiple commands')) {
    return new InvalidInputError('The SQL holds several statements: ask one question at a time.', cause);
  }
  if (code === '25006' || message.includes('data-modifying')) {
    return new SqlForbiddenError(`A question changes nothing: ${message}.`, cause);
  }
  if (code === '42501') {
    return new SqlForbiddenError(
      `${capitalized(message)}. Questions read the views of the schema analytics, and nothing else.`,
      cause,
    );
  }
  if (/^(21|22|42|0A|2F|34|54)/.test(code)) {
    const place = position === undefined ? NaN : Number(position) - before;
    const where = place >= 1 ? ` (at character ${place} of the question)` : '';
    return new InvalidInputError(`${capitalized(message)}${where}.${hint === undefined ? '' : ` ${hint}`}`, cause);
  }
  return error;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
