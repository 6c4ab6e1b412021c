import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { findCommandLine, findProcess, isRunning, ownIdentity } from './process-identity.js';

describe('isRunning', () => {
  it('knows a process that runs', () => {
    expect(isRunning(ownIdentity())).toBe(true);
  });

  it('does not take another process of the same number for it', () => {
    expect(isRunning({ pid: process.pid, startedAt: 'long ago' })).toBe(false);
  });

  it('goes by the number alone where the start is not known', () => {
    expect(isRunning({ pid: process.pid, startedAt: null })).toBe(true);
    expect(isRunning({ pid: 2 ** 30, startedAt: null })).toBe(false);
  });

  it('knows when a process has ended', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
    const identity = findProcess(child.pid ?? 0);
    if (identity === null) throw new Error('The child does not run.');
    expect(isRunning(identity)).toBe(true);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.on('exit', resolve));
    expect(isRunning(identity)).toBe(false);
  });

  it.each([0, -1, Number.NaN, 1.5])('finds no process under the number %s', (pid) => {
    expect(findProcess(pid)).toBeNull();
  });
});

describe('findCommandLine', () => {
  it('tells what a process was started with', () => {
    expect(findCommandLine(process.pid)).toContain('node');
    expect(findCommandLine(2 ** 30)).toBeNull();
  });
});
