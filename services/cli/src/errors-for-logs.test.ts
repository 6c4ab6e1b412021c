import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { errorForLog, stackForLog, withoutSecrets } from './errors-for-logs.js';

describe('errorForLog', () => {
  it('keeps what and where, and nothing of a row or of a request', () => {
    const cause = Object.assign(new Error('violates check constraint "a_check"'), {
      code: '23514',
      table: 'a',
      detail: 'Failing row contains (Айгүл).',
      where: 'Айгүл',
      internalQuery: 'Айгүл',
    });
    const error = Object.assign(new TypeError('a reason', { cause }), { request: { headers: { authorization: 'x' } } });
    const told = errorForLog(error) as { stack: string };
    expect(told).toEqual({
      type: 'TypeError',
      message: 'a reason',
      stack: expect.stringMatching(/^TypeError: a reason\n {4}at .*errors-for-logs/),
      cause: {
        type: 'Error',
        message: 'violates check constraint "a_check"',
        stack: expect.any(String),
        code: '23514',
        table: 'a',
      },
    });
  });

  it('leaves out the value that PostgreSQL could not read, in the stack too', () => {
    const error = Object.assign(new Error('invalid input syntax for type date: "Айгүл "a"\n b"'), { code: '22P02' });
    const told = errorForLog(error) as { message: string };
    expect(told.message).toBe('invalid input syntax for type date: "…"');
    expect(JSON.stringify(told)).not.toContain('Айгүл');
  });

  it('tells the same in lines', () => {
    const cause = Object.assign(new Error('invalid input syntax for type date: "Айгүл"'), {
      code: '22007',
      detail: 'Айгүл',
    });
    const lines = stackForLog(new TypeError('a reason', { cause }));
    expect(lines).toMatch(
      /^TypeError: a reason\n {4}at [^]*\nCaused by: Error: invalid input syntax for type date: "…"\n {4}at /,
    );
    expect(lines).not.toContain('Айгүл');
    expect(stackForLog('a')).toBe('a');
  });

  it('ends where causes go around in a ring', () => {
    const error = new Error('a');
    error.cause = error;
    expect(stackForLog(error).match(/Caused by/g)).toHaveLength(5);
    expect(JSON.stringify(errorForLog(error))).toContain('"message":"a"');
  });
});

describe('withoutSecrets', () => {
  it.each([
    ['at postgres://oblys:a@b:c@db.example/x?a=1', 'at postgres://oblys:***@db.example/x?a=1'],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer ***'],
    ['eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln is refused', '*** is refused'],
    [`oblys_${'0'.repeat(32)}_${'s'.repeat(43)} is refused`, '*** is refused'],
    ['/imports?grant=a.b&signature=c&x=1', '/imports?grant=***&signature=***&x=1'],
    ['http://localhost:4000/a and me@example.kz', 'http://localhost:4000/a and me@example.kz'],
  ])('%s', (text, masked) => {
    expect(withoutSecrets(text)).toBe(masked);
  });

  it('leaves a line of JSON whole', () => {
    const lines: string[] = [];
    const stream = { write: (line: string) => void lines.push(line) };
    const logger = pino({ hooks: { streamWrite: withoutSecrets } }, stream);
    logger.info({ url: 'postgres://a:b"c@db/x', next: 'Bearer x"' }, 'password=a');
    const told = JSON.parse(lines[0]!) as object;
    expect(told).toMatchObject({ msg: 'password=***', next: 'Bearer ***"' });
  });
});
