import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbeddedServer } from '@oblys/database';
import { DataFolder, answers, isRoot, postmasterPid, query, until } from '../support/embedded.js';

/** A number that no process has: above the greatest that Linux and macOS give out. */
const DEAD_PID = 2 ** 30;

describe('openEmbeddedServer', () => {
  /** With a cluster that each test leaves stopped, since making one is what takes long. */
  let folder: DataFolder;
  let fresh: DataFolder;

  beforeAll(async () => {
    folder = new DataFolder();
    await (await openEmbeddedServer(folder.options)).release();
  });

  beforeEach(() => {
    fresh = new DataFolder();
  });

  afterEach(async () => {
    await folder.settle();
    await fresh.remove();
  });

  afterAll(() => folder.remove());

  it('takes over the server of a process that was killed, and stops it in the end', async () => {
    const killed = folder.hold();
    const { url } = await killed.opened();
    await query(url, 'create table left_by_killed ()');
    killed.kill();
    await killed.ended;
    expect(await answers(url)).toBe(true);
    const next = await openEmbeddedServer(folder.options);
    expect(next).toMatchObject({ url, attached: false });
    await next.release();
    expect(await answers(url)).toBe(false);
  });

  it('does not count the dead among those who use the server', async () => {
    const killed = folder.hold();
    const { url } = await killed.opened();
    const living = await openEmbeddedServer(folder.options);
    expect(living.attached).toBe(true);
    killed.kill();
    await killed.ended;
    await living.release();
    expect(await answers(url)).toBe(false);
  });

  it('starts again after the server itself was killed, on the port its other users know', async () => {
    const durable = { ...folder.options, durable: true };
    const first = await openEmbeddedServer(durable);
    await query(first.url, `create table kept as select 7 as number`);
    const pid = postmasterPid(folder.cluster);
    process.kill(pid, 'SIGKILL');
    await until(async () => !(await answers(first.url)));
    expect(postmasterPid(folder.cluster)).toBe(pid); // a stale file is what there is to recover from
    const second = await openEmbeddedServer(durable);
    expect(second).toMatchObject({ url: first.url, attached: true });
    expect(await query(first.url, 'select number from kept')).toEqual([{ number: 7 }]);
    await second.release();
    expect(await answers(first.url)).toBe(true);
    await first.release();
    expect(await answers(first.url)).toBe(false);
  });

  it.each(['noted by us', 'known from its own file only'])(
    'sees through a stale postmaster.pid whose number now belongs to another process (%s)',
    async (how) => {
      await (await openEmbeddedServer(folder.options)).release();
      // Of the server's own account: for another's process PostgreSQL would see by itself that the file is stale.
      const { uid, gid } = statSync(folder.cluster);
      const stranger = spawn('sleep', ['60'], { cwd: '/', ...(isRoot ? { uid, gid } : {}) });
      try {
        const lines = [stranger.pid, folder.cluster, 1700000000, 5432, '', '127.0.0.1', '  1 1', 'ready   '];
        writeFileSync(join(folder.cluster, 'postmaster.pid'), `${lines.join('\n')}\n`);
        const noted = {
          identity: { pid: how === 'noted by us' ? stranger.pid : DEAD_PID, startedAt: 'long ago' },
          port: 1,
        };
        writeFileSync(join(folder.control, 'server.json'), JSON.stringify(noted));
        const server = await openEmbeddedServer(folder.options);
        expect(await answers(server.url)).toBe(true);
        expect(stranger.exitCode).toBeNull();
        await server.release();
        expect(stranger.signalCode).toBeNull();
      } finally {
        stranger.kill();
      }
    },
  );

  it('leaves no half-made cluster of a first start that was killed', async () => {
    const killed = fresh.hold();
    const drafts = () => readdirSync(fresh.control).filter((name) => name.includes('draft'));
    await until(
      () => existsSync(fresh.control) && drafts().some((name) => existsSync(join(fresh.control, name, 'base'))),
    );
    killed.kill();
    await killed.ended;
    expect(existsSync(fresh.cluster)).toBe(false);
    const server = await openEmbeddedServer(fresh.options);
    expect(server.attached).toBe(false);
    expect(await answers(server.url)).toBe(true);
    await server.release();
    expect(drafts()).toEqual([]);
  });

  it('is started once when several processes ask at the same time', async () => {
    const held = [fresh.hold(), fresh.hold(), fresh.hold(), fresh.hold()];
    const opened = await Promise.all(held.map((each) => each.opened()));
    expect(new Set(opened.map(({ url }) => url)).size).toBe(1);
    expect(opened.filter(({ attached }) => !attached)).toHaveLength(1);
    const [last, ...others] = held;
    await Promise.all(others.map((each) => each.tell('release')));
    const url = opened[0]?.url ?? '';
    expect(await answers(url)).toBe(true);
    expect(await last?.tell('release')).toBe(0);
    expect(await answers(url)).toBe(false);
  });

  it.each([
    ['of a process that is gone', JSON.stringify({ pid: DEAD_PID, startedAt: 'long ago' })],
    ['whose number now belongs to another process', JSON.stringify({ pid: process.pid, startedAt: 'long ago' })],
    ['that was never written', ''],
  ])('passes a lock %s', async (_what, text) => {
    const locks = () => readdirSync(folder.control).filter((name) => name.startsWith('lock.'));
    const next = Number(locks()[0]?.slice('lock.'.length)) + 1;
    writeFileSync(join(folder.control, `lock.${next}`), text);
    const server = await openEmbeddedServer(folder.options);
    expect(locks()).toEqual([`lock.${next + 1}`]);
    await server.release();
  });

  it('waits for a lock of a living process', async () => {
    const killed = folder.hold();
    await killed.opened();
    const living = readFileSync(join(folder.control, 'holders', readdirSync(join(folder.control, 'holders'))[0] ?? ''));
    writeFileSync(join(folder.control, 'lock.900'), living);
    const progress: string[] = [];
    const opening = openEmbeddedServer({ ...folder.options, onProgress: (line) => progress.push(line) });
    await until(() => progress.length > 0);
    expect(progress).toEqual([`waiting for process ${killed.pid}, which is at work in ${folder.control}`]);
    killed.kill();
    await (await opening).release();
  });
});
