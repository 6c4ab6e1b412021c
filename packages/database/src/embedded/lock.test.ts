import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ControlFolder } from './control-folder.js';
import { withLock } from './lock.js';
import { ownIdentity } from './process-identity.js';

describe('withLock', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), `oblys-test-${process.pid}-lock-`));
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('lets one piece of work at a time through, also when some of the processes are killed while they hold it', async () => {
    const counter = join(root, 'counter');
    writeFileSync(counter, '0');
    const ends = await Promise.all([
      count({ times: 25, thenDie: false }),
      count({ times: 25, thenDie: false }),
      count({ times: 5, thenDie: true }),
      count({ times: 10, thenDie: true }),
    ]);
    expect(ends).toEqual(['0', '0', 'SIGKILL', 'SIGKILL']);
    expect(readFileSync(counter, 'utf8')).toBe('65');
    expect(
      ControlFolder.open(root)
        .list()
        .filter((name) => name.startsWith('lock.')),
    ).toHaveLength(1);
  });

  it('is released by work that fails', async () => {
    const folder = ControlFolder.open(root);
    await expect(withLock(folder, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await withLock(folder, async () => 'next')).toBe('next');
  });

  it('steps back when others took the lock and the next one between its look and its own lock', async () => {
    const folder = ControlFolder.open(root);
    await withLock(folder, async () => {});
    const create = folder.create.bind(folder);
    folder.create = (name, text) => {
      folder.create = create;
      folder.remove('lock.1');
      create('lock.3', JSON.stringify(ownIdentity()));
      create(name, text);
    };
    const done: string[] = [];
    const onWait = (): void => {
      done.push('waited');
      folder.write('lock.3', JSON.stringify({ released: true }));
    };
    await withLock(folder, async () => void done.push(...folder.list()), onWait);
    expect(done).toEqual(['waited', 'lock.4']);
  });

  /** A process that adds one to the counter so many times, slowly enough to lose counts if another does so meanwhile. */
  function count({ times, thenDie }: { times: number; thenDie: boolean }): Promise<string> {
    const script = `
      import { readFileSync, writeFileSync } from 'node:fs';
      import { setTimeout as delay } from 'node:timers/promises';
      import { ControlFolder } from ${JSON.stringify(new URL('control-folder.js', import.meta.url).href)};
      import { withLock } from ${JSON.stringify(new URL('lock.js', import.meta.url).href)};
      const folder = ControlFolder.open(${JSON.stringify(root)});
      const counter = ${JSON.stringify(join(root, 'counter'))};
      for (let done = 1; done <= ${times}; done += 1) {
        await withLock(folder, async () => {
          const seen = Number(readFileSync(counter, 'utf8'));
          await delay(2);
          writeFileSync(counter, String(seen + 1));
          if (${thenDie} && done === ${times}) process.kill(process.pid, 'SIGKILL');
        });
      }`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return new Promise((resolve) => child.on('exit', (code, signal) => resolve(signal ?? String(code))));
  }
});
