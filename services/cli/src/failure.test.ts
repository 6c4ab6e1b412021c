import { describe, expect, it } from '@jest/globals';
import { ConfigError } from '@oblys/config';
import { InvalidInputError, OblysError } from '@oblys/domain';
import { CommanderError } from 'commander';
import { describeFailure } from './failure.js';
import { InterruptedError } from './interruption.js';

class ServerDownError extends OblysError {
  readonly code = 'SERVER_DOWN';
}

describe('describeFailure', () => {
  it('gives a domain error as it is', () => {
    expect(describeFailure(new ServerDownError('The server is down. Start it.'))).toEqual({
      line: 'The server is down. Start it.',
      exitCode: 1,
    });
  });

  it('tells misuse from failure by the exit code', () => {
    expect(describeFailure(new InvalidInputError('The date "x" is no date.')).exitCode).toBe(2);
    expect(describeFailure(new ConfigError([{ setting: 'PORT', shown: '"x"', expected: 'a number' }])).exitCode).toBe(
      2,
    );
  });

  it('puts all faults of the settings into one line', () => {
    const error = new ConfigError([
      { setting: 'PORT', shown: '"x"', expected: 'a number' },
      { setting: 'OBLYS_DEMO', shown: '"y"', expected: '1 or 0' },
    ]);
    expect(describeFailure(error).line).toBe('PORT is "x"; expected a number. OBLYS_DEMO is "y"; expected 1 or 0.');
  });

  it('gives a mistake on the command line without the word error', () => {
    const error = new CommanderError(
      1,
      'commander.unknownOption',
      "error: unknown option '--ful'\n(Did you mean --full?)",
    );
    expect(describeFailure(error)).toEqual({
      line: "Unknown option '--ful'. Did you mean --full? Add --help to see what it takes.",
      exitCode: 2,
    });
  });

  it('knows what PostgreSQL reports by code, also inside the error of TypeORM', () => {
    const driverError = Object.assign(new Error('terminating connection'), { code: '57P01' });
    const wrapped = Object.assign(new Error('terminating connection'), { driverError });
    for (const error of [driverError, wrapped]) {
      expect(describeFailure(error)).toEqual({
        line: 'The database server was stopped; nothing was kept. Start it, then run the command again. (terminating connection)',
        exitCode: 1,
      });
    }
  });

  it('finds the code in the errors of several addresses', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED ::1:5432'), { code: 'ECONNREFUSED' });
    expect(describeFailure(new AggregateError([refused])).line).toMatch(/^The database server takes no connections\./);
  });

  it('keeps an error that nobody foresaw to one line, and says how to see more', () => {
    expect(describeFailure(new TypeError('x is not\n  a function'))).toEqual({
      line: 'Unexpected failure: x is not a function. Set OBLYS_LOG_LEVEL=debug to see where it comes from.',
      exitCode: 1,
    });
    expect(describeFailure('gone').line).toMatch(/^Unexpected failure: gone\./);
  });

  it('ends a command that a signal stopped as shells do', () => {
    expect(describeFailure(new InterruptedError('SIGINT')).exitCode).toBe(130);
    expect(describeFailure(new InterruptedError('SIGTERM')).exitCode).toBe(143);
  });
});
