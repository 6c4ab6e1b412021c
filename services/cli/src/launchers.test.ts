import { describe, expect, it } from '@jest/globals';
import { findLaunchers } from './launchers.js';

type Entry = [pid: number, parentPid: number, args: string[]];

/** Process ids above us, from a table of processes; we are 100. */
function launchersIn(entries: Entry[]): number[] {
  const read = (pid: number) => {
    const entry = entries.find((each) => each[0] === pid);
    return entry === undefined ? null : { parentPid: entry[1], startedAt: `t${pid}`, args: entry[2] };
  };
  return findLaunchers(99, read).map(({ pid }) => pid);
}

describe('findLaunchers', () => {
  it('finds the shells, pnpm and npx above us, and nothing above those', () => {
    expect(
      launchersIn([
        [99, 98, ['sh', '-c', 'node services/cli/dist/main.js start']],
        [98, 97, ['node', '/srv/npm-cache/_npx/c80d/node_modules/.bin/pnpm', 'start']],
        [97, 96, ['sh', '-c', "'pnpm' start"]],
        [96, 95, ['npm exec pnpm@10 start']],
        [95, 94, ['bash', '-c', 'npx pnpm@10 start & sleep 1']],
        [94, 1, ['/usr/sbin/sshd']],
      ]),
    ).toEqual([99, 98, 97, 96]);
  });

  it('finds a pnpm that is installed, started from an interactive shell', () => {
    expect(
      launchersIn([
        [99, 98, ['/bin/sh', '-c', 'node services/cli/dist/main.js start']],
        [98, 97, ['node', '/usr/local/bin/pnpm', 'start']],
        [97, 1, ['-bash']],
      ]),
    ).toEqual([99, 98]);
  });

  it('finds none where node was called by hand or by a shell of its own', () => {
    expect(launchersIn([[99, 1, ['-bash']]])).toEqual([]);
    expect(launchersIn([[99, 98, ['bash', '-c', 'node main.js start &']]])).toEqual([]);
  });

  it('takes no other program for a package manager', () => {
    expect(launchersIn([[99, 98, ['node', '/srv/pnpmish/server.js']]])).toEqual([]);
    expect(launchersIn([[99, 98, ['/opt/npm-watch/bin/node', '/srv/server.js']]])).toEqual([]);
  });
});
