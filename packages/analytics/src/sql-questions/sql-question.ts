import { InvalidInputError } from '@oblys/domain';

const beginnings = ['SELECT', 'WITH', 'VALUES', 'TABLE'];

/**
 * Text that may be a question; whether it is one, and one alone, PostgreSQL says.
 * @throws {InvalidInputError} when it is empty or begins as what is none
 */
export function assertSqlQuestion(text: string): void {
  const begun = /^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/|\()*/.exec(text)![0];
  const [word = ''] = /^[A-Za-z]*/.exec(text.slice(begun.length))!;
  if (beginnings.includes(word.toUpperCase())) return;
  const found =
    text.slice(begun.length).trim() === ''
      ? 'is empty'
      : `begins with "${text.slice(begun.length).slice(0, 20).trim()}"`;
  throw new InvalidInputError(
    `The SQL ${found}: a question begins with select, with, values or table, and changes nothing.`,
  );
}
