import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbeddedServer, removeEmbeddedServer } from '@oblys/database';
import { installWithoutScripts } from '../support/binaries-package.js';
import { DataFolder, findOrdinaryAccount, isRoot, postmasterPid, query } from '../support/embedded.js';

const ordinary = findOrdinaryAccount();
/** As an ordinary user these tests run as ourselves, as root as an account of their own. */
const asOrdinary = ordinary === null ? {} : { account: ordinary };
const whereOrdinary = isRoot && ordinary === null ? it.skip : it;
const whereRoot = whereTrue(isRoot, 'only root can see what root must do');
const whereUnshared = whereTrue(
  isRoot && spawnSync('unshare', ['--mount', 'true']).status === 0,
  'the accounts of the system can be changed only in a mount namespace, which this run may not make',
);

describe('openEmbeddedServer', () => {
  let folder: DataFolder;
  let shared: DataFolder;

  beforeEach(() => {
    folder = new DataFolder();
    shared = new DataFolder();
  });

  afterEach(async () => {
    await folder.remove();
    await shared.remove();
  });

  whereOrdinary('runs as the ordinary user that asks', async () => {
    if (ordinary !== null) folder.giveTo(ordinary);
    const held = folder.hold(asOrdinary);
    await held.opened();
    const { uid } = ordinary ?? { uid: process.getuid?.() };
    expect(statSync(folder.cluster).uid).toBe(uid);
    expect(await held.tell('release')).toBe(0);
  });

  whereOrdinary('refuses a data folder that this user may not write, in one line, and makes nothing', async () => {
    const closed = join(folder.root, 'closed');
    mkdirSync(closed, { mode: 0o555 });
    const held = folder.hold({ ...asOrdinary, options: { dataDir: join(closed, '.oblys') } });
    await expect(held.opened()).rejects.toMatchObject({
      code: 'DATA_FOLDER_UNUSABLE',
      message: expect.stringMatching(
        /^The data folder [^\n]+\/closed\/\.oblys cannot be written [^\n]+OBLYS_DATA_DIR\.$/,
      ),
    });
    expect(await held.ended).toBe(1);
    expect(readdirSync(closed)).toEqual([]);
  });

  whereOrdinary('links the libraries itself where install scripts are not run', async () => {
    const { module, libraries } = installWithoutScripts(folder.root);
    const before = readdirSync(libraries).length;
    const server = await openEmbeddedServer({ ...folder.options, binaries: module });
    expect(server.version).toMatch(/^15\./);
    expect(readdirSync(libraries).length).toBeGreaterThan(before);
    await server.release();
  });

  whereOrdinary('copies the programs to the data folder where they lack links and may not be written', async () => {
    const { module, libraries } = installWithoutScripts(folder.root);
    const before = readdirSync(libraries);
    if (ordinary !== null) folder.giveTo(ordinary);
    chmodSync(libraries, 0o555);
    const held = folder.hold({ ...asOrdinary, options: { binaries: module } });
    expect((await held.opened()).version).toMatch(/^15\./);
    await held.tell('release');
    expect(readdirSync(libraries)).toEqual(before);
    expect(readdirSync(join(folder.control, 'programs'))).toEqual([expect.stringMatching(/^postgresql-15\./)]);
    chmodSync(libraries, 0o755);
  });

  whereRoot('runs as an account of its own, which owns the cluster and cannot read the password', async () => {
    const server = await openEmbeddedServer(folder.options);
    const owner = statSync(folder.cluster).uid;
    expect(owner).not.toBe(0);
    expect(statSync(`/proc/${postmasterPid(folder.cluster)}`).uid).toBe(owner);
    expect(statSync(join(folder.control, 'password'))).toMatchObject({ uid: 0, mode: 0o100600 });
    await server.release();
  });

  whereUnshared('makes that account where there is none', async () => {
    const withoutAccount = [
      `cp -a /etc '${folder.root}/etc'`,
      `sed -i '/^postgres:/d' '${folder.root}'/etc/passwd '${folder.root}'/etc/group '${folder.root}'/etc/shadow '${folder.root}'/etc/gshadow`,
      `mount --bind '${folder.root}/etc' /etc`,
      `! id postgres 2>/dev/null`,
      `"$@"`,
      `id postgres >&2`,
    ].join(' && ');
    const held = folder.hold({ through: ['unshare', '--mount', 'sh', '-c', withoutAccount, 'sh'] });
    await held.opened();
    expect(statSync(folder.cluster).uid).not.toBe(0);
    expect(await held.tell('release')).toBe(0); // and the account is there afterwards
  });

  whereRoot('goes on as the account that the cluster belongs to', async () => {
    const account = { uid: 64_321, gid: 64_321 }; // an owner that the system knows no name for
    await (await openEmbeddedServer(folder.options)).release();
    spawnSync('chown', ['-R', `${account.uid}:${account.gid}`, folder.dataDir]);
    const server = await openEmbeddedServer(folder.options);
    expect(statSync(`/proc/${postmasterPid(folder.cluster)}`)).toMatchObject(account);
    for (const name of ['server.json', 'server.log', 'password']) {
      expect(statSync(join(folder.control, name))).toMatchObject(account);
    }
    await server.release();
  });

  (ordinary === null ? it.skip : it)('refuses a cluster of another user, whose data stay as they are', async () => {
    const first = await openEmbeddedServer(folder.options);
    const refusal = { code: 'DATA_FOLDER_UNUSABLE', message: expect.stringMatching(/^The data folder [^\n]+$/) };
    await expect(folder.hold(asOrdinary).opened()).rejects.toMatchObject(refusal);
    chmodSync(folder.control, 0o777); // so that only the cluster and its password are closed
    await expect(folder.hold(asOrdinary).opened()).rejects.toMatchObject({
      ...refusal,
      message: expect.stringContaining('holds a database of another user'),
    });
    expect(await query(first.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await first.release();
  });

  describe('as root in a folder that the account of the server cannot enter', () => {
    const inClosed = () => ({ ...folder.options, sharedDir: shared.root });
    const clusters = () => readdirSync(shared.root).filter((name) => !name.startsWith('postgresql-'));

    beforeEach(() => chmodSync(folder.root, 0o700));

    whereRoot('keeps programs and cluster where it can, and finds them again', async () => {
      const { module } = installWithoutScripts(folder.root);
      const options = { ...inClosed(), binaries: module };
      const first = await openEmbeddedServer(options);
      await query(first.url, 'create table kept ()');
      await first.release();
      expect(readdirSync(shared.root).filter((name) => name.startsWith('postgresql-15.'))).toHaveLength(1);
      expect(clusters()).toHaveLength(1);
      expect(existsSync(folder.cluster)).toBe(false);
      const second = await openEmbeddedServer(options);
      expect(await query(second.url, `select to_regclass('kept') is not null as kept`)).toEqual([{ kept: true }]);
      await second.release();
      expect(await removeEmbeddedServer(options)).toBe(true);
      expect(clusters()).toEqual([]);
      expect(existsSync(folder.dataDir)).toBe(false);
    });

    whereRoot('keeps the cluster when the data folder is moved', async () => {
      const first = await openEmbeddedServer(inClosed());
      await query(first.url, 'create table kept ()');
      await first.release();
      const moved = join(folder.root, 'moved');
      renameSync(folder.dataDir, moved);
      const second = await openEmbeddedServer({ ...inClosed(), dataDir: moved });
      expect(await query(second.url, `select to_regclass('kept') is not null as kept`)).toEqual([{ kept: true }]);
      await second.release();
      expect(clusters()).toHaveLength(1);
      await removeEmbeddedServer({ ...inClosed(), dataDir: moved });
    });

    whereRoot('refuses to share the cluster with a copy of the data folder', async () => {
      await (await openEmbeddedServer(inClosed())).release();
      const copy = join(folder.root, 'copy');
      cpSync(folder.dataDir, copy, { recursive: true });
      await expect(openEmbeddedServer({ ...inClosed(), dataDir: copy })).rejects.toMatchObject({
        code: 'DATA_FOLDER_UNUSABLE',
        message: expect.stringContaining(`is a copy of ${folder.control}`),
      });
      rmSync(copy, { recursive: true });
      await removeEmbeddedServer(inClosed());
    });

    whereRoot('begins anew when the cluster that was kept elsewhere is gone', async () => {
      await (await openEmbeddedServer(inClosed())).release();
      for (const name of clusters()) rmSync(join(shared.root, name), { recursive: true });
      const server = await openEmbeddedServer(inClosed());
      expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
      await server.release();
      await removeEmbeddedServer(inClosed());
    });
  });
});

/** A test that cannot be run here says so, once, on the error output. */
function whereTrue(condition: boolean, reason: string): typeof it | typeof it.skip {
  if (!condition) process.stderr.write(`SKIPPED in embedded-account: ${reason}.\n`);
  return condition ? it : it.skip;
}
